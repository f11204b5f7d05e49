import type { Entry, Fact } from '../ledger/entry.ts'
import type { Instant } from '../time.ts'
import type { Incident } from './incident.ts'

/** What is sealed of a public post: the same in both languages, and what it warns of where it has to. */
export interface PostText {
  readonly en: string
  readonly cy: string
  readonly warning: string
}

/** The languages a post is in, each a post of its own. */
export const postLanguages = ['en', 'cy'] as const
export type PostLanguage = (typeof postLanguages)[number]

/** A public post of an incident. Nothing goes out before a person has approved it. */
export interface Post {
  readonly id: string
  readonly text: string
  /** The post it takes the place of: edited where an account can edit, answered below it where it cannot. */
  readonly updates?: string
  /** It asks for help: for those who are near what happens, not for those whom it happens to. */
  readonly call?: true
  readonly draftedBy: string
  readonly draftedAt: Instant
  readonly approvedAt: Instant | null
  readonly withdrawnAt: Instant | null
  /** Where it stands now, as `mastodon/en`. */
  readonly standsAt: readonly string[]
}

/** A public post as a planner drafts it. */
export interface PostDraft {
  readonly text: PostText
  /** It takes the place of the incident's last post. */
  readonly isUpdate: boolean
  /** It asks people nearby for help. */
  readonly isCall: boolean
}

export type PostFact =
  | Fact<'post_drafted', { post: string; text: string; updates?: string; call?: true }>
  | Fact<'post_approved', { post: string }>
  | Fact<'post_withdrawn', { post: string }>
  | Fact<'post_published', { post: string; network: string; language: PostLanguage }>
  | Fact<'post_removed', { post: string; network: string; language: PostLanguage }>

type Body<T extends PostFact['type']> = Extract<PostFact, { type: T }>['body']

export function drafted(incident: Incident, body: Body<'post_drafted'>, { at, actor }: Entry): Incident {
  const { post, text, updates, call } = body
  const fresh: Post = {
    id: post,
    text,
    ...(updates === undefined ? {} : { updates }),
    ...(call ? { call } : {}),
    draftedBy: actor,
    draftedAt: at,
    approvedAt: null,
    withdrawnAt: null,
    standsAt: [],
  }
  return { ...incident, posts: [...(incident.posts ?? []), fresh] }
}

const changed = (incident: Incident, id: string, change: (post: Post) => Partial<Post>): Incident => ({
  ...incident,
  posts: (incident.posts ?? []).map((post) => (post.id === id ? { ...post, ...change(post) } : post)),
})

export const approved = (incident: Incident, { post }: Body<'post_approved'>, { at }: Entry): Incident =>
  changed(incident, post, () => ({ approvedAt: at }))

export const withdrawn = (incident: Incident, { post }: Body<'post_withdrawn'>, { at }: Entry): Incident =>
  changed(incident, post, () => ({ withdrawnAt: at }))

export const published = (incident: Incident, { post, network, language }: Body<'post_published'>): Incident =>
  changed(incident, post, ({ standsAt }) => ({ standsAt: [...standsAt, `${network}/${language}`] }))

export const removed = (incident: Incident, { post, network, language }: Body<'post_removed'>): Incident =>
  changed(incident, post, ({ standsAt }) => ({ standsAt: standsAt.filter((one) => one !== `${network}/${language}`) }))

/** Whether a post is to be read now. */
export const stands = ({ approvedAt, withdrawnAt }: Post): boolean => approvedAt !== null && withdrawnAt === null

/** Graphemes that fit one post on every network. */
export const longestPost = 300

export type PostProblem = 'empty' | 'too_long' | 'phone' | 'postcode' | 'email' | 'mention'

const telling: readonly (readonly [PostProblem, RegExp])[] = [
  ['email', /[^\s@]+@[^\s@]+\.[a-z]{2,}/i],
  ['mention', /(?:^|[^\w/])@\w/],
  ['postcode', /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/i],
  ['phone', /(?:\+|\b0)[\d\s().-]{8,}\d/],
]

/**
 * Why a text must not be posted where everybody reads it; null when nothing speaks against it. What could be somebody's
 * number, postcode or account is refused whoever it belongs to: a post links to the page that has ours.
 */
export function problemOfPost(text: string): PostProblem | null {
  if (text.trim() === '') return 'empty'
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
  if (graphemes > longestPost) return 'too_long'
  const words = text.replaceAll(/https?:\/\/\S+/g, ' ')
  return telling.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}
