import type { AtpAgent } from '@atproto/api'
import {
  type Channel,
  type ChannelEvent,
  type Door,
  type Publisher,
  type SendFailure,
  sendFailures,
} from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { mayBeSaid } from './asked-first.ts'
import { type BlueskyAccount, type BlueskyConfig, blueskyAccount, collection } from './bluesky-account.ts'
import { fitsPost, keyOf, type PostAbove, postLimits, postOf, postRecord, wordsOf } from './bluesky-post.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { startPolling } from './polling.ts'
import { accountsAsOne, parseAreaAccounts } from './several-accounts.ts'

/** Opens the channel with the settings that `live.ts` names. */
export async function openBluesky(settings: ChannelSettings, { log, kept }: ChannelSurroundings): Promise<Door> {
  const { BLUESKY_SERVICE: service = '', BLUESKY_IDENTIFIER = '', BLUESKY_PASSWORD = '', BLUESKY_AREAS } = settings
  const areas = BLUESKY_AREAS === undefined ? [] : parseAreaAccounts(BLUESKY_AREAS)
  if (!areas) throw new Error(areasRight)
  const open = (identifier: string, password: string) => {
    const keep = kept ? { kept: kept(`bluesky ${service} ${identifier}`) } : {}
    const config = { service, identifier, password, log, ...keep }
    return { config, account: blueskyAccount(config) }
  }
  const own = open(BLUESKY_IDENTIFIER, BLUESKY_PASSWORD)
  const others = areas.map(({ areas, account }) => {
    const [identifier = '', password = ''] = account.split(/:(?!.*:)/)
    return { ...open(identifier, password), areas }
  })
  return {
    channel: accountsAsOne([own, ...others].map(({ config, account }) => blueskyChannel(config, account))),
    paths: [],
    publishers: [
      blueskyPublisher(own.config, own.account),
      ...others.map(({ config, account, areas }) => blueskyPublisher(config, account, areas)),
    ],
  }
}

const areasRight =
  'BLUESKY_AREAS must be outward codes and the account that speaks there, such as GL20+GL19=HANDLE:APP-PASSWORD, set apart by commas.'

/** The public posts of the account. A warning stands before the words: nothing is folded away there. */
export function blueskyPublisher(
  { now = () => new Date() }: BlueskyConfig,
  account: BlueskyAccount,
  areas?: readonly string[],
): Publisher {
  return {
    ...(areas ? { network: `bluesky ${areas.join('+')}`, areas } : { network: 'bluesky' }),
    async publish({ id, text, language, warning, above = null }) {
      const words = warning === null ? text : `[${warning}] ${text}`
      if (!fitsPost(words)) return fail({ reason: 'rejected', code: 'too_long' })
      const thread = above === null ? ok(undefined) : await account.attempt((agent) => threadOf(agent, above))
      return thread.ok ? account.put(keyOf(id), postRecord(words, language, now(), thread.value)) : thread
    },
    async remove(externalId) {
      const rkey = externalId.split('/').at(-1)!
      const gone = await account.attempt((agent) =>
        agent.com.atproto.repo.deleteRecord({ repo: agent.assertDid, collection, rkey }),
      )
      return gone.ok ? ok(undefined) : gone
    },
  }
}

/** Below a post of ours: in the thread that one stands in, or its own. */
async function threadOf(agent: AtpAgent, uri: string): Promise<PostAbove> {
  const rkey = uri.split('/').at(-1)!
  const { data } = await agent.com.atproto.repo.getRecord({ repo: agent.assertDid, collection, rkey })
  const parent = { uri, cid: data.cid ?? '' }
  return { parent, root: postOf(data.value)?.reply?.root ?? parent }
}

/** 5,000 points an hour, of which a post costs three. */
const perSecond = 0.4

/**
 * An account on Bluesky, which answers those who mention it or reply to it, below their post, and nobody else. Everybody
 * can read what is said there. Mentions are asked for every few seconds; what came in while we were away is still listed.
 */
export function blueskyChannel(config: BlueskyConfig, account = blueskyAccount(config)): Channel {
  const { log, lookMs = 15_000, now = () => new Date() } = config
  /** The post of each account that we last read: our answer hangs below it. */
  const lastFrom = new Map<string, PostAbove>()
  const mentions = async (since: Date): Promise<Result<ChannelEvent[], SendFailure>> => {
    const listed = await account.attempt((agent) => mentionsSince(agent, since))
    if (!listed.ok) return listed
    const events = listed.value.flatMap((one) => {
      const post = postOf(one.record)
      if (!post || one.author.did === account.did()) return []
      const parent = { uri: one.uri, cid: one.cid }
      const root = post.reply ? { uri: post.reply.root.uri, cid: post.reply.root.cid } : parent
      remember(lastFrom, one.author.did, { root, parent })
      return [eventOf(one, post.text, account.did())]
    })
    return ok(events)
  }
  const missed = async (since: Date): Promise<ChannelEvent[]> => {
    const listed = await mentions(since)
    if (!listed.ok)
      throw new Error(`bluesky: what came in could not be listed: ${sendFailures[listed.error.reason].says}`)
    return listed.value
  }
  return {
    name: 'bluesky',
    can: { choices: false, maxLength: postLimits.graphemes, perSecond },
    async send(to, message, signal) {
      const may = mayBeSaid(message)
      if (!may.ok) return may
      if (!fitsPost(message.text)) return fail({ reason: 'rejected', code: 'too_long' })
      if (signal.aborted) return fail({ reason: 'unreachable' })
      const listed = lastFrom.has(to.id) ? ok([]) : await mentions(new Date(message.heardAt!.getTime() - listMarginMs))
      if (!listed.ok)
        return listed.error.reason === 'unconfirmed' ? fail({ ...listed.error, reason: 'unreachable' }) : listed
      const above = lastFrom.get(to.id)
      if (!above) return fail({ reason: 'rejected', code: 'nothing_to_answer' })
      const record = postRecord(message.text, message.language, now(), above)
      return account.put(keyOf(message.messageId), record, signal)
    },
    async find({ messageId }) {
      const found = await account.attempt((agent) =>
        agent.com.atproto.repo.getRecord({ repo: agent.assertDid, collection, rkey: keyOf(messageId) }),
      )
      if (found.ok) return { outcome: 'sent', externalId: found.value.data.uri }
      return { outcome: found.error.code === 'RecordNotFound' ? 'not_sent' : 'unknown' }
    },
    missed,
    async listen(deliver) {
      await account.attempt(labelAsBot)
      return startPolling({ name: 'bluesky', list: missed, deliver, log, restMs: lookMs, now })
    },
  }
}

/** We may have heard of a post so long after it was listed. */
const listMarginMs = 600_000
const remembered = 10_000

/** Keeps the latest of so many: who wrote longest ago is forgotten first. */
function remember(last: Map<string, PostAbove>, did: string, post: PostAbove): void {
  last.delete(did)
  last.set(did, post)
  if (last.size > remembered) last.delete(last.keys().next().value!)
}

const botLabel = { val: 'bot' } as const

/** Says of our own profile that a machine speaks. */
async function labelAsBot(agent: AtpAgent): Promise<void> {
  await agent.upsertProfile((profile) => {
    const labels = profile?.labels && 'values' in profile.labels ? profile.labels.values : []
    const values = labels.some(({ val }) => val === botLabel.val) ? labels : [...labels, botLabel]
    return { ...profile, labels: { $type: 'com.atproto.label.defs#selfLabels', values: [...values] } }
  })
}

type Notification = Awaited<ReturnType<AtpAgent['listNotifications']>>['data']['notifications'][number]

const pageSize = 100
const mostPages = 25

/** Mentions of us and replies to us since then, oldest first. */
async function mentionsSince(agent: AtpAgent, since: Date): Promise<Notification[]> {
  const found: Notification[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const given = { reasons: ['mention', 'reply'], limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }
    const { data } = await agent.listNotifications(given)
    const fresh = data.notifications.filter(({ indexedAt }) => new Date(indexedAt) >= since)
    found.push(...fresh)
    cursor = data.cursor
    if (cursor === undefined || fresh.length < data.notifications.length) break
  }
  return found.reverse()
}

const eventOf = ({ uri, author, indexedAt }: Notification, text: string, us: string): ChannelEvent => ({
  type: 'message',
  from: { channel: 'bluesky', id: author.did },
  to: { channel: 'bluesky', id: us },
  providerId: uri,
  text: wordsOf(text),
  sentAt: new Date(indexedAt),
})
