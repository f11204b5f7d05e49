import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { findSession, sessionMs } from '../../db/sessions.ts'
import { staffProfiles } from '../../db/unsealed.ts'
import { type ConsoleDeps, type Ctx, type Env, reading } from './desk.ts'

const cookie = 'muster_session'

/** Nothing but our own script and style, in no frame, kept by nobody. Forms keep their Origin: `same-origin`. */
export const headers = createMiddleware<Env>(async (c, next) => {
  await strict(c, next)
  c.header('Cache-Control', 'no-store')
})

const strict = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
})

/** Forms are taken from our own pages only. */
export const sameOrigin = ({ publicUrl }: ConsoleDeps) => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin
  const check = csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin })
  return createMiddleware<Env>(async (c, next) => {
    const type = c.req.header('content-type') ?? 'text/plain'
    if (c.req.method === 'POST' && !type.startsWith('application/x-www-form-urlencoded')) throw new HTTPException(403)
    return check(c, next)
  })
}

/** Lets nobody past who is not signed in, or has still to choose a password. */
export const signedIn = (deps: ConsoleDeps) =>
  createMiddleware<Env>(async (c, next) => {
    const token = getCookie(c, cookie)
    const session = token ? await findSession(deps.pool, deps.authority, token, deps.now()) : null
    if (!session) return c.req.path === '/console/events' ? c.body(null, 204) : c.redirect('/console/sign-in', 303)
    const { account, mustChange } = session
    const profile = (await staffProfiles(reading(deps), [account])).get(account.id)
    c.set('staff', { id: account.id, name: profile?.name ?? 'Planner', mustChange })
    const leaving = c.req.path === '/console/password' || c.req.path === '/console/sign-out'
    if (mustChange && !leaving) return c.redirect('/console/password', 303)
    await next()
  })

const attributes = ({ publicUrl }: ConsoleDeps) =>
  ({
    path: '/console',
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl?.startsWith('https:') ?? false,
  }) as const

export const giveCookie = (c: Ctx, deps: ConsoleDeps, token: string): void =>
  setCookie(c, cookie, token, { ...attributes(deps), maxAge: sessionMs / 1000 })

export const takeCookie = (c: Ctx, deps: ConsoleDeps): string | undefined => {
  const token = getCookie(c, cookie)
  setCookie(c, cookie, '', { ...attributes(deps), maxAge: 0 })
  return token
}
