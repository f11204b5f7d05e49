import { Hono } from 'hono'
import { html } from 'hono/html'

export interface Home {
  /** What texts call us. */
  readonly name: string
  /** Numbers and addresses to write to; none where there is none to tell. */
  readonly shown: readonly string[]
  readonly demo: boolean
  /** Whether there is a form to ask by. */
  readonly asks: boolean
}

/** `/`: what to text, for whoever comes by; in the demo, the demo. */
export function homeRoutes(home: Home): Hono {
  const app = new Hono()
  app.get('/', (c) => (home.demo ? c.redirect('/demo') : c.html(homePage(home))))
  return app
}

const homePage = ({ name, shown, asks }: Home) => html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title></head>
<body><main>
<h1>${name}</h1>
<p>Text what you need and a postcode${shown.length > 0 ? html` to <strong>${shown.join(' or ')}</strong>` : ''}, for example: “Flood water coming in, need sandbags, GL20 5BY”.</p>
${asks ? html`<p><a href="/ask">Ask for help on this page</a> · <a href="/gofyn" lang="cy" hreflang="cy">Gofyn am help</a></p>` : ''}
<p>We ask neighbours who can help, and text you when one says yes. To help others, text JOIN${asks ? html` or <a href="/join">join on this page</a> (<a href="/ymuno" lang="cy" hreflang="cy">ymuno</a>)` : ''}.</p>
<p><strong>Danger to life: call 999.</strong></p>
<p><a href="/console">For planners</a></p>
</main></body>
</html>`
