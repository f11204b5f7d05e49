import { html } from 'hono/html'
import type { Page } from './layout.ts'
import type { Notice } from './notices.ts'
import { field, foldedReasonForm, type Html, type Problem } from './parts.ts'

export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly open: boolean
  readonly own: boolean
}

export interface AccountsView {
  readonly accounts: readonly AccountRow[]
  readonly typed: { readonly name: string; readonly login: string }
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

/** Who may use the console. */
export const accountsPage = (view: AccountsView): Page => ({
  title: 'Accounts',
  here: 'accounts',
  notice: view.notice,
  problems: view.problems,
  body: html`<h1>Accounts</h1>
  <p>Everybody has an account of their own, so that the log says who did what. <a href="/console/password">Change your password</a></p>
  <ul class="cards">${view.accounts.map((account) => html`<li>${card(account, view.problems)}</li>`)}</ul>
  <h2>Add an account</h2>
  <form method="post" action="/console/accounts" class="narrow">
    ${field({ id: 'name', name: 'name', label: 'Name', hint: 'As it stands in the log for planners to read.', value: view.typed.name, problems: view.problems })}
    ${field({ id: 'login', name: 'login', label: 'User name', hint: 'Letters, digits, dots and hyphens, 3 to 40 of them.', value: view.typed.login, problems: view.problems })}
    <button>Add the account</button>
  </form>`,
})

function card({ id, name, login, open, own }: AccountRow, problems: readonly Problem[]): Html {
  const title = html`<p class="what"><strong>${name}</strong>, user name ${login}${own ? ' (you)' : ''}${open ? '' : html` <span class="tag">closed</span>`}</p>`
  if (!open || own) return title
  return html`${title}${foldedReasonForm('New one-time password', {
    id: `password-${id}`,
    action: `/console/accounts/${id}/password`,
    button: 'Make a new one-time password',
    label: 'Why?',
    hint: 'They are signed out everywhere, and the old password ends.',
    problems,
  })}${foldedReasonForm('Close the account', {
    id: `close-${id}`,
    action: `/console/accounts/${id}/close`,
    button: 'Close the account',
    label: 'Why?',
    hint: 'They are signed out at once. What they did stays in the log.',
    problems,
    grave: true,
  })}`
}

/** Shown once: it is nowhere else. */
export const oneTimePage = (login: string, password: string): Page => ({
  title: 'One-time password',
  here: 'accounts',
  unmasked: true,
  body: html`<h1>One-time password</h1>
  <p>Give this to them in person or by phone. It is shown this once, and works until they have chosen their own.</p>
  <dl><div><dt>User name</dt><dd>${login}</dd></div><div><dt>One-time password</dt><dd><code>${password}</code></dd></div></dl>
  <p><a href="/console/accounts">Back to the accounts</a></p>`,
})
