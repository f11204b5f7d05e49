import { html } from 'hono/html'
import type { Page } from './layout.ts'
import { field, type Problem } from './parts.ts'

/** The user name is kept, the password never is. */
export const signInPage = (login: string, problems: readonly Problem[]): Page => ({
  title: 'Sign in',
  problems,
  body: html`<h1>Sign in</h1>
  <form method="post" action="/console/sign-in" class="narrow">
    ${field({ id: 'login', name: 'login', label: 'User name', value: login, autocomplete: 'username', problems })}
    ${field({ id: 'password', name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problems })}
    <button>Sign in</button>
  </form>
  <p class="hint narrow">Forgotten it? Another planner can give you a new one-time password under Accounts.</p>`,
})

export const shortestPassword = 12

export const passwordPage = (mustChange: boolean, problems: readonly Problem[]): Page => ({
  title: 'Choose a password',
  problems,
  body: html`<h1>Choose a password</h1>
  ${mustChange ? html`<p>You signed in with a one-time password. Choose your own before you go on.</p>` : ''}
  <form method="post" action="/console/password" class="narrow">
    ${field({
      id: 'password',
      name: 'password',
      label: 'New password',
      hint: `At least ${shortestPassword} characters. Three words in a row are good.`,
      type: 'password',
      autocomplete: 'new-password',
      problems,
    })}
    ${field({ id: 'again', name: 'again', label: 'New password again', type: 'password', autocomplete: 'new-password', problems })}
    <button>Save the password</button>
  </form>`,
})
