import { createHash } from 'node:crypto'
import type { KindId } from '../kinds.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { Instant } from '../time.ts'

/** The languages an alert is in; whoever reads none of them gets the first. */
export const alertLanguages = ['en', 'cy'] as const
export type AlertLanguage = (typeof alertLanguages)[number]

/** Whom an alert is for, beside the area, which is sealed with the words. */
export interface AlertRule {
  readonly role: 'volunteers' | 'everybody'
  /** Volunteers who offer this; null: whatever they offer. */
  readonly skill: KindId | null
  /** Who left this topic gets nothing; null: it is about no topic. */
  readonly topic: KindId | null
}

/** How far an alert got. `approved`: recipients are being counted; `sending`: they are queued and sent to. */
export type AlertStatus = 'draft' | 'approved' | 'sending' | 'withdrawn' | 'ended'

/** What became of an alert's messages: of those handed over, so many arrived as far as receipts tell. */
export interface AlertCounts {
  readonly sent: number
  readonly delivered: number
  readonly failed: number
  /** Not sent: they had left the topic or said STOP meanwhile, or it was withdrawn. */
  readonly kept: number
}

export interface Alert extends AlertRule {
  readonly id: string
  readonly authority: string
  readonly incident: string | null
  readonly exercise: boolean
  readonly purpose: 'alert' | 'digest'
  readonly lifeSafety: boolean
  /** Sealed words by language; a language without has the first one's. */
  readonly texts: Readonly<Partial<Record<AlertLanguage, string>>>
  /** Sealed `Area`; null: wherever they are. */
  readonly area: string | null
  readonly status: AlertStatus
  readonly draftedBy: string
  readonly draftedAt: Instant
  readonly approvedBy: string | null
  /** Set when it is sent: the entry that its messages follow from, how many people it is for, and their digest. */
  readonly sent: {
    readonly entry: string
    readonly at: Instant
    readonly recipients: number
    readonly digest: string
  } | null
  readonly counts: AlertCounts | null
}

export type AlertFact =
  | Fact<
      'alert_drafted',
      AlertRule & Pick<Alert, 'purpose' | 'lifeSafety' | 'texts' | 'area'> & { segments: readonly number[] }
    >
  | Fact<'alert_approved', { seen: number }>
  | Fact<'alert_sent', { recipients: number; digest: string }>
  | Fact<'alert_withdrawn', { reasonRef: string }>
  | Fact<'alert_ended', AlertCounts>

/** The alert after one more entry of its stream; the first must be `alert_drafted`. */
export function evolveAlert(before: Alert | undefined, entry: Entry<AlertFact>): Alert {
  const { type, body } = entry as AlertFact & Entry<AlertFact>
  if (type === 'alert_drafted') return drafted(entry, body)
  if (!before) throw new Error(`alerts: ${entry.stream} begins with ${type}`)
  switch (type) {
    case 'alert_approved':
      return { ...before, status: 'approved', approvedBy: entry.actor }
    case 'alert_sent':
      return { ...before, status: 'sending', sent: { ...body, entry: entry.id, at: entry.at } }
    case 'alert_withdrawn':
      return { ...before, status: 'withdrawn' }
    case 'alert_ended':
      return { ...before, status: before.status === 'withdrawn' ? 'withdrawn' : 'ended', counts: body }
  }
}

function drafted(
  entry: Entry,
  { segments: _, ...given }: Extract<AlertFact, { type: 'alert_drafted' }>['body'],
): Alert {
  return {
    ...given,
    id: entry.stream.slice('alert/'.length),
    authority: entry.authority,
    incident: entry.incident,
    exercise: entry.exercise,
    status: 'draft',
    draftedBy: entry.actor,
    draftedAt: entry.at,
    approvedBy: null,
    sent: null,
    counts: null,
  }
}

/** SHA-256 (hexadecimal) over the ids of all recipients, sorted bytewise, a line each. */
export function digestOf(people: readonly string[]): string {
  const hash = createHash('sha256')
  for (const id of people.toSorted()) hash.update(`${id}\n`)
  return hash.digest('hex')
}
