import { bare } from './fold.ts'

const stopWords = [
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'optout',
  'opt out',
  'revoke',
  'stop stop',
  'stop please',
  'please stop',
]

/** Free wording that means "never text me again". "Stop by at 3?" and "stop the flood" are not among them. */
const freeWording: readonly RegExp[] = [
  /\bstop (texting|messaging|contacting|sending)\b/,
  /\b(take|remove|delete) me (off|from)\b/,
  /\b(take|get) (my (number|name)) off\b/,
  /\b(don'?t|do not|never) (text|message|contact) (me|us|this number)\b/,
  /\bwrong number\b/,
  /\bleave me alone\b/,
  /\bno more (texts|messages)\b/,
  /\b(don'?t|do not) want (any more |these |your )?(texts|messages)\b/,
  /^(please )?unsubscribe( me)?( please| thanks)?$/,
  /^stop (thank you|thanks|ta|it|now|this|please)( thank you| thanks| please)?$/,
]

/** Whether a text asks for no more texts at all. */
export function saysOptOut(text: string): boolean {
  const words = bare(text)
  return stopWords.includes(words) || freeWording.some((pattern) => pattern.test(words))
}

/** Whether a text asks to get texts again. YES is not among them: it answers questions. */
export const saysOptIn = (text: string): boolean => ['start', 'unstop', 'restart', 'start again'].includes(bare(text))
