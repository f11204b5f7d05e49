import { html } from 'hono/html'
import type { SubjectRecord } from '../../db/subject-access.ts'
import { recordSections } from '../own/record.ts'
import type { Page } from './layout.ts'
import { handleOf } from './words.ts'

/** Everything held about one person, for a planner who answers them. */
export const dataPage = (record: SubjectRecord, staff: ReadonlyMap<string, string>): Page => ({
  title: `Everything held about person ${handleOf(record.id)}`,
  here: 'privacy',
  unmasked: true,
  body: html`<p class="back"><a href="/console/people/${record.id}">Back to the person</a></p>
  <h1>Everything held about person ${handleOf(record.id)}</h1>
  <p class="notice shown" role="status">Unmasked, and written in the log. <a href="/console/people/${record.id}">Mask it again</a></p>
  <form method="post" action="/console/people/${record.id}/data.json"><input type="hidden" name="why" value="to_answer"><button>Download as JSON</button></form>
  ${recordSections(record, (account) => staff.get(account) ?? 'Planner')}`,
})
