import { html } from 'hono/html'
import type { Html, Problem } from '../console/parts.ts'
import { field, frame, problemList, type Setting } from './frame.ts'
import type { JoinForm } from './join-form.ts'
import { trap } from './request-page.ts'
import type { Skill } from './view.ts'

/** Where volunteers join, in each language. */
export const joinPaths = { en: '/join', cy: '/ymuno' } as const

interface Filled {
  readonly form: JoinForm
  readonly problems: readonly Problem[]
  readonly skills: readonly Skill[]
}

/** The volunteers' form, with what was filled in before and what is wrong with it. */
export function joinPage(setting: Setting, { form, problems, skills }: Filled): Html {
  const { words: w, language } = setting
  const title = problems.length > 0 ? `${w.error}${w.joinTitle}` : w.joinTitle
  const other = language === 'cy' ? 'en' : 'cy'
  return frame(
    setting,
    title,
    html`${problemList(w, problems)}
<h1>${w.joinTitle}</h1>
<p>${w.joinLead}</p>
<form method="post" action="${joinPaths[language]}" novalidate>
${field(w, { id: 'name', label: w.firstName, hint: w.firstNameHint, problems }, (a) => html`<input ${a} value="${form.name}" autocomplete="given-name">`)}
${field(w, { id: 'postcode', label: w.postcode, hint: w.postcodeHint, problems }, (a) => html`<input ${a} value="${form.postcode}" autocomplete="postal-code">`)}
${skillBoxes(setting, { form, problems, skills })}
${field(w, { id: 'miles', label: w.miles, hint: w.milesHint, problems }, (a) => html`<input ${a} value="${form.miles}" inputmode="decimal">`)}
${field(w, { id: 'phone', label: w.phone, hint: w.phoneHint, problems }, (a) => html`<input ${a} value="${form.phone}" type="tel" autocomplete="tel">`)}
<div class="choice"><input type="checkbox" name="adult" id="adult" value="yes"${form.adult ? ' checked' : ''}>
<label for="adult">${w.adult}</label></div>
${trap(setting, form, problems)}
<p class="hint">${w.joinKept}</p>
<button>${w.joinSend}</button>
</form>
<p class="other"><a href="${joinPaths[other]}" lang="${other}" hreflang="${other}">${w.otherLanguage}</a></p>`,
  )
}

const skillBoxes = ({ words: w }: Setting, { form, skills }: Filled): Html =>
  html`<fieldset aria-describedby="skills-hint"><legend>${w.skills}</legend><p class="hint" id="skills-hint">${w.skillsHint}</p>
${skills.map(
  ({
    id,
    name,
  }) => html`<div class="choice"><input type="checkbox" name="skills" id="skill-${id}" value="${id}"${form.skills.includes(id) ? ' checked' : ''}>
<label for="skill-${id}">${name}</label></div>`,
)}</fieldset>`
