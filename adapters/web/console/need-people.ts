import { html } from 'hono/html'
import { byHandWords, type Wave, whyInWave } from '../../../core/dispatch/why.ts'
import type { Entry } from '../../../core/ledger/entry.ts'
import type { Exclusion } from '../../../core/matching/exclusion.ts'
import type { Assignment, Invitation, Overridden } from '../../../core/needs/need.ts'
import type { NeedView } from './need-view.ts'
import { personLink } from './need-view.ts'
import { foldedReasonForm, type Html, masked, table, when } from './parts.ts'
import { sayWhen } from './times.ts'
import * as words from './words.ts'

const underWay = ['briefing', 'accepted', 'on_the_way', 'arrived']

/** Who said yes and how far they are. */
export function coming(view: NeedView): Html {
  const { need, now, problems } = view
  if (need.assignments.length === 0)
    return html`<h2 id="coming-title">Who is coming</h2><p class="empty">Nobody has said yes yet.</p>`
  return html`<h2 id="coming-title">Who is coming</h2>${table<Assignment>(
    'Everybody who said yes or was assigned',
    [
      { title: 'Who', cell: ({ person }) => personLink(view, person) },
      { title: 'State', cell: ({ state }) => words.assignmentWords[state] },
      { title: 'Since', cell: ({ from }) => when(from, sayWhen(from, now)) },
      { title: 'There by', cell: ({ dueAt }) => when(dueAt, sayWhen(dueAt, now)) },
      {
        title: 'Action',
        cell: ({ person, state }) =>
          underWay.includes(state) && need.status !== 'closed'
            ? foldedReasonForm('Take off', {
                id: `drop-${person}`,
                action: `/console/needs/${need.id}/drop`,
                button: 'Take them off',
                label: 'Why?',
                hint: 'They are told not to go, and somebody else is looked for.',
                hidden: { person },
                problems,
                grave: true,
              })
            : '',
      },
    ],
    need.assignments,
  )}`
}

/** Who was asked, when, and what came back. */
export function asked(view: NeedView): Html {
  const { need, now } = view
  if (need.invitations.length === 0)
    return html`<h2 id="asked-title">Who was asked</h2><p class="empty">Nobody has been asked yet.</p>`
  return html`<h2 id="asked-title">Who was asked</h2>${table<Invitation>(
    'Everybody asked, in the order of asking',
    [
      { title: 'Who', cell: ({ person }) => personLink(view, person) },
      { title: 'When', cell: ({ at }) => when(at, sayWhen(at, now)) },
      { title: 'Round', cell: ({ wave }) => String(wave) },
      { title: 'Distance', cell: ({ metres }) => (metres === 0 ? '–' : words.milesWords(metres)) },
      { title: 'Letter', cell: ({ letter }) => letter },
      { title: 'Answer', cell: (invitation) => answerWords(view, invitation) },
    ],
    need.invitations,
  )}`
}

function answerWords({ unmasked }: NeedView, { state, condition, inMin }: Invitation): Html {
  const soon = inMin === null ? '' : `, in ${inMin} min`
  if (condition === null) return `${words.invitationWords[state]}${soon}`
  const said = unmasked?.words.get(condition)
  return html`${words.invitationWords[state]}${soon}, with a condition: ${said ? html`“${said}”` : masked}`
}

/** Why these people and not others, as it was decided. */
export function why(view: NeedView): Html {
  const { entries } = view
  const waves = entries.filter(({ entry }) => entry.type === 'wave_started')
  const title = html`<h2 id="why-title">Why these people</h2>`
  const byHand = entries
    .filter(({ entry }) => entry.type === 'assigned_by_hand')
    .map(({ entry }) => handItem(view, entry))
  if (waves.length === 0 && byHand.length === 0) return html`${title}<p class="empty">No round of asking has begun.</p>`
  return html`${title}<p class="hint">As few as will do are asked, the nearest who fit and are free first. Being asked lately, and seldom saying yes, count as distance.</p><ol class="waves">${waves.map(
    ({ entry }) => waveItem(view, entry.body as Wave, entry.at),
  )}${byHand}</ol>`
}

function handItem(view: NeedView, { at, body }: Entry): Html {
  const { person, overridden } = body as { person: string; overridden?: Overridden }
  return html`<li>${when(at, sayWhen(at, view.now))}: ${personLink(view, person)}. ${byHandWords(overridden)}</li>`
}

function waveItem(view: NeedView, wave: Wave, at: string): Html {
  const { reason, chosen, considered, excluded, seats } = wave
  const left = Object.entries(excluded).map(([code, n]) => `${n} ${words.whyNot[code as Exclusion] ?? code}`)
  return html`<li>${when(at, sayWhen(at, view.now))}, because ${words.waveWords[reason]}: ${words.plural(chosen.length, 'person', 'people')} asked for ${words.plural(seats, 'place')}, of ${considered} considered.${left.length > 0 ? html` Left out: ${left.join('; ')}.` : ''}${eachPerson(view, wave)}</li>`
}

const sentencesShown = 25

/** A sentence for each person near the front: the same that `npm run replay -- NEED --why PERSON` says. */
function eachPerson(view: NeedView, wave: Wave): Html {
  if (!wave.decided) return ''
  const { candidates, passedOver } = wave.decided
  const people = [...new Set([...wave.chosen, ...candidates, ...passedOver].map((one) => one.person))]
  return html`<details><summary>Why, person by person</summary><ul>${people
    .slice(0, sentencesShown)
    .map((person) => html`<li>${personLink(view, person)}: ${whyInWave(wave, person) ?? ''}</li>`)}</ul></details>`
}
