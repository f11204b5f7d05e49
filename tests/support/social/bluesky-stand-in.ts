import { createHash } from 'node:crypto'
import { lexicons } from '@atproto/api'
import { type Answered, type Asked, faultyServer, type ServerFault } from './faulty-server.ts'

interface Stored {
  readonly uri: string
  readonly cid: string
  readonly value: Record<string, unknown>
}

export interface StoredPost extends Stored {
  readonly text: string
}

export interface BlueskyStandIn {
  readonly baseUrl: string
  readonly did: string
  /** What our account has posted, oldest first. */
  readonly posted: readonly StoredPost[]
  readonly requested: readonly string[]
  /** Labels that our profile gives itself. */
  labels(): readonly string[]
  fail(fault: ServerFault): void
  /** Somebody mentions us, or replies: returns the post's address. */
  mention(from: string, text: string, more?: { above?: { uri: string; cid: string } }): string
  /** Every access token so far is over: it is refreshed, or refused. */
  expireTokens(): void
  close(): Promise<void>
}

const refused = (status: number, error: string, message = error): Answered => ({ status, body: { error, message } })
const done = (body: unknown): Answered => ({ status: 200, body })
const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A CID of the shape repositories use: version 1, DAG-CBOR, SHA-256, in base32. */
function cidOf(value: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex')
  const bits = BigInt(`0x01711220${hash}`) << 2n
  return `b${Array.from({ length: 58 }, (_, i) => base32[Number((bits >> BigInt(5 * (57 - i))) & 31n)]).join('')}`
}

/** So many sessions may be begun in five minutes. */
const mostSessions = 30

/** Plays a personal data server on this machine, for one account; what it is given is checked against the lexicons. */
export async function blueskyStandIn({
  password,
  now = () => new Date(),
}: {
  password: string
  now?: () => Date
}): Promise<BlueskyStandIn> {
  const did = 'did:plc:musterstandin234567abcdef'
  const handle = 'muster.test'
  const records = new Map<string, Stored>()
  const notifications: Record<string, unknown>[] = []
  let sessions = 0
  let generation = 0
  let refreshable = 0
  let count = 0
  const session = () => {
    generation++
    refreshable = generation
    return { did, handle, active: true, accessJwt: `access-${generation}`, refreshJwt: `refresh-${generation}` }
  }
  const uriOf = (collection: unknown, rkey: unknown) => `at://${did}/${collection}/${rkey}`

  function put(given: Record<string, unknown>): Answered {
    const { collection, rkey, record } = given as { collection: string; rkey: string; record: Record<string, unknown> }
    if (given.repo !== did && given.repo !== handle) return refused(403, 'InvalidRequest', 'not your repo')
    if (collection === 'app.bsky.feed.post' && !/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(rkey))
      return refused(400, 'InvalidRequest', 'not a TID')
    try {
      lexicons.assertValidRecord(collection, record)
      checkFacets(record)
    } catch (error) {
      return refused(400, 'InvalidRecord', (error as Error).message)
    }
    const uri = uriOf(collection, rkey)
    const stored = { uri, cid: cidOf(record), value: record }
    records.set(uri, stored)
    return done({ uri, cid: stored.cid, validationStatus: 'valid' })
  }

  function list({ url }: Asked): Answered {
    const limit = Number(url.searchParams.get('limit') ?? 50)
    if (limit < 1 || limit > 100) return refused(400, 'InvalidRequest')
    const reasons = url.searchParams.getAll('reasons')
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const wanted = notifications
      .filter(({ reason }) => reasons.length === 0 || reasons.includes(String(reason)))
      .reverse()
    const page = wanted.slice(from, from + limit)
    return done({ notifications: page, ...(from + limit < wanted.length ? { cursor: String(from + limit) } : {}) })
  }

  function answer(asked: Asked): Answered {
    const method = asked.url.pathname.replace('/xrpc/', '')
    const given = (asked.body || {}) as Record<string, unknown>
    const bearer = String(asked.headers.authorization ?? '').replace('Bearer ', '')
    if (method === 'com.atproto.server.createSession') {
      if (++sessions > mostSessions) return refused(429, 'RateLimitExceeded')
      return given.identifier === handle && given.password === password
        ? done(session())
        : refused(401, 'AuthenticationRequired')
    }
    if (method === 'com.atproto.server.refreshSession')
      return bearer === `refresh-${refreshable}` ? done(session()) : refused(400, 'ExpiredToken')
    if (!bearer.startsWith('access-')) return refused(401, 'AuthMissing')
    if (bearer !== `access-${generation}`) return refused(400, 'ExpiredToken', 'Token has expired')
    if (method === 'com.atproto.server.getSession') return done({ did, handle, active: true })
    if (method === 'com.atproto.repo.putRecord') return put(given)
    if (method === 'com.atproto.repo.deleteRecord') {
      records.delete(uriOf(given.collection, given.rkey))
      return done({})
    }
    if (method === 'com.atproto.repo.getRecord') {
      const found = records.get(uriOf(asked.url.searchParams.get('collection'), asked.url.searchParams.get('rkey')))
      return found ? done(found) : refused(400, 'RecordNotFound')
    }
    if (method === 'app.bsky.notification.listNotifications') return list(asked)
    return refused(501, 'MethodNotImplemented')
  }

  const isPost = ({ url, body }: Asked) =>
    url.pathname.endsWith('putRecord') &&
    (body as { collection?: string } | undefined)?.collection === 'app.bsky.feed.post'
  const served = await faultyServer(answer, isPost)
  return {
    baseUrl: served.baseUrl,
    did,
    get posted() {
      const posts = [...records.values()].filter(({ uri }) => uri.includes('app.bsky.feed.post'))
      return posts.map((post) => ({ ...post, text: String(post.value.text) }))
    },
    requested: served.requested,
    labels() {
      const profile = records.get(uriOf('app.bsky.actor.profile', 'self'))?.value as
        | { labels?: { values: { val: string }[] } }
        | undefined
      return profile?.labels?.values.map(({ val }) => val) ?? []
    },
    fail: served.fail,
    mention(from, text, { above } = {}) {
      const at = now().toISOString()
      const record = {
        $type: 'app.bsky.feed.post',
        text,
        createdAt: at,
        ...(above ? { reply: { root: above, parent: above } } : {}),
      }
      const uri = `at://${from}/app.bsky.feed.post/${String(++count)
        .padStart(13, '2')
        .replaceAll(/[0189]/g, (digit) => 'abij'['0189'.indexOf(digit)]!)}`
      const author = { did: from, handle: 'sam.test' }
      notifications.push({
        uri,
        cid: cidOf(record),
        author,
        reason: above ? 'reply' : 'mention',
        record,
        isRead: false,
        indexedAt: at,
      })
      return uri
    },
    expireTokens: () => void generation++,
    close: served.close,
  }
}

/** Facets count UTF-8 bytes and may not split a character. */
function checkFacets(record: Record<string, unknown>): void {
  const bytes = Buffer.from(String(record.text))
  const facets = (record.facets ?? []) as {
    index: { byteStart: number; byteEnd: number }
    features: { uri?: string }[]
  }[]
  for (const { index, features } of facets) {
    const covered = bytes.subarray(index.byteStart, index.byteEnd).toString()
    if (covered.includes('\ufffd') || index.byteEnd > bytes.length) throw new Error('a facet splits a character')
    for (const { uri } of features)
      if (uri !== undefined && !uri.endsWith(covered)) throw new Error('a facet covers something else')
  }
}
