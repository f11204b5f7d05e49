import type { PhoneText } from '../../adapters/channels/simulated.ts'
import type { BoardNeed } from '../../adapters/db/demo-board.ts'
import type { Phone, Scene, ShownVolunteer, Standing } from '../../adapters/web/demo/scene.ts'
import { isOver } from '../../core/needs/need.ts'
import { dutyOfficer, visitor, volunteers } from './people.ts'
import { choicesIn, readText } from './reading.ts'
import { askedFor, type Census, firstNameAt, shortId, shownNeed, standingOf } from './standing.ts'
import { tellStory } from './story.ts'
import { wickbourne } from './town.ts'

export interface SceneParts {
  readonly board: readonly BoardNeed[]
  readonly texts: readonly PhoneText[]
  readonly census: Census
  readonly isHeld: (phone: string) => boolean
  /** The volunteer's phone the visitor has picked; otherwise the one where most is happening. */
  readonly picked: string | null
}

const longestList = 6

/** What the page shows now, from the projections and the texts on the phones. */
export function composeScene({ board, texts, census, isHeld, picked }: SceneParts): Scene {
  const mine = board.find(({ need }) => census.phoneOf.get(need.reporter) === visitor.phone)
  const open = mine !== undefined && !isOver(mine.need)
  const phone = picked ?? busiest(mine, census, isHeld)
  const last = lastTo(texts, phone)
  const shown = [...(mine ? [mine] : []), ...board.filter((b) => b !== mine)].slice(0, longestList)
  return {
    town: wickbourne.name,
    ...tellStory(mine, census),
    resident: withHints(phoneOf(visitor.phone, visitor.name, texts), open, texts),
    draft: open ? '' : visitor.asks,
    volunteer: phoneOf(phone, nameAt(phone), texts),
    held: isHeld(phone),
    buzzing: last !== undefined && readText(last.text).is === 'ask' && !answered(texts, last),
    asked: mine ? askedFor(mine.need, census) : [],
    needs: shown.map((b, i) => shownNeed(b, i + 1, b === mine, census)),
    volunteers: onTheMap(board, census),
  }
}

/** The phone the visitor holds, else of whoever comes to them, else of the nearest person asked, else of the first volunteer. */
function busiest(mine: BoardNeed | undefined, census: Census, isHeld: (phone: string) => boolean): string {
  const phones = (mine?.need.invitations ?? []).flatMap(({ person }) => census.phoneOf.get(person) ?? [])
  const coming = mine?.need.assignments.findLast((a) => a.state !== 'dropped' && a.state !== 'overdue')?.person
  const held = volunteers.find((v) => isHeld(v.phone))?.phone
  return held ?? (coming && census.phoneOf.get(coming)) ?? phones[0] ?? volunteers[0]!.phone
}

const nameAt = (phone: string): string =>
  [dutyOfficer, ...volunteers].find((person) => person.phone === phone)?.name ?? 'Somebody'

const lastTo = (texts: readonly PhoneText[], phone: string): PhoneText | undefined =>
  texts.findLast((t) => t.phone === phone && t.direction === 'to_phone')

const answered = (texts: readonly PhoneText[], last: PhoneText): boolean =>
  texts.slice(texts.indexOf(last) + 1).some((t) => t.phone === last.phone)

function phoneOf(phone: string, owner: string, texts: readonly PhoneText[]): Phone {
  const own = texts.filter((t) => t.phone === phone)
  const last = own.at(-1)
  const choices = last?.direction === 'to_phone' ? choicesIn(last.text) : []
  return {
    id: shortId(phone),
    owner,
    number: phone.replace(/^\+44(\d{4})/, '0$1 '),
    bubbles: own.slice(-30).map(({ direction, text, at }) => ({ mine: direction === 'from_phone', text, at })),
    choices: choices.map(({ code, means }) => ({ text: code, means })),
  }
}

/** What a resident could text next, besides what the last text offers. */
function withHints(phone: Phone, open: boolean, texts: readonly PhoneText[]): Phone {
  const last = lastTo(texts, visitor.phone)
  const asksName = last !== undefined && readText(last.text).is === 'name'
  const said = texts.some((t) => t.phone === visitor.phone && t.text === visitor.contact)
  const hints = [
    ...(open && asksName && !said ? [{ text: visitor.contact, means: '' }] : []),
    ...(open && phone.choices.length === 0 ? [{ text: "What's happening?", means: '' }] : []),
  ]
  return { ...phone, choices: [...phone.choices, ...hints] }
}

const moving: readonly Standing[] = ['yes', 'on_the_way', 'there']

/** Where everybody stands: with the need they are on, else with what they were asked about last. */
function onTheMap(board: readonly BoardNeed[], { idOf }: Census): ShownVolunteer[] {
  const open = board.filter(({ need }) => !isOver(need))
  return volunteers.map(({ phone, at }) => {
    const known = { id: shortId(phone), first: firstNameAt(phone), point: at }
    const standings = open.map((about) => ({ about, standing: standingOf(about.need, idOf.get(phone)!) }))
    const job = standings.find(({ standing }) => standing !== null && moving.includes(standing))
    const { about, standing } = job ?? standings.find((s) => s.standing !== null) ?? { about: null, standing: null }
    return { ...known, standing: standing ?? 'idle', toward: job && about ? about.details.place.point : null }
  })
}
