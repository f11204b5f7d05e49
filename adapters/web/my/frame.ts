import { html } from 'hono/html'
import { assetUrl } from '../assets.ts'
import type { Html, Problem } from '../console/parts.ts'
import type { PageLanguage, PageWords } from './words.ts'

export interface Setting {
  readonly us: string
  readonly language: PageLanguage
  readonly words: PageWords
}

/** A page with 999 first: everything on it can be read and done without JavaScript. */
export const frame = ({ us, language, words: w }: Setting, title: string, body: Html): Html => html`<!doctype html>
<html lang="${language === 'cy' ? 'cy' : 'en-GB'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} – ${us}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetUrl('my.css')}">
<script type="module" src="${assetUrl('my.js')}"></script>
</head>
<body>
<a class="skip" href="#main">${w.skip}</a>
<header><div class="width"><span class="brand">${us}</span></div></header>
<main id="main" class="width">
<p class="danger"><a href="tel:999">${w.danger}</a></p>
${body}</main>
<footer class="width"><p>${w.footer}</p></footer>
</body>
</html>`

/** All that is wrong, each a link to its field. */
export const problemList = (w: PageWords, problems: readonly Problem[]): Html =>
  problems.length === 0
    ? ''
    : html`<div class="problems" role="alert" tabindex="-1"><h2>${w.problem}</h2>
<ul>${problems.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></div>`

/** Label, hint and problem of one field around its control, which gets its attributes. */
export function field(
  w: PageWords,
  { id, label, hint, problems }: { id: string; label: string; hint: string; problems: readonly Problem[] },
  control: (attributes: Html) => Html,
): Html {
  const problem = problems.find((one) => one.id === id)
  const described = [`${id}-hint`, problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  const attributes = html`id="${id}" name="${id}" aria-describedby="${described}"${problem ? html` aria-invalid="true"` : ''}`
  return html`<div class="field ${problem ? 'wrong' : ''}"><label for="${id}">${label}</label>
<p class="hint" id="${id}-hint">${hint}</p>
${problem ? html`<p class="problem" id="${id}-problem"><span class="unseen">${w.error}</span>${problem.text}</p>` : ''}
${control(attributes)}</div>`
}
