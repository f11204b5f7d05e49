import { html } from 'hono/html'
import type { Message } from '../../../core/messages/message.ts'
import type { NeedDetails } from '../../../core/needs/details.ts'
import type { Need } from '../../../core/needs/need.ts'
import type { Volunteer } from '../../../core/people/person.ts'
import type { Placed } from '../../db/console-records.ts'
import type { Notice } from './notices.ts'
import type { Html, Problem } from './parts.ts'
import { handleOf } from './words.ts'

/** Somebody who could be assigned by hand. */
export interface Candidate {
  readonly id: string
  readonly metres: number
  readonly volunteer: Volunteer
  /** Why they would not have been asked; null when they fit. */
  readonly misfit: string | null
}

/** What lies behind the mask, once it is lifted. */
export interface Unmasked {
  readonly details: NeedDetails | undefined
  readonly names: ReadonlyMap<string, string>
  readonly texts: ReadonlyMap<string, string>
  /** Reasons and conditions, by reference. */
  readonly words: ReadonlyMap<string, string>
}

export interface NeedView {
  readonly now: Date
  readonly need: Need
  readonly area: string
  readonly incident: string
  /** Other open incidents it could be filed under: id and name. */
  readonly incidents: readonly (readonly [string, string])[]
  /** How whoever reported it is reached, in words. */
  readonly reached: string
  readonly unmasked: Unmasked | null
  readonly messages: readonly Message[]
  readonly entries: readonly Placed[]
  readonly candidates: readonly Candidate[]
  readonly staff: ReadonlyMap<string, string>
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

/** A person by name when the mask is lifted, by their handle otherwise; a link either way. */
export function personLink({ unmasked }: Pick<NeedView, 'unmasked'>, id: string): Html {
  const name = unmasked?.names.get(id)
  return html`<a href="/console/people/${id}">${name ?? `Volunteer ${handleOf(id)}`}</a>`
}
