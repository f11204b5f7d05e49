import { transaction } from '../../adapters/db/client.ts'
import * as outbox from '../../adapters/db/outbox.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { type Channel, type SendFailure, sendFailures } from '../../core/channel.ts'
import type { BudgetScope } from '../../core/incidents/budget.ts'
import { type Message, movesOn, purposes } from '../../core/messages/message.ts'
import { needFact, personFact } from '../../core/needs/decision.ts'
import { raiseAlarm } from '../turns/alarms.ts'
import type { House } from '../turns/house.ts'
import { Turn } from '../turns/turn.ts'

/** How long a provider is asked about a message before a person is. */
const lookUpMs = 10 * 60_000

/** Writes that the provider took these messages; the unit is the caller's to flush. */
export async function notedAsSent(
  house: House,
  unit: UnitOfWork,
  sent: readonly (outbox.Sent & { readonly passes?: BudgetScope | null })[],
): Promise<void> {
  const turn = new Turn(house, unit, { actor: 'job/sender', cause: null, sender: null })
  const own = sent.filter(({ alertId }) => alertId === null)
  const moved = { type: 'message_moved', body: { status: 'sent' } }
  await unit.write(
    own.map(({ id }) => ({ stream: `message/${id}`, fact: moved })),
    turn.envelope(),
  )
  const past = own.flatMap(({ id, passes }) => (passes ? [{ stream: `message/${id}`, fact: passed(passes) }] : []))
  await unit.write(past, turn.envelope())
  unit.also(...outbox.sentWrite(sent, unit.now))
  unit.also(...outbox.calmWrite([...new Set(sent.map(({ channel }) => channel))]))
}

const passed = (scope: BudgetScope) => ({ type: 'message_passed_budget', body: { scope } })

/** A message that will not arrive is let go of; what follows from that follows at once. */
export async function giveUp(house: House, message: outbox.Attempted, failure: SendFailure): Promise<void> {
  await inTurn(house, async (turn) => {
    await outbox.markFailed(turn.unit.client, message.id, failure)
    await noteFailure(turn, message.id, failure)
  })
}

/** Looks up what may or may not have gone out: sent, to be sent after all, or after ten minutes for a person to decide. */
export async function settle(house: House, channels: readonly Channel[]): Promise<void> {
  const { pool, now } = house
  await outbox.abandon(pool, now())
  for (const message of await outbox.claimUnconfirmed(pool, now())) {
    const found = await lookUp(house, channels, message)
    if (found.outcome === 'sent') {
      await inTurn(house, (turn) => notedAsSent(house, turn.unit, [{ ...message, providerId: found.externalId }]))
    } else if (found.outcome === 'not_sent') await outbox.putBack(pool, message.id, { reason: 'unreachable' })
    else if (now().getTime() - message.attemptedAt.getTime() > lookUpMs) await leaveToPerson(house, message)
  }
}

type Found = Awaited<ReturnType<NonNullable<Channel['find']>>>

async function lookUp({ pool, vault }: House, channels: readonly Channel[], message: outbox.Attempted): Promise<Found> {
  const channel = channels.find(({ name }) => name === message.channel)
  const to = await vault.openAddress(pool, message.addressId)
  const text = (await vault.openAll<string>(pool, [message.textId])).get(message.textId)
  if (!to || text === undefined || !channel?.find) return { outcome: 'unknown' }
  return channel.find({ ...outbox.asMessage(message, text), to, attemptedAt: message.attemptedAt })
}

async function leaveToPerson(house: House, { id }: outbox.Attempted): Promise<void> {
  await inTurn(house, async (turn) => {
    await outbox.leaveToPerson(turn.unit.client, id)
    await noteFailure(turn, id, { reason: 'unconfirmed' })
  })
}

/** Lets go of what is too old to be worth sending: an invitation after an hour would wake somebody for nothing. */
export async function expire(house: House): Promise<void> {
  for (const id of await outbox.expire(house.pool, house.now())) {
    await inTurn(house, (turn) => noteFailure(turn, id, { reason: 'rejected', code: 'expired' }))
  }
}

const reportsAtOnce = 2_000

/** Folds delivery reports into their messages' streams, by rank, in whatever order they came. Returns how many. */
export async function foldReports(house: House): Promise<number> {
  while ((await outbox.foldAlertReports(house.pool, reportsAtOnce)) === reportsAtOnce);
  const reports = await outbox.matchedReports(house.pool, 200)
  if (reports.length === 0) return 0
  await inTurn(house, async (turn) => {
    await turn.unit.loadAll(
      'message',
      reports.map((report) => report.message),
    )
    for (const report of reports) await foldReport(turn, report)
    const ords = reports.map((report) => report.ord)
    turn.unit.also(...outbox.receiptWrite(ords))
    turn.unit.also(...outbox.forgetWrite(ords))
  })
  return reports.length
}

async function foldReport(turn: Turn, { message: id, status, failure, code }: outbox.MatchedReport): Promise<void> {
  const message = await turn.unit.load('message', id)
  if (!message && failure) return noteAlertFailure(turn, id, failure as SendFailure['reason'])
  if (!message || !movesOn(message, status)) return
  await turn.unit.write(
    [{ stream: `message/${id}`, fact: { type: 'message_moved', body: { status } } }],
    turn.envelope(),
  )
  if (failure) await noteFailure(turn, id, { reason: failure as SendFailure['reason'], ...(code ? { code } : {}) })
}

async function inTurn(house: House, work: (turn: Turn) => Promise<void>): Promise<void> {
  await transaction(house.pool, async (client) => {
    const unit = house.openUnit(client)
    await work(new Turn(house, unit, { actor: 'job/sender', cause: null, sender: null }))
    await unit.flush()
  })
}

/** A message that cannot arrive: planners see it, an invitation is replaced, an opt-out at the carrier is kept. */
async function noteFailure(turn: Turn, id: string, failure: SendFailure): Promise<void> {
  const message = await turn.unit.load('message', id)
  if (!message) return noteAlertFailure(turn, id, failure.reason)
  const sent = await outbox.attempted(turn.unit.client, id)
  if (sent && failure.reason === 'opted_out') await noteOptOut(turn, message, sent)
  const body = { reason: failure.reason, code: failure.code ?? null }
  const written = await turn.unit.write(
    [{ stream: `message/${id}`, fact: { type: 'message_not_sent', body } }],
    turn.envelope(),
  )
  if (sendFailures[failure.reason].alarm) {
    await raiseAlarm(turn, { reason: 'unconfirmed', need: message.need, person: message.person })
  }
  if (sent && failure.reason === 'bad_address') await closeWay(turn, message, sent)
  if (!elsewhere.has(failure.reason)) return
  if (message.purpose === 'invitation' && message.need) return replaceInvitation(turn, message.need, message.person)
  if (sent && message.purpose && purposes[message.purpose].insist)
    await turn.sendOtherwise(message, sent, written[0]!.id)
}

/** An alert's message has no stream: what is learnt of the person is kept all the same. */
async function noteAlertFailure(turn: Turn, id: string, reason: SendFailure['reason']): Promise<void> {
  const sent = await outbox.attempted(turn.unit.client, id)
  if (!sent) return
  const to = { person: sent.personId }
  if (reason === 'opted_out') await noteOptOut(turn, to, sent)
  if (reason === 'bad_address') await closeWay(turn, to, sent)
}

/** What a text that failed for these reasons may still arrive by: another way. Never after a STOP, nor while nobody knows. */
const elsewhere: ReadonlySet<SendFailure['reason']> = new Set(['bad_address', 'rejected', 'misconfigured'])

/** Texts do not reach a landline: they are not tried there again. */
async function closeWay(
  turn: Turn,
  { person }: Pick<Message, 'person'>,
  { addressId: address, channel }: outbox.Attempted,
): Promise<void> {
  const known = (await turn.person(person)).ways?.[address]?.closed?.includes(channel)
  if (!known) await turn.decide([personFact(person)('way_closed', { address, channel })])
}

async function replaceInvitation(turn: Turn, needId: string, person: string): Promise<void> {
  const need = await turn.lockedNeed(needId)
  const invitation = need.invitations.find((i) => i.person === person && i.state === 'asked')
  if (!invitation) return
  await turn.decide(
    [
      personFact(person)('item_closed', { letter: invitation.letter, outcome: 'unreachable' }),
      needFact(needId)('invitation_unreachable', { person }),
    ],
    need,
  )
}

async function noteOptOut(
  turn: Turn,
  { person }: Pick<Message, 'person'>,
  { addressId: address }: outbox.Attempted,
): Promise<void> {
  const known = (await turn.person(person)).optedOut[address]
  if (!known) await turn.decide([personFact(person)('opted_out', { address, by: 'carrier' })])
}
