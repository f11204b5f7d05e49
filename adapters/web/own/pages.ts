import { html } from 'hono/html'
import type { SubjectRecord } from '../../db/subject-access.ts'
import { assetUrl } from '../assets.ts'
import type { Html } from '../console/parts.ts'
import { recordSections } from './record.ts'

export interface Notice {
  readonly tone: 'done' | 'refused'
  readonly text: string
}

/** A page for people who are not staff. */
export const frame = (us: string, title: string, body: Html): Html => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} – ${us}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetUrl('console.css')}">
</head>
<body>
<a class="skip" href="#main">Skip to the main part</a>
<header><div class="width"><span class="brand">${us === 'Muster' ? us : html`Muster <span>${us}</span>`}</span></div></header>
<main id="main" class="width">${body}</main>
<footer class="width"><p>Danger to life: call 999. Times are UK time.</p></footer>
</body>
</html>`

/** The first page behind a private link: nothing of anybody's is on it. */
export const ownPage = (us: string, address: string, notice: Notice | null): Html =>
  frame(
    us,
    'What we hold about you',
    html`${notice ? html`<p class="notice ${notice.tone}" role="status">${notice.text}</p>` : ''}
  <h1>What we hold about you</h1>
  <p>This link was texted to you. Whoever has it can see what ${us} holds about your number: keep it to yourself.</p>
  <p lang="cy">Tecstiwyd y ddolen hon atoch. Gall pwy bynnag sydd ganddi weld yr hyn y mae ${us} yn ei gadw am eich rhif: cadwch hi i chi'ch hun.</p>
  <form method="post" action="${address}"><button>Show it · <span lang="cy">Dangos</span></button></form>
  <form method="post" action="${address}/json"><button class="plain">Download it as JSON · <span lang="cy">Lawrlwytho</span></button></form>
  <h2>Have it deleted</h2>
  <p>A person decides within a month, and texts you. Nothing is deleted while somebody is on the way to you, or you to somebody.</p>
  <p lang="cy">Mae person yn penderfynu o fewn mis, ac yn eich tecstio. Ni chaiff dim ei ddileu tra bo rhywun ar ei ffordd atoch, neu chi at rywun.</p>
  <form method="post" action="${address}/erase"><button class="grave">Ask for everything to be deleted · <span lang="cy">Gofyn am ddileu popeth</span></button></form>
  <h2>Finished?</h2>
  <form method="post" action="${address}/end"><button class="plain">End this link now · <span lang="cy">Cau'r ddolen nawr</span></button></form>`,
  )

export const recordPage = (us: string, address: string, record: SubjectRecord): Html =>
  frame(
    us,
    'What we hold about you',
    html`<p class="back"><a href="${address}">Back</a></p>
  <h1>What we hold about you</h1>
  ${recordSections(record, () => 'A planner')}
  <p>Something is wrong? Text us what is right. You can complain to the Information Commissioner, ico.org.uk.</p>
  <p lang="cy">Rhywbeth o'i le? Tecstiwch yr hyn sy'n gywir atom. Gallwch gwyno wrth y Comisiynydd Gwybodaeth, ico.org.uk.</p>`,
  )

export const endedPage = (us: string): Html =>
  frame(
    us,
    'This link has ended',
    html`<h1>This link has ended</h1>
  <p>Private links last a week, and a new one ends the one before. Text “what do you know about me” to ${us} for another.</p>
  <p lang="cy">Mae'r ddolen hon wedi dod i ben. Mae dolenni preifat yn para wythnos. Tecstiwch “beth ydych chi'n ei wybod amdanaf” at ${us} am un arall.</p>`,
  )
