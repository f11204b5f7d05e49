import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

interface Asset {
  readonly type: string
  readonly bytes: string
  readonly url: string
}

const read = (name: string): Asset => {
  const bytes = readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8')
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  return { type: types[name.split('.').at(-1)!]!, bytes, url: `/assets/${name}?v=${digest}` }
}

const assets = new Map(
  ['console.css', 'console.js', 'demo.css', 'demo.js', 'my.css', 'my.js'].map((name) => [name, read(name)]),
)

/** The address of a file that pages need; it changes with the file, so that browsers may keep it for good. */
export const assetUrl = (name: string): string => assets.get(name)!.url

/** `/assets/NAME`, from memory. */
export function assetRoutes(): Hono {
  const app = new Hono()
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'))
    if (!asset) return c.text('There is no such file.', 404)
    return c.body(asset.bytes, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })
  return app
}
