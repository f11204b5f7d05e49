import { besides, unavailable } from '../matching/eligible.ts'
import type { Need } from '../needs/need.ts'
import { nextLetterOf, type Person } from '../people/person.ts'
import { type Instant, plus } from '../time.ts'
import { choose, inOrder, wavePolicy } from './choose.ts'
import { asksOf, tiredOf } from './history.ts'
import { shareOut } from './together.ts'
import { mannerOf } from './wave.ts'
import type { Wave } from './why.ts'

/** What the ledger knew when a wave was decided: the need and people as their streams were just before it. */
export interface Before {
  readonly need: Need
  readonly people: ReadonlyMap<string, Person>
  /** Whom the same plan asked for other needs first: as they were just before their own question. */
  readonly asked: ReadonlyMap<string, Person>
  /** The rounds of all needs that were planned together with this one, itself among them. */
  readonly plan: readonly { readonly need: string; readonly wave: Wave }[]
  readonly at: Instant
}

/**
 * Makes a wave's choice again from what its entry says it was made from, and checks what that says against the streams
 * of the need and of everybody who could have been asked. Returns what differs, a sentence each; none when all is right.
 */
export function replayWave(wave: Wave, before: Before): string[] {
  if (wave.decided === null) return []
  if (wave.policy !== wavePolicy)
    return [`it was decided by policy ${wave.policy}, this Muster decides by ${wavePolicy}`]
  return [
    ...choiceDiffers(wave, before),
    ...planDiffers(wave, before),
    ...needDiffers(wave, before),
    ...peopleDiffer(wave, before),
  ]
}

function choiceDiffers(wave: Wave, { at }: Before): string[] {
  const { decided, seats, chosen, endsAt } = wave
  const again = choose({ ...decided!, seats })
  const [was, is] = [chosen.map((one) => one.person), again.chosen.map((one) => one.person)]
  return [
    ...differs('the people chosen', was, is),
    ...differs('the seats that may stay empty', decided!.allowedPpm, again.allowedPpm),
    ...differs('the seats that would stay empty', decided!.emptyPpm, again.emptyPpm),
    ...differs('the end of the round', endsAt, plus(at, decided!.reviewS * 1_000)),
    ...(again.reviewS > decided!.reviewS
      ? [`the next look: ${decided!.reviewS} s written, at least ${again.reviewS} s rebuilt`]
      : []),
  ]
}

/** Who was kept for other needs comes out of the rounds of all that were planned together. */
function planDiffers({ decided }: Wave, { need, plan }: Before): string[] {
  const { together, kept = [] } = decided!
  if (!together) return []
  const sharing = plan.map(({ need: id, wave: { seats, decided: from } }) => ({
    ...{ need: id, seats, wants: from!.together!.wants, manner: from!.manner },
    ...{ candidates: inOrder(from!), wantedNext: from!.wantedNext },
    ...(from!.usual === undefined ? {} : { usual: from!.usual }),
  }))
  const needs = sharing.map((one) => one.need)
  if (needs.join() !== together.needs.join()) return differs('the needs planned together', together.needs, needs)
  return differs('who was kept for another need', kept, shareOut(sharing).get(need.id))
}

function needDiffers({ decided, seats, wave }: Wave, { need, at }: Before): string[] {
  const asked = need.invitations.filter((i) => i.state === 'asked')
  const waiting = asked.map((i) => `${i.person} ${Math.floor((Date.parse(at) - Date.parse(i.at)) / 1_000)}`)
  const taken = need.assignments.filter((a) =>
    ['briefing', 'accepted', 'on_the_way', 'arrived', 'done'].includes(a.state),
  )
  return [
    ...differs('the number of the round', wave, need.wave + 1),
    ...differs('the free seats', seats, Math.max(0, need.wanted - taken.length)),
    ...differs('what counts in the order', decided!.manner, mannerOf(need)),
    ...differs(
      'who was still asked',
      decided!.waiting.map((one) => `${one.person} ${one.ageS}`),
      waiting,
    ),
  ]
}

/** An erased person's stream ends in their erasure: what came before it is still there, and is what is checked. */
function peopleDiffer({ decided, chosen }: Wave, { need, people, asked, at }: Before): string[] {
  return decided!.candidates.flatMap((one) => {
    const person = people.get(one.person)
    if (!person) return [`${one.person} is not in the ledger`]
    const { askedDay, askedWeek, idleDays, offer, promisedTo } = one
    const letter = chosen.find((other) => other.person === one.person)?.letter
    return [
      ...differs(`${one.person}’s asks`, { askedDay, askedWeek, idleDays }, asksOf(person, at)),
      ...differs(`${one.person}’s rest`, one.tired, tiredOf(person, at)),
      ...differs(
        `whether ${one.person} could be asked`,
        null,
        unavailable(need, besides(person, promisedTo), at, offer !== null),
      ),
      ...(letter === undefined
        ? []
        : differs(`${one.person}’s letter`, letter, nextLetterOf(asked.get(one.person) ?? person, at))),
    ]
  })
}

function differs(what: string, was: unknown, is: unknown): string[] {
  const [written, rebuilt] = [JSON.stringify(was), JSON.stringify(is)]
  return written === rebuilt ? [] : [`${what}: ${written} written, ${rebuilt} rebuilt`]
}
