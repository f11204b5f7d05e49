import { saysDanger } from '../understand/danger.ts'
import { readOptOut, saysOptIn } from '../understand/opt-out.ts'
import { answerFromElsewhere } from './another-phone.ts'
import { answerByLetter, answerInWords } from './answering.ts'
import { askForHelp, continueAsking, followUp } from './asking.ts'
import { blocking } from './blocking.ts'
import { confirming } from './confirming.ts'
import { fewerTexts } from './fewer-texts.ts'
import { continueJoining } from './joining.ts'
import { chooseLanguage, inTheirLanguage } from './language.ts'
import { linking } from './linking.ts'
import { ownData } from './own-data.ts'
import { pageLink } from './page-link.ts'
import { chooseWithdrawal, standingCommand } from './standing.ts'
import { type Context, idle, reply, type State, type Step } from './types.ts'
import { wayWish } from './way-wish.ts'
import { weekly } from './weekly.ts'

/** One reader of a text: its step, or null when the text is not for it. */
export type Reader = (state: State, text: string, context: Context) => Step | null

/** Who reads a text first. Opting out comes before any conversation, "delete me" asks for more than that; what a letter names is never read as anything else. */
const readers: readonly Reader[] = [
  confirming,
  ownData,
  pageLink,
  linking,
  wayWish,
  blocking,
  optOut,
  optIn,
  answerFromElsewhere,
  answerByLetter,
  weekly,
  chooseLanguage,
  fewerTexts,
  standingCommand,
  chooseWithdrawal,
  continueJoining,
  answerInWords,
  continueAsking,
  askForHelp,
  followUp,
]

/**
 * One turn of a conversation: pure. Danger is looked for before anything else and answered whatever else the text is;
 * the text is then read as usual.
 */
export function step(state: State, text: string, context: Context): Step {
  const known = (state as { v: number }).v === 1 ? state : idle
  const danger = saysDanger(text)
  const read = readers.reduce<Step | null>((done, reader) => done ?? reader(known, text, context), null)
  const answered = read ?? (danger ? { state: known, say: [], commands: [] } : notUnderstood(known, context))
  const found = inTheirLanguage(answered, text, context)
  return danger && !isOptOut(found) ? withDanger(found) : found
}

const isOptOut = (found: Step): boolean =>
  found.commands.some((command) => command.do === 'opt_out' && command.by === 'carrier')

function withDanger(found: Step): Step {
  return {
    ...found,
    say: [{ purpose: 'danger', text: (p) => p.danger() }, ...found.say],
    commands: [...found.commands, { do: 'raise_danger' }],
  }
}

function notUnderstood(state: State, { us }: Context): Step {
  return { state, say: [reply((p) => p.notUnderstood(us))], commands: [{ do: 'not_understood' }] }
}

/** After a carrier's word nothing is sent: the carrier has answered and would refuse it. */
function optOut(_: State, text: string, { carrierKeyword, now }: Context): Step | null {
  if (carrierKeyword === 'stop') return { state: idle, say: [], commands: [{ do: 'opt_out', by: 'carrier' }] }
  if (readOptOut(text, now)?.scope !== 'all') return null
  return { state: idle, say: [reply((p) => p.optedOut())], commands: [{ do: 'opt_out', by: 'text' }] }
}

function optIn(_: State, text: string, { person, us, carrierKeyword }: Context): Step | null {
  const out = Object.keys(person.optedOut).length > 0
  if (!out || !(carrierKeyword === 'start' || saysOptIn(text))) return saysOptIn(text) ? about(us) : null
  return { state: idle, say: [reply((p) => p.optedIn(us))], commands: [{ do: 'opt_in' }] }
}

const about = (us: string): Step => ({ state: idle, say: [reply((p) => p.aboutUs(us))], commands: [] })
