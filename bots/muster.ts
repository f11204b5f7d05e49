import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type pg from 'pg'
import type { PlannerActions } from '../adapters/channels/planner-actions.ts'
import { webPages } from '../adapters/channels/web-pages.ts'
import { Erasures } from '../adapters/db/erasures.ts'
import { uuidV7 } from '../adapters/db/ids.ts'
import { heardLately, type InboxSettings, takeIn, takeReport } from '../adapters/db/inbox.ts'
import { type Kept, keptAs } from '../adapters/db/kept.ts'
import { checkFingerprints, keysFrom, logKey, signingKey } from '../adapters/db/keys.ts'
import type { Database } from '../adapters/db/open.ts'
import { publishedLedger } from '../adapters/db/published.ts'
import { proofOf } from '../adapters/db/report-proof.ts'
import { masterKeys } from '../adapters/db/sealing.ts'
import type { SequencerSettings } from '../adapters/db/sequencer.ts'
import { rememberIn } from '../adapters/db/signed-head.ts'
import { UnitOfWork } from '../adapters/db/unit-of-work.ts'
import { Vault } from '../adapters/db/vault.ts'
import { VolunteerIndex } from '../adapters/db/volunteer-index.ts'
import { incidentCsv } from '../adapters/files/incident-csv.ts'
import { incidentPdf } from '../adapters/files/incident-pdf.ts'
import { firstFound } from '../adapters/geocoding/first-found.ts'
import { placeTable } from '../adapters/geocoding/place-table.ts'
import { postcodesIo } from '../adapters/geocoding/postcodes-io.ts'
import { roughArea } from '../adapters/geocoding/rough-area.ts'
import { healthRoutes, type Readiness } from '../adapters/http/health.ts'
import { Metrics } from '../adapters/http/metrics.ts'
import { webhookRoutes } from '../adapters/http/webhooks.ts'
import { isDemo, retentionOf, type Settings } from '../adapters/settings.ts'
import { consoleRoutes } from '../adapters/web/console/routes.ts'
import { handOverRoutes } from '../adapters/web/hand-over.ts'
import { ledgerRoutes } from '../adapters/web/ledger.ts'
import { pageRoutes } from '../adapters/web/my/routes.ts'
import { ownRoutes } from '../adapters/web/own/routes.ts'
import type { ChannelEvent, Door, Message } from '../core/channel.ts'
import { nothingLearnt } from '../core/dispatch/learning.ts'
import type { Geocoder } from '../core/geo/geocoder.ts'
import type { VerifierKey } from '../core/ledger/notes/keys.ts'
import { actionsOf, ownActionsOf } from './console.ts'
import { aheadOfUs } from './jobs/ahead-of-us.ts'
import { describe } from './jobs/describe.ts'
import { Lanes } from './jobs/lanes.ts'
import { type Signing, sayRefusal, signingOf } from './jobs/ledger.ts'
import { readinessOf } from './jobs/readiness.ts'
import { recallMessage } from './jobs/recall.ts'
import { runJobs } from './jobs/run.ts'
import { Sender } from './jobs/sender.ts'
import { WitnessWatch } from './jobs/witnessing.ts'
import { pageWords } from './phrases/pages/words.ts'
import { plannerActionsOf } from './planners.ts'
import { findOrFound } from './turns/authority.ts'
import { type House, phonesOf } from './turns/house.ts'
import { pageActionsOf } from './turns/page-actions.ts'
import { openModel } from './understand/triage/model.ts'

export interface MusterParts {
  readonly settings: Settings
  readonly database: Omit<Database, 'owner'>
  readonly doors: readonly Door[]
  readonly log: (line: string) => void
  /** Replaced in tests: a fixed clock, counted ids, a chosen word. */
  readonly now?: () => Date
  readonly newId?: () => string
  readonly newToken?: () => string
  readonly pick?: (n: number) => number
  /** How many turns and sends go on at once in this process. */
  readonly width?: number
}

export interface Muster {
  readonly house: House
  readonly app: Hono
  readonly lanes: Lanes
  readonly sender: Sender
  readonly metrics: Metrics
  readonly inbox: InboxSettings
  /** Stores an event of a channel and sets off what it calls for. */
  readonly deliver: (channel: string, event: ChannelEvent) => Promise<void>
  readonly readiness: () => Promise<Readiness>
  readonly signing: Signing
  /** What the heads of its ledger are checked with. */
  readonly ledgerKey: VerifierKey
  /** 32 bytes that only this authority can make, the same for ever for the same label. */
  readonly secret: (label: string) => Buffer
  /** A message that was queued, as its channel was handed it; undefined when it never was, or was erased. */
  readonly recall: (messageId: string) => Promise<Message | undefined>
  /** A value that outlives a restart, sealed. */
  readonly kept: (name: string) => Kept
  /** The ids of those who wrote on a channel within the last week, the last first. */
  readonly heardLately: (channel: string) => Promise<readonly string[]>
  /** What planners can have done from a chat. */
  readonly planners: PlannerActions
  /** Gives queued entries their index; returns how many. */
  readonly sequence: () => Promise<number>
  /** Starts everything that happens by itself; returns how to stop it. */
  readonly run: () => Promise<() => Promise<void>>
}

const usualWidth = 12
/** Sends wait for a provider, not for the database: many go on at once. */
const usualSendWidth = 64

const triageModelFile = new URL('./understand/triage/model.bin', import.meta.url)

/** Wires one Muster by hand: nothing runs yet. Throws when the database belongs to other keys. */
export async function wireMuster(parts: MusterParts): Promise<Muster> {
  const { settings, database, doors, log } = parts
  const { pool, intake = pool } = database
  const now = parts.now ?? (() => new Date())
  const newId = parts.newId ?? uuidV7()
  const keys = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  await checkFingerprints(pool, keys)
  const vault = new Vault(masterKeys(keys.vault), newId)
  const authority = await findOrFound({
    pool,
    vault,
    newId,
    now,
    name: settings.AUTHORITY_NAME,
    origin: originIn(settings),
  })
  const metrics = new Metrics()
  const volunteers = new VolunteerIndex(vault, authority.id)
  const house: House = {
    authority: authority.id,
    us: settings.AUTHORITY_NAME,
    standingIncident: authority.standingIncident,
    pool,
    vault,
    volunteers,
    answers: { learnt: nothingLearnt() },
    erasures: new Erasures({ authority: authority.id, vault, volunteers, dataDir: database.dir }),
    geocoder: geocoderOf(settings, pool, log),
    roughArea: (point) => roughArea(pool, point),
    triage: openModel(readFileSync(triageModelFile)),
    channels: new Set(doors.map((door) => door.channel.name)),
    prices: { currency: settings.MESSAGE_CURRENCY, microsPerPart: settings.MESSAGE_PRICES ?? {} },
    publicUrl: settings.PUBLIC_URL ?? null,
    pages: doors.some(({ channel }) => channel.name === webPages),
    openUnit: (client) => new UnitOfWork(client, { authority: authority.id, now: now(), newId, vault }),
    newId,
    newToken: parts.newToken ?? (() => randomBytes(16).toString('base64url')),
    now,
    pick: parts.pick ?? randomInt,
    log,
    metrics,
  }
  const width = parts.width ?? usualWidth
  const channels = doors.map((door) => door.channel)
  const publishers = doors.flatMap((door) => door.publishers ?? [])
  const networks = publishers.map(({ network }) => network)
  const inbox: InboxSettings = { vault, authority: authority.id, newId, now }
  const sender = new Sender(house, channels, parts.width ?? usualSendWidth)
  const lanes = new Lanes(house, width, () => sender.wake())
  const deliver = async (channel: string, event: ChannelEvent): Promise<void> => {
    if (event.type === 'status') return takeReport(intake, channel, event, inbox)
    const lane = await takeIn(intake, channel, event, inbox)
    if (lane && settings.ROLE !== 'web') lanes.wake(lane)
  }
  const ledgerKey = logKey(authority.origin, keys.ledger)
  const ledger = { db: pool, authority: authority.id, log: ledgerKey }
  const sequencing: SequencerSettings = {
    authority: authority.id,
    log: ledgerKey,
    signingKey: signingKey(keys.ledger),
    memory: rememberIn(database.dir, ledgerKey),
    now,
  }
  const witnesses = settings.LEDGER_WITNESSES ?? []
  const witnessed = async () => witnesses.length > 0 && (await aheadOfUs(ledger, witnesses, sequencing)) !== null
  const signing = signingOf(house, sequencing, witnessed)
  const watches = witnesses.map(
    (witness) => new WitnessWatch({ house, ledger, witness, clockMs: () => performance.now() }),
  )
  const unsigned = () => {
    const refused = signing.refused()
    return refused === null ? [] : [`The log is not signed: ${sayRefusal(refused)}`]
  }
  const readiness = (): Promise<Readiness> => readinessOf(house, channels, unsigned)
  const sequenceOnce = async () => {
    const { taken } = await signing.round()
    await house.volunteers.follow(pool)
    await house.erasures.follow(pool)
    return taken
  }
  const run = () =>
    runJobs({
      house,
      lanes,
      sender,
      channels,
      publishers,
      chats: doors.flatMap((door) => door.rooms ?? []),
      deliver,
      inbox,
      signing,
      watches,
      role: settings.ROLE,
      retention: retentionOf(settings),
    })
  const app = new Hono()
  app.route('/', healthRoutes(readiness, metrics))
  const wake = () => settings.ROLE !== 'web' && sender.wake()
  const phones = phonesOf(house)
  const actions = actionsOf(house, phones, wake)
  const reports = {
    pdf: incidentPdf,
    csv: incidentCsv,
    proofOf: (streams: readonly string[]) => proofOf(ledger, streams),
  }
  const report = (error: unknown) => log(`console: ${describe(error)}`)
  const { PUBLIC_URL: publicUrl } = settings
  app.route('/', consoleRoutes({ ...house, actions, reports, report, publicUrl, demo: isDemo(settings), networks }))
  if (settings.LEDGER_PUBLISH === '1') {
    const copy = publishedLedger(ledger)
    app.route('/', ledgerRoutes({ copy, name: settings.AUTHORITY_NAME, origin: authority.origin }))
  }
  app.route('/', ownRoutes({ ...house, own: ownActionsOf(house) }))
  if (house.pages) {
    const page = pageActionsOf(house, (event) => deliver(webPages, event))
    app.route('/', pageRoutes({ ...house, page, words: pageWords }))
  }
  const numbers = doors.flatMap(({ shown }) => (shown?.startsWith('+') ? [shown] : []))
  app.route('/', handOverRoutes({ ...house, numbers }))
  const paths = doors.flatMap(({ channel, paths }) => paths.map((path) => [path, channel] as const))
  app.route('/', webhookRoutes(paths, deliver, metrics))
  return {
    house,
    app,
    lanes,
    sender,
    metrics,
    inbox,
    deliver,
    readiness,
    signing,
    ledgerKey,
    secret: (label) => vault.findable('secret', label),
    recall: (id) => recallMessage(house, id),
    kept: (name) => keptAs(pool, vault, name),
    heardLately: (channel) => heardLately(pool, channel, inbox),
    planners: plannerActionsOf(house, phones, wake),
    sequence: sequenceOnce,
    run,
  }
}

/** What a ledger that is founded now is called: where it is published, or a name of its own while that is not known. */
const originIn =
  ({ PUBLIC_URL: publicUrl }: Settings) =>
  (id: string): string =>
    publicUrl ? `${new URL(publicUrl).host}/ledger` : `muster.localhost/ledger/${id.slice(-12)}`

/** The imported places, then the online service when one is set. */
function geocoderOf({ POSTCODES_IO_BASE: base }: Settings, pool: pg.Pool, warn: (line: string) => void): Geocoder {
  return base ? firstFound(placeTable(pool), postcodesIo({ base, warn })) : placeTable(pool)
}
