import { type Round, type SequencerSettings, sequence } from '../../adapters/db/sequencer.ts'
import type { Standing } from '../../core/ledger/standing.ts'
import type { House } from '../turns/house.ts'
import { alarmFromJob } from '../turns/job-alarm.ts'
import { startLoop } from './loop.ts'

/** While much waits, a round follows the last at once, but others are not told more often than 20 times a second. */
const busyMs = 50
const pauseMs = 200
const restMs = 400
const refusedMs = 5_000
const much = 1_000

/** The signing of the log, as this process sees it. */
export interface Signing {
  /** One round; raises an alarm when nothing may be signed, once until it may again. */
  round(): Promise<Round>
  /** Why nothing is signed; null when all is well. */
  refused(): Standing | null
}

/** `witnessedAhead` says whether a witness has seen more than there is; it is asked when nothing else is remembered. */
export function signingOf(
  house: House,
  settings: SequencerSettings,
  witnessedAhead: () => Promise<boolean> = async () => false,
): Signing {
  let refused: Standing | null = null
  const objection = async (): Promise<Standing | null> =>
    settings.memory.read() === null && (await witnessedAhead()) ? 'behind' : null
  return {
    async round() {
      const objected = await objection()
      const round = await sequence(house.pool, { ...settings, objection: () => objected })
      if (round.refused && refused === null) {
        house.log(`ledger: nothing is signed: ${sayRefusal(round.refused)}`)
        await alarmFromJob(house, 'job/sequencer', 'ledger_unsigned')
      }
      refused = round.refused
      return round
    },
    refused: () => refused,
  }
}

const refusals: Readonly<Partial<Record<Standing, string>>> = {
  behind: 'the database is older than what was signed last',
  forked: 'the database is other than what was signed last',
  unreadable: 'what is remembered of the last signed head cannot be read',
}

/** Why nothing is signed, in words, and what a person can do about it. */
export const sayRefusal = (standing: Standing): string =>
  `${refusals[standing] ?? standing}. If a backup was restored: npm run ledger -- accept-restore --by USER --reason TEXT`

/** Keeps sequencing. Returns how to stop it. */
export const keepSequencing = (house: House, signing: Signing): (() => Promise<void>) =>
  startLoop(
    () => signing.round(),
    (round) => restAfter(round as Round | undefined),
    house.log,
  )

function restAfter(round: Round | undefined): number {
  if (!round || round.refused) return refusedMs
  if (round.taken >= much) return busyMs
  return round.taken > 0 ? pauseMs : restMs
}
