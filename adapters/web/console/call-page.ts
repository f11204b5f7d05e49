import { html } from 'hono/html'
import { kindIds, kinds } from '../../../core/kinds.ts'
import { type TypedCall, urgencies } from './call-form.ts'
import type { Page } from './layout.ts'
import { field, type Html, type Problem, problemAt } from './parts.ts'
import { capital, urgencyWords, vulnerableWords } from './words.ts'

/** The form for somebody on the phone, in the order in which people talk. */
export const callPage = (typed: TypedCall, problems: readonly Problem[]): Page => ({
  title: 'Take a call',
  here: 'call',
  problems,
  body: html`<h1>Take a call</h1>
  <p class="banner calm"><strong>Is anybody in danger?</strong> Tell them to ring 999 first. Never say that help is coming: say that people nearby are being asked.</p>
  <form method="post" action="/console/call" class="call">
    <fieldset><legend><h2>What and where</h2></legend>
      ${field({ id: 'words', name: 'words', label: 'What is wrong, in their words', rows: 3, value: typed.words, problems })}
      ${choice('kind', 'What is needed', [['', 'Take it from the words'], ...kindIds.map((id) => [id, capital(kinds[id].label)] as const)], typed.kind, problems)}
      ${field({ id: 'place', name: 'place', label: 'Postcode', hint: 'Where help is needed, like GL20 5BY, or latitude and longitude like 51.9912, -2.1598', value: typed.place, problems })}
      ${choice('urgency', 'How soon', [['', 'As usual for this'], ...urgencies.map((id) => [id, urgencyWords[id]] as const)], typed.urgency, problems)}
      ${field({ id: 'portions', name: 'portions', label: 'Portions, for a meal', type: 'number', short: true, value: typed.portions, problems })}
    </fieldset>
    <fieldset><legend><h2>Who</h2></legend>
      ${field({ id: 'callerName', name: 'callerName', label: 'Name of the caller', value: typed.callerName, problems })}
      ${field({ id: 'phone', name: 'phone', label: 'Their mobile number', hint: 'We text them what happens. Leave it empty if they have none: then they are to be rung.', type: 'tel', value: typed.phone, problems })}
      ${field({ id: 'subjectName', name: 'subjectName', label: 'Who it is for, if not for the caller', hint: 'A name, like Mary Penfold', value: typed.subjectName, problems })}
      ${field({ id: 'house', name: 'house', label: 'House number or name, and street', hint: 'Only the person who comes sees it.', value: typed.house, problems })}
    </fieldset>
    <fieldset class="wholly"><legend><h2>Good to know</h2></legend>
      <p class="hint">Only for whoever comes, once they are on the way. It also raises the check they must have.</p>
      <div class="ticks">${Object.entries(vulnerableWords).map(([code, label]) => tick(code, label, typed.vulnerable.includes(code)))}</div>
      ${field({ id: 'notes', name: 'notes', label: 'Notes on access, animals, anything else', rows: 2, value: typed.notes, problems })}
    </fieldset>
    <div class="wholly"><button>Enter and ask people</button></div>
  </form>`,
})

type Option = readonly [value: string, label: string]

const choice = (
  id: string,
  label: string,
  options: readonly Option[],
  value: string,
  problems: readonly Problem[],
): Html => {
  const wrong = problems.some((p) => p.id === id)
  return html`<div class="field${wrong ? ' wrong' : ''}"><label for="${id}">${label}</label>${problemAt(problems, id)}
    <select id="${id}" name="${id}"${wrong ? html` aria-invalid="true" aria-describedby="${id}-problem"` : ''}>${options.map(
      ([option, text]) => html`<option value="${option}"${option === value ? html` selected` : ''}>${text}</option>`,
    )}</select></div>`
}

const tick = (code: string, label: string, ticked: boolean): Html =>
  html`<div class="choice"><input type="checkbox" name="vulnerable" value="${code}" id="v-${code}"${ticked ? html` checked` : ''}><label for="v-${code}">${capital(label)}</label></div>`
