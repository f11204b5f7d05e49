import { createHash } from 'node:crypto'
import { AppBskyFeedPost, RichText } from '@atproto/api'

/** What a post may hold: so many graphemes and bytes. */
export const postLimits = { graphemes: 300, bytes: 3_000 } as const

export interface PostAbove {
  readonly root: { readonly uri: string; readonly cid: string }
  readonly parent: { readonly uri: string; readonly cid: string }
}

/**
 * A post's record. Links and tags are marked by UTF-8 bytes; accounts are not: naming somebody is for those who wrote
 * first, and below their own post they are told anyway.
 */
export function postRecord(text: string, language: string, at: Date, above?: PostAbove): AppBskyFeedPost.Record {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  const facets = (rich.facets ?? []).filter(({ features }) =>
    features.every(({ $type }) => $type !== 'app.bsky.richtext.facet#mention'),
  )
  return {
    $type: 'app.bsky.feed.post',
    text: rich.text,
    langs: [language],
    createdAt: at.toISOString(),
    ...(facets.length > 0 ? { facets } : {}),
    ...(above ? { reply: above } : {}),
  }
}

/** Whether a text is short enough for one post. */
export function fitsPost(text: string): boolean {
  const rich = new RichText({ text })
  return rich.graphemeLength <= postLimits.graphemes && rich.length <= postLimits.bytes
}

const digits = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * The key of a post, made from our own id (a UUIDv7) so that one message is one post however often it is handed over:
 * a TID, whose time is the id's and whose rest is its hash.
 */
export function keyOf(messageId: string): string {
  const atMs = BigInt(`0x${messageId.replaceAll('-', '').slice(0, 12)}`)
  const hash = createHash('sha256').update(messageId).digest()
  const micros = atMs * 1000n + BigInt(hash.readUInt16BE(0) % 1000)
  const bits = (micros << 10n) | BigInt(hash.readUInt16BE(2) & 0x3ff)
  return Array.from({ length: 13 }, (_, i) => digits[Number((bits >> BigInt(5 * (12 - i))) & 31n)]).join('')
}

/** A post as a notification carries it; undefined where the record is something else. */
export function postOf(record: unknown): AppBskyFeedPost.Record | undefined {
  const checked = AppBskyFeedPost.validateRecord(record)
  return checked.success ? (checked.value as AppBskyFeedPost.Record) : undefined
}

/** The words of a post without the accounts it begins with. */
export const wordsOf = (text: string): string => text.replace(/^(?:\s*@[\w.-]+)+/, '').trim()
