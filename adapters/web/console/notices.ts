import type { Refusal } from './actions.ts'

/** What was done, said at the top of the page that follows. Codes stand in the address, never words of anybody. */
const dones: Readonly<Record<string, string>> = {
  closed: 'Closed. Everybody concerned has been told.',
  assigned: 'Assigned. They and the resident have been told.',
  ranked: 'The order of asking is changed. It is written in the log, with your reason.',
  blocked: 'These two are never matched again. It is written in the log, with your reason.',
  unblocked: 'Lifted. They may be matched again.',
  kitchen: 'The kitchen is confirmed.',
  weekly: 'The weekly arrangement is changed.',
  kept_clear: 'The area is kept clear. Nobody in it is asked, and nobody is sent there.',
  reopened: 'The area is open again.',
  dropped: 'Taken off. They have been told, and somebody else is looked for.',
  taken: 'The alarm is yours. Nobody else is called.',
  joined: 'They are one person now, and have been told nothing more.',
  handled: 'Marked as handled.',
  approved: 'Approved. They have been told.',
  away: 'Marked as away. They are not asked until they are back.',
  back: 'Marked as back.',
  erased: 'Erased. Nothing that was held about them can be opened any more.',
  hold_placed: 'The legal hold stands. Nothing of it is erased until it is lifted.',
  hold_lifted: 'The legal hold is lifted.',
  case_granted: 'Granted. They are told by text; an erasure is carried out once that text is out.',
  case_refused: 'Refused. They are told by text that the reason is written down.',
  incident_opened: 'The incident is open.',
  incident_closed: 'The incident is closed. Its log can still be added to.',
  filed: 'Filed under that incident.',
  situation: 'The report is in the log.',
  decision: 'The decision is in the log.',
  post_drafted: 'The draft is kept. A first post goes out when it is approved.',
  post_approved: 'Approved. It goes out in a moment.',
  post_withdrawn: 'Withdrawn. It is taken back wherever it stands.',
  alert_drafted: 'The draft is kept. Look at it, then approve it.',
  alert_approved: 'Approved. It goes out now.',
  alert_withdrawn: 'Withdrawn. Nobody else gets it.',
  budget_set: 'The budget is set. What waited for it goes on where it leaves room.',
  reviewed: 'The review is in the log.',
  entered: 'Entered. People nearby are being asked.',
  duty_added: 'Added to the duty list.',
  duty_removed: 'Taken off the duty list.',
  account_closed: 'The account is closed.',
  password: 'Your password is changed.',
}

const refusals: Readonly<Record<Refusal, string>> = {
  gone: 'Nothing was changed: somebody else saw to it first.',
  over: 'Nothing was changed: this need is over.',
  both_live: 'Nothing was changed: both still have something open. Once one of them has nothing, they can be made one.',
  full: 'Nothing was changed: no place is free. Take somebody off it first.',
  already_yours: 'Nothing was changed: they are on it already.',
  double_booked: 'Nothing was changed: they have promised that time to another need.',
  portions_gone: 'Nothing was changed: the portions they offered are promised to somebody else.',
  briefing_first: 'They have not read the briefing yet.',
  not_assigned: 'Nothing was changed: they are not on it any more.',
  held: 'Nothing was changed: a legal hold stands on them, or on a need or incident they had part in.',
  assignment_running: 'Nothing was changed: somebody is on the way, to them or they to somebody.',
  need_open: 'Nothing was changed: a request of theirs is open. Close it first.',
  on_duty: 'Nothing was changed: they are on the duty list. Take them off it first.',
  busy: 'Nothing was changed: a text to or from them is under way. Try again in a minute.',
  exercise_differs:
    'Nothing was changed: a real need is not part of an exercise, nor an exercise need of a real incident.',
  exercise_not_posted: 'Nothing was changed: an exercise is never posted in public.',
  tells_of_somebody: 'Nothing was changed: the post could tell of somebody.',
  blocked: 'Nothing was changed: these two are never to be matched. Lift that first.',
  unsuitable: 'Nothing was changed: what they offer is not known to be safe to eat there. That cannot be set aside.',
  vetting: 'Nothing was changed: they lack the check it calls for. Tick the box to send them all the same.',
  vetting_expired: 'Nothing was changed: their check has run out. Tick the box to send them all the same.',
  unconfirmed: 'Nothing was changed: nobody has approved them yet. Tick the box to send them all the same.',
  vehicle: 'Nothing was changed: they lack the vehicle it calls for. Tick the box to send them all the same.',
  not_asked: 'Nothing was changed: they were not asked.',
}

export interface Notice {
  readonly tone: 'done' | 'refused'
  readonly text: string
}

/** The notice that an address asks for; null when it asks for none that we know. */
export function noticeOf(query: (name: string) => string | undefined): Notice | null {
  const [did, refused] = [query('did'), query('not')]
  if (did === 'asked') return asked(Number(query('n')))
  if (did !== undefined && Object.hasOwn(dones, did)) return { tone: 'done', text: dones[did]! }
  if (refused !== undefined && Object.hasOwn(refusals, refused))
    return { tone: 'refused', text: refusals[refused as Refusal] }
  return null
}

function asked(n: number): Notice {
  if (n > 0) return { tone: 'done', text: n === 1 ? '1 more person is asked.' : `${n} more people are asked.` }
  return { tone: 'refused', text: 'Nobody else can be asked just now. See below why, or assign somebody by hand.' }
}
