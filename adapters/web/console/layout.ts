import { html } from 'hono/html'
import type { Notice } from './notices.ts'
import { type Html, type Problem, problemSummary } from './parts.ts'

/** What stands round every page. */
export interface Frame {
  readonly us: string
  readonly demo: boolean
  /** The name of whoever is signed in; null before that. */
  readonly staff: string | null
  readonly styleUrl: string
  readonly scriptUrl: string
}

export interface Page {
  readonly title: string
  readonly here?: 'needs' | 'incidents' | 'call' | 'alerts' | 'costs' | 'duty' | 'privacy' | 'accounts'
  readonly notice?: Notice | null
  readonly problems?: readonly Problem[]
  /** The page shows what is masked elsewhere: it is never drawn again by itself. */
  readonly unmasked?: boolean
  /** Parts named `data-live` are kept up to date. */
  readonly live?: boolean
  readonly body: Html
}

const places = [
  ['needs', '/console', 'Needs'],
  ['incidents', '/console/incidents', 'Incidents'],
  ['call', '/console/call', 'Take a call'],
  ['alerts', '/console/alerts', 'Alerts'],
  ['costs', '/console/costs', 'Costs'],
  ['duty', '/console/duty', 'Duty list'],
  ['privacy', '/console/privacy', 'Privacy'],
  ['accounts', '/console/accounts', 'Accounts'],
] as const

export const layout = (frame: Frame, page: Page): Html => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.problems?.length ? 'Error: ' : ''}${page.title} – ${frame.us}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${frame.styleUrl}">
<script src="${frame.scriptUrl}" type="module"></script>
</head>
<body${page.live && !page.unmasked ? html` data-follow="/console/events"` : ''}>
<a class="skip" href="#main">Skip to the main part</a>
<header>
  <div class="width">
    <a class="brand" href="/console">${frame.us === 'Muster' ? 'Muster' : html`Muster <span>${frame.us}</span>`}</a>
    ${frame.staff === null ? '' : navigation(frame.staff, page.here)}
  </div>
  ${frame.demo ? html`<p class="demo"><span class="width">Demonstration: a fictional town on simulated phones. <a href="/demo">To the phones</a></span></p>` : ''}
</header>
<main id="main" class="width">
  ${page.notice ? html`<p class="notice ${page.notice.tone}" role="status">${page.notice.text}</p>` : ''}
  ${problemSummary(page.problems ?? [])}
  ${page.body}
</main>
<footer class="width"><p>Danger to life: call 999. Times are UK time.${page.live ? html` <a href="">Refresh</a> <span id="live"></span>` : ''}</p></footer>
</body>
</html>`

const navigation = (staff: string, here: Page['here']): Html => html`<nav aria-label="Console"><ul>
      ${places.map(([id, href, name]) => html`<li><a href="${href}"${id === here ? html` aria-current="page"` : ''}>${name}</a></li>`)}
    </ul></nav>
    <form method="post" action="/console/sign-out" class="out"><span class="who">${staff}</span> <button class="plain">Sign out</button></form>`

/** A page that only says something. */
export const messagePage = (frame: Frame, title: string, text: string): Html =>
  layout(frame, {
    title,
    body: html`<h1>${title}</h1><p>${text}</p>${frame.staff === null ? '' : html`<p><a href="/console">To the list of needs</a></p>`}`,
  })
