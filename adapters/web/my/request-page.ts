import { html } from 'hono/html'
import type { Html, Problem } from '../console/parts.ts'
import { field, frame, problemList, type Setting } from './frame.ts'
import type { RequestForm } from './request-form.ts'

/** Where the form is in each language. */
export const formPaths = { en: '/ask', cy: '/gofyn' } as const

/** The form, with what was filled in before and what is wrong with it. */
export function requestPage(setting: Setting, form: RequestForm, problems: readonly Problem[]): Html {
  const { words: w, language } = setting
  const title = problems.length > 0 ? `${w.error}${w.askTitle}` : w.askTitle
  return frame(
    setting,
    title,
    html`${problemList(w, problems)}
<h1>${w.askTitle}</h1>
<p>${w.askLead}</p>
${form.go === '' ? '' : html`<p><strong>${w.askGoOn}</strong></p>`}
<form method="post" action="${formPaths[language]}" novalidate>
${form.go === '' ? '' : html`<input type="hidden" name="go" value="${form.go}">`}
${field(w, { id: 'what', label: w.what, hint: w.whatHint, problems }, (a) => html`<textarea ${a} rows="4">${form.what}</textarea>`)}
${field(w, { id: 'where', label: w.where, hint: w.whereHint, problems }, (a) => html`<input ${a} value="${form.where}" autocomplete="postal-code">`)}
${hereButton(setting, form)}
${urgency(setting, form)}
${harder(setting, form)}
${field(w, { id: 'name', label: w.name, hint: w.nameHint, problems }, (a) => html`<input ${a} value="${form.name}" autocomplete="name">`)}
${field(w, { id: 'phone', label: w.phone, hint: w.phoneHint, problems }, (a) => html`<input ${a} value="${form.phone}" type="tel" autocomplete="tel">`)}
${trap(setting, form, problems)}
<p class="hint">${w.kept}</p>
<button>${w.send}</button>
</form>
<p class="other"><a href="${formPaths[language === 'cy' ? 'en' : 'cy']}" lang="${language === 'cy' ? 'en' : 'cy'}" hreflang="${language === 'cy' ? 'en' : 'cy'}">${w.otherLanguage}</a></p>`,
  )
}

/** Seen only where the browser can tell where it is. */
const hereButton = ({ words: w }: Setting, { lat, lon }: RequestForm): Html => html`<div class="field" id="here" hidden>
<button type="button" class="plain" data-found="${w.hereFound}" data-failed="${w.hereFailed}">${w.here}</button>
<p role="status"></p></div>
<input type="hidden" name="lat" id="lat" value="${lat}"><input type="hidden" name="lon" id="lon" value="${lon}">`

const urgency = ({ words: w }: Setting, form: RequestForm): Html => html`<fieldset><legend>${w.urgency}</legend>
${(['urgent', 'soon', 'routine'] as const).map(
  (
    value,
  ) => html`<div class="choice"><input type="radio" name="urgency" id="urgency-${value}" value="${value}"${form.urgency === value ? ' checked' : ''}>
<label for="urgency-${value}">${w[value]}</label></div>`,
)}</fieldset>`

const harder = (
  { words: w }: Setting,
  form: RequestForm,
): Html => html`<fieldset aria-describedby="harder-hint"><legend>${w.harder}</legend><p class="hint" id="harder-hint">${w.harderHint}</p>
${Object.entries(w.harderCodes).map(
  ([
    code,
    label,
  ]) => html`<div class="choice"><input type="checkbox" name="harder" id="harder-${code}" value="${code}"${form.harder.includes(code) ? ' checked' : ''}>
<label for="harder-${code}">${label}</label></div>`,
)}</fieldset>`

/** A box that nobody sees; once filled in it is seen, so that a person whose browser filled it can empty it. */
export function trap(
  { words: w }: Setting,
  { website }: Pick<RequestForm, 'website'>,
  problems: readonly Problem[],
): Html {
  const box = html`<label for="website">${w.leaveEmpty}</label><input id="website" name="website" value="${website}" autocomplete="off" tabindex="${website === '' ? -1 : 0}">`
  const problem = problems.find((one) => one.id === 'website')
  return problem
    ? html`<div class="field wrong"><p class="problem">${problem.text}</p>${box}</div>`
    : html`<div class="trap" aria-hidden="true">${box}</div>`
}
