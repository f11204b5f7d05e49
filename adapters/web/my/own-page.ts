import { html } from 'hono/html'
import type { Html } from '../console/parts.ts'
import { frame, type Setting } from './frame.ts'
import { formPaths } from './request-page.ts'
import type { AskedItem, PageMessage, PageView } from './view.ts'
import type { PageWords } from './words.ts'

export interface Place {
  /** `/my/TOKEN`. */
  readonly address: string
  readonly token: string
  /** What a message that is sent from this copy of the page is called. */
  readonly nonce: string
}

/** What was wrong with the last thing written, and what it was. */
export interface Refused {
  readonly problem: string
  readonly text: string
}

/** Somebody's page: what we ask of them first, then how their requests stand, then all that was said. */
export function ownPage(setting: Setting, view: PageView, place: Place, refused: Refused | null = null): Html {
  const { words: w } = setting
  return frame(
    setting,
    w.pageTitle,
    html`${refused ? html`<div class="problems" role="alert" tabindex="-1"><p><a href="#text">${refused.problem}</a></p></div>` : ''}
<h1>${w.pageTitle}</h1>
<p>${w.keepLink(view.until)}</p>
<div id="news" data-live>
${view.pending ? html`<p class="notice" role="status">${w.reading}</p>` : ''}
${view.asked.length > 0 ? html`<section aria-labelledby="asked-title"><h2 id="asked-title">${w.asked}</h2>${view.asked.map((item) => askedItem(item, place))}</section>` : ''}
${view.requests.length > 0 ? requests(w, view, place) : ''}
<section aria-labelledby="said-title"><h2 id="said-title">${w.said}</h2>
<ol class="said">${view.messages.map((message) => said(w, view.language, message))}</ol></section>
</div>
<p><a class="refresh" href="${place.address}">${w.refresh}</a></p>
${writing(w, place, refused)}
${view.volunteer ? volunteering(w, view.volunteer, place) : ''}
${view.reached ? reached(w, view.reached, place) : ''}
${about(w, view, place)}`,
  )
}

const press = ({ address, nonce }: Place, text: string, label: string, look = ''): Html =>
  html`<form method="post" action="${address}"><input type="hidden" name="nonce" value="${nonce}-${text}"><button class="${look}" name="text" value="${text}">${label}</button></form>`

const askedItem = ({ text, choices }: AskedItem, place: Place): Html =>
  html`<div class="card asking"><p>${text}</p><div class="row">${choices.map(({ answer, label }, i) => press(place, answer, label, i === 0 ? '' : 'plain'))}</div></div>`

const requests = (w: PageWords, { requests }: PageView, place: Place): Html =>
  html`<section aria-labelledby="requests-title"><h2 id="requests-title">${w.requests}</h2>
${requests.map(({ title, text }) => html`<div class="card"><h3>${title}</h3><p>${text}</p></div>`)}
${press(place, 'not needed', w.notNeeded, 'plain')}</section>`

const timeOf = (language: string, at: string): string =>
  new Intl.DateTimeFormat(language === 'cy' ? 'cy' : 'en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))

function said(w: PageWords, language: string, { at, mine, text }: PageMessage): Html {
  const words = text === null ? w.gone : text === 'over' ? w.over : text
  return html`<li class="${mine ? 'mine' : 'ours'}"><p class="who">${mine ? w.you : w.us}, <time datetime="${at}">${timeOf(language, at)}</time></p><p>${words}</p></li>`
}

const writing = (w: PageWords, { address, nonce }: Place, refused: Refused | null): Html =>
  html`<form method="post" action="${address}" class="writing"><input type="hidden" name="nonce" value="${nonce}">
<div class="field ${refused ? 'wrong' : ''}"><label for="text">${w.write}</label><p class="hint" id="text-hint">${w.writeHint}</p>
<textarea id="text" name="text" rows="3" aria-describedby="text-hint"${refused ? html` aria-invalid="true"` : ''}>${refused?.text ?? ''}</textarea></div>
<button>${w.sendMessage}</button></form>`

const volunteering = (w: PageWords, { away }: { readonly away: boolean }, place: Place): Html =>
  html`<section aria-labelledby="volunteering-title"><h2 id="volunteering-title">${w.volunteering}</h2>
${away ? html`<p>${w.away}</p>${press(place, 'BACK', w.back)}` : press(place, 'AWAY', w.pause, 'plain')}
<p>${w.hours}</p>
<details><summary>${w.leave}</summary><p>${w.leaveHint}</p>${press(place, 'STOP', w.leave, 'grave')}</details></section>`

const reached = (w: PageWords, { text, mayRing }: NonNullable<PageView['reached']>, place: Place): Html =>
  html`<section aria-labelledby="reached-title"><h2 id="reached-title">${w.reached}</h2><p>${text}</p>
<div class="row">${press(place, 'text me', w.textMe, 'plain')}${mayRing ? press(place, "don't ring", w.dontRing, 'plain') : ''}${press(place, 'link my phone', w.otherPhone, 'plain')}</div></section>`

const about = (w: PageWords, { language }: PageView, place: Place): Html =>
  html`<section aria-labelledby="link-title"><h2 id="link-title">${w.link}</h2>
<div class="row"><form method="post" action="${place.address}/renew"><button class="plain">${w.newLink}</button></form>
<form method="post" action="${place.address}/end"><button class="plain">${w.endLink}</button></form></div></section>
<section aria-labelledby="data-title"><h2 id="data-title">${w.yourData}</h2><p><a href="/own/${place.token}">${w.whoSaw}</a></p></section>
${press(place, language === 'cy' ? 'ENGLISH' : 'CYMRAEG', w.otherLanguage, 'plain')}`

/** The first page behind a link that was sent: nothing of anybody's is on it, for a machine that follows links. */
export const openingPage = (setting: Setting, { address }: Pick<Place, 'address'>): Html =>
  frame(
    setting,
    setting.words.opening,
    html`<h1>${setting.words.opening}</h1><p>${setting.words.openingLead}</p>
<form method="post" action="${address}/open"><button>${setting.words.open}</button></form>`,
  )

export const endedPage = (setting: Setting): Html =>
  frame(
    setting,
    setting.words.ended,
    html`<h1>${setting.words.ended}</h1><p>${setting.words.endedHow}</p>
<p><a href="${formPaths[setting.language]}">${setting.words.askTitle}</a></p>`,
  )
