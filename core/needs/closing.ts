import { days, type Instant, plus } from '../time.ts'
import { letGo, returnPortions, standDown } from './answers.ts'
import { type Decided, needFact, personFact } from './decision.ts'
import { type CloseOutcome, isOver, type Need, running, standbys, stillAsked } from './need.ts'

/** After a report of 'done' the resident has this long to say that it is not. */
const doneCheckMs = days(1)

/** Everybody has reported done: the resident is asked whether it really is, under `letter`. */
export function startDoneCheck(need: Need, letter: string, now: Instant): Decided[] {
  return [
    needFact(need.id)('done_check_started', { endsAt: plus(now, doneCheckMs) }),
    ...standDown(need, stillAsked(need)),
    personFact(need.reporter)('item_opened', { letter, purpose: 'done_check', about: need.id, kind: need.kind }),
  ]
}

/** Ends a need for good: nobody is asked, in reserve or on the way any more. Closing twice changes nothing. */
export function closeNeed(
  need: Need,
  outcome: CloseOutcome,
  reasonRef: string | null,
  doneCheckLetter: string | null,
): Decided[] {
  if (isOver(need)) return []
  const reserve = standbys(need)
  return [
    needFact(need.id)('need_closed', { outcome, reasonRef }),
    ...standDown(need, [...stillAsked(need), ...reserve]),
    ...running(need).flatMap((a) => [...letGo(need, a.person, a.letter, 'closed'), ...returnPortions(need, a.person)]),
    ...(doneCheckLetter ? [personFact(need.reporter)('item_closed', { letter: doneCheckLetter, outcome })] : []),
    personFact(need.reporter)('need_ended', { need: need.id }),
  ]
}
