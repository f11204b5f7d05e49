import { Hono } from 'hono'
import { html } from 'hono/html'
import type { LedgerCopy } from '../../core/ledger/copy.ts'

export interface PublicLedger {
  readonly copy: LedgerCopy
  /** What texts call us. */
  readonly name: string
  readonly origin: string
}

const forever = 'public, max-age=31536000, immutable'
const moments = 'public, max-age=2'
const text = 'text/plain; charset=utf-8'

/**
 * `/ledger`: what it is, for people; `/ledger/vkey`, `/ledger/checkpoint` and `/ledger/tile/…` for whoever checks it, as
 * c2sp.org/tlog-tiles has them. Leaves are commitments: nothing of an entry can be read from them.
 */
export function ledgerRoutes({ copy, name, origin }: PublicLedger): Hono {
  const app = new Hono()
  app.get('/ledger', async (c) => {
    const [vkey, checkpoint] = await Promise.all(['vkey', 'checkpoint'].map((path) => copy.read(path)))
    return c.html(page({ name, origin, vkey: String(vkey).trim(), checkpoint: checkpoint ? String(checkpoint) : null }))
  })
  const serve = (path: string, type: string, cached: string) =>
    app.get(`/ledger/${path}`, async (c) => {
      const bytes = await copy.read(c.req.path.slice('/ledger/'.length))
      const cors = { 'access-control-allow-origin': '*' }
      if (!bytes) return c.text('There is nothing here.\n', 404, { ...cors, 'cache-control': 'no-store' })
      return c.body(new Uint8Array(bytes), 200, { ...cors, 'content-type': type, 'cache-control': cached })
    })
  serve('vkey', text, moments)
  serve('checkpoint', text, moments)
  serve('tile/*', 'application/octet-stream', forever)
  return app
}

const page = (p: { name: string; origin: string; vkey: string; checkpoint: string | null }) => html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The log of ${p.name}</title></head>
<body><main>
<h1>The log of ${p.name}</h1>
<p>Everything that is said and done here is written into a log that can only grow. This is its public side: for each entry a
sealed commitment, without any name, number, place or word, and a signed head over all of them. Whoever keeps a copy of a
head can show later whether anything that stood in the log then was changed, taken out, added or moved.</p>
<h2>The key</h2>
<p>The log signs with this key. Ask for it over a second way too, a letter or the telephone, and compare.</p>
<p><code>${p.vkey}</code></p>
<h2>The newest head</h2>
${p.checkpoint === null ? html`<p>Nothing is signed yet.</p>` : html`<pre>${p.checkpoint}</pre>`}
<h2>To check it</h2>
<ul>
<li><a href="/ledger/checkpoint">/ledger/checkpoint</a> is the signed head, as c2sp.org/tlog-checkpoint</li>
<li><code>/ledger/tile/…</code> are the hashes and commitments under it, as c2sp.org/tlog-tiles</li>
<li><a href="/ledger/vkey">/ledger/vkey</a> is the key</li>
</ul>
<p>Any program that reads those formats can check it; so can <code>npm run ledger -- verify</code> of Muster, with the address of this page (${p.origin}).</p>
</main></body>
</html>`
