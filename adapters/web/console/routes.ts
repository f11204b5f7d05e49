import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { assetRoutes } from '../assets.ts'
import { accountRoutes } from './accounts.ts'
import { alertRoutes } from './alerts.ts'
import { boardRoutes } from './board.ts'
import { callRoutes } from './call.ts'
import { costRoutes } from './costs.ts'
import { type ConsoleDeps, type Env, frameOf, missing } from './desk.ts'
import { dutyRoutes } from './duty.ts'
import { eventRoutes } from './events.ts'
import { headers, sameOrigin, signedIn } from './guard.ts'
import { incidentRoutes } from './incidents.ts'
import { messagePage } from './layout.ts'
import { messageRoutes } from './message.ts'
import { needRoutes } from './need.ts'
import { personRoutes } from './person.ts'
import { privacyRoutes } from './privacy.ts'
import { ownRoutes, signInRoutes } from './sign-in.ts'

const largestForm = 32 * 1024

/** `/console` and `/assets`. Everything but the way in wants a session; every form comes from our own pages. */
export function consoleRoutes(deps: ConsoleDeps): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', assetRoutes())
  app.use('/console/*', headers, sameOrigin(deps), bodyLimit({ maxSize: largestForm }))
  signInRoutes(app, deps)
  app.use('/console/*', signedIn(deps))
  for (const routes of [ownRoutes, boardRoutes, needRoutes, messageRoutes, personRoutes]) routes(app, deps)
  for (const routes of [
    incidentRoutes,
    alertRoutes,
    costRoutes,
    callRoutes,
    dutyRoutes,
    privacyRoutes,
    accountRoutes,
    eventRoutes,
  ])
    routes(app, deps)
  app.all('/console/*', (c) => missing(c, deps))
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500
    if (status === 500) deps.report(error)
    return c.html(status === 403 ? refused(deps) : status === 500 ? failed(deps) : unreadable(deps), status)
  })
  return app
}

const refused = (deps: ConsoleDeps) =>
  messagePage(
    frameOf(deps, null),
    'Not accepted',
    'This form did not come from a page of the console. Open the console again and repeat what you did.',
  )

const unreadable = (deps: ConsoleDeps) =>
  messagePage(frameOf(deps, null), 'Not accepted', 'What was sent is too long or cannot be read.')

const failed = (deps: ConsoleDeps) =>
  messagePage(
    frameOf(deps, null),
    'Something went wrong',
    'It is our fault, and it has been noted. Nothing you typed was done by halves. Go back and try again.',
  )
