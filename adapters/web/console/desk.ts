import type { Context } from 'hono'
import type pg from 'pg'
import type { Prices } from '../../../core/messages/cost.ts'
import type { IncidentReport, ReportProof } from '../../db/incident-report.ts'
import type { Reading } from '../../db/unsealed.ts'
import type { Vault } from '../../db/vault.ts'
import type { VolunteerIndex } from '../../db/volunteer-index.ts'
import { assetUrl } from '../assets.ts'
import type { Actions } from './actions.ts'
import { type Frame, layout, messagePage, type Page } from './layout.ts'

/** How the report of an incident is written, and what proves it. */
export interface Reports {
  readonly pdf: (report: IncidentReport) => Promise<Buffer>
  readonly csv: (report: IncidentReport) => string
  readonly proofOf: (streams: readonly string[]) => Promise<ReportProof>
}

/** What the console is given to work with. */
export interface ConsoleDeps {
  readonly authority: string
  readonly standingIncident: string
  /** What texts call us. */
  readonly us: string
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly volunteers: VolunteerIndex
  readonly now: () => Date
  readonly actions: Actions
  readonly reports: Reports
  /** Takes an unexpected error: it must not write down what a person said. */
  readonly report: (error: unknown) => void
  /** The address people reach us at; cookies are `Secure` when it is https. */
  readonly publicUrl: string | undefined
  /** What texts are expected to cost. */
  readonly prices: Prices
  readonly demo: boolean
  /** Networks on which we have an account that posts. */
  readonly networks: readonly string[]
}

/** Who is signed in. */
export interface Staff {
  readonly id: string
  readonly name: string
  readonly mustChange: boolean
}

export interface Env {
  Variables: { staff: Staff }
}

export type Ctx = Context<Env>

export const reading = ({ pool, vault, authority }: ConsoleDeps): Reading => ({ pool, vault, authority })

export const frameOf = ({ us, demo }: ConsoleDeps, staff: string | null): Frame => ({
  us,
  demo,
  staff,
  styleUrl: assetUrl('console.css'),
  scriptUrl: assetUrl('console.js'),
})

/** Answers with a page; 422 when something in it is wrong. */
export function answer(c: Ctx, deps: ConsoleDeps, page: Page): Response | Promise<Response> {
  const frame = frameOf(deps, c.get('staff')?.name ?? null)
  return c.html(layout(frame, page), page.problems?.length ? 422 : 200)
}

/** What was asked for does not exist, or no longer. */
export function missing(c: Ctx, deps: ConsoleDeps): Response | Promise<Response> {
  const frame = frameOf(deps, c.get('staff').name)
  return c.html(messagePage(frame, 'Page not found', 'There is no such page, or what it was about is gone.'), 404)
}

export type Form = (name: string) => string

/** The fields of a form, trimmed; what is not there is empty. */
export async function formOf(c: Ctx): Promise<Form> {
  const form = await c.req.parseBody({ all: true })
  return (name) => {
    const value = form[name]
    return typeof value === 'string' ? value.trim() : ''
  }
}

/** The chosen values of checkboxes with one name. */
export async function chosen(c: Ctx, name: string): Promise<readonly string[]> {
  const form = await c.req.parseBody({ all: true })
  return [form[name] ?? []].flat().filter((value) => typeof value === 'string')
}

/** To another page after something was done, or was not. */
export const onward = (c: Ctx, path: string, did: Readonly<Record<string, string>>): Response =>
  c.redirect(`${path}?${new URLSearchParams(did)}`, 303)

export const idForm = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const isId = (text: string): boolean => new RegExp(`^${idForm}$`).test(text)
