import type { Entry, Fact } from '../ledger/entry.ts'

/** Somebody who works in the console: a named actor. The password's hash is kept elsewhere. */
export interface Account {
  readonly id: string
  readonly authority: string
  /** Sealed under the account's own key: `AccountProfile`. */
  readonly profile: string
  readonly role: 'planner'
  readonly open: boolean
}

/** What is sealed about an account. */
export interface AccountProfile {
  readonly name: string
  readonly login: string
}

export type AccountFact =
  | Fact<'account_opened', { profile: string; role: 'planner' }>
  | Fact<'account_closed', { reasonRef: string }>
  | Fact<'signed_in', Record<string, never>>
  | Fact<'signed_out', Record<string, never>>
  | Fact<'password_changed', Record<string, never>>
  | Fact<'password_issued', { reasonRef: string | null }>

/** The account after one more entry of its stream; the first must be `account_opened`. */
export function evolveAccount(before: Account | undefined, entry: Entry<AccountFact>): Account {
  const { type, body } = entry as AccountFact & Entry<AccountFact>
  if (type === 'account_opened') {
    return { ...body, id: entry.stream.slice('account/'.length), authority: entry.authority, open: true }
  }
  if (!before) throw new Error(`people: ${entry.stream} begins with ${type}`)
  return type === 'account_closed' ? { ...before, open: false } : before
}

/** The form in which a user name is kept and found: no case, no spaces around. */
export const foldLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()
