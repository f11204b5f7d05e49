import { z } from 'zod'
import { isApiBase } from './base-address.ts'
import { inTime } from './in-time.ts'
import type { Here } from './planner-actions.ts'
import { type DeskAnswer, type Form, failed, forPlannersOnly, type PlannerDesk } from './planner-desk.ts'
import type { SlackWeb } from './slack-web.ts'
import { escaped } from './slack-words.ts'

export interface SlackDeskConfig {
  readonly desk: PlannerDesk
  readonly web: SlackWeb
  /** User groups whose members are planners. */
  readonly groups: readonly string[]
  readonly now: () => Date
  /** How long something may take before it is answered that the answer follows. */
  readonly withinMs: number
}

/** Answers `/muster …` and its forms; undefined where a payload is neither. */
export type SlackDesk = (payload: unknown) => Promise<object | undefined>

const id = z.string().regex(/^[A-Z0-9]{2,40}$/)

const command = z.object({
  command: z.literal('/muster'),
  user_id: id,
  trigger_id: z.string(),
  team_id: id,
  channel_id: id,
  response_url: z.string().refine(isApiBase).optional().catch(undefined),
  text: z.string().default(''),
})

const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id }),
  view: z.object({
    id: z.string().optional(),
    callback_id: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.looseObject({ value: z.string().nullish() }))),
    }),
  }),
})

/** Slack shows an error after three seconds. */
const askWithinMs = 1_200

/** What only whoever asked sees. */
const ephemeral = (text: string) => ({ response_type: 'ephemeral', text: escaped(text) })

export function slackDesk({ desk, web, groups, now, withinMs }: SlackDeskConfig): SlackDesk {
  const isPlanner = membership(web, groups, now)
  const by = (user: string) => ({ channel: 'slack', id: user })
  const answer = async (asked: z.infer<typeof command>): Promise<object> => {
    if (!(await isPlanner(asked.user_id))) return ephemeral(forPlannersOnly)
    return shown(web, asked.trigger_id, await desk.command(by(asked.user_id), asked.text, hereOf(asked)))
  }
  const take = async ({ user, view }: z.infer<typeof submission>): Promise<object> => {
    if (!(await isPlanner(user.id))) return updated(forPlannersOnly)
    const values = Object.entries(view.state.values).map(([block, { value }]) => [block, value?.value ?? ''])
    const done = await desk.submit(by(user.id), view.callback_id, Object.fromEntries(values))
    return 'say' in done ? updated(done.say) : { response_action: 'errors', errors: { [done.field]: done.wrong } }
  }
  return async (payload) => {
    const asked = command.safeParse(payload).data
    if (asked) {
      const afterwards = (said: object = ephemeral(failed)) => answerLater(web, asked, said)
      return inTime(answer(asked), { withinMs, meanwhile: ephemeral('One moment: the answer follows.'), afterwards })
    }
    const submitted = submission.safeParse(payload).data
    if (!submitted) return undefined
    const afterwards = (done: object = updated(failed)) => showLater(web, submitted, done)
    return inTime(take(submitted), {
      withinMs,
      meanwhile: updated('One moment: what became of it follows.'),
      afterwards,
    })
  }
}

/** A form that was opened meanwhile needs no words. */
async function answerLater(web: SlackWeb, { response_url: url }: z.infer<typeof command>, said: object) {
  if (url !== undefined && Object.keys(said).length > 0) await web.respond(url, said)
}

const outcome = z.object({
  view: z.object({ blocks: z.array(z.object({ text: z.object({ text: z.string() }) })) }).optional(),
  errors: z.record(z.string(), z.string()).optional(),
})

/** What became of a form, where it stood; in a message to whoever filled it in, where that was closed meanwhile. */
async function showLater(web: SlackWeb, { user, view }: z.infer<typeof submission>, done: object): Promise<void> {
  const { view: shownNow, errors } = outcome.parse(done)
  const text = shownNow?.blocks[0]?.text.text ?? [...Object.values(errors ?? {}), 'Nothing was entered.'].join(' ')
  const changed = await web.call('views.update', { view_id: view.id ?? '', view: updated(text).view })
  if (!changed.ok) await web.call('chat.postMessage', { channel: user.id, text: escaped(text) })
}

/** A direct message is no channel. */
const hereOf = ({ team_id: server, channel_id: place }: z.infer<typeof command>): Here | null =>
  place.startsWith('D') ? null : { server, place }

async function shown(web: SlackWeb, trigger: string, answered: DeskAnswer): Promise<object> {
  if ('say' in answered) return ephemeral(answered.say)
  const view = viewOf(answered.form)
  const opened = await web.call('views.open', { trigger_id: trigger, view }, AbortSignal.timeout(askWithinMs))
  return opened.ok ? {} : ephemeral('Slack did not open the form. Please try again.')
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })

const viewOf = ({ id: callback_id, title, fields }: Form) => ({
  type: 'modal',
  callback_id,
  title: plain(title),
  submit: plain('Enter'),
  close: plain('Cancel'),
  blocks: fields.map((field) => ({
    type: 'input',
    block_id: field.id,
    label: plain(field.label),
    optional: field.optional ?? false,
    element: { type: 'plain_text_input', action_id: 'value', multiline: field.long ?? false, max_length: 3_000 },
  })),
})

/** The form becomes what is said: a submission has no other way of being answered. */
const updated = (text: string) => ({
  response_action: 'update',
  view: {
    type: 'modal',
    title: plain('Muster'),
    close: plain('Close'),
    blocks: [{ type: 'section', text: plain(text) }],
  },
})

const members = z.object({ users: z.array(z.string()) })

const rememberMs = 60_000

/** Who is in the groups, asked for at most once a minute; nobody while Slack does not say. */
function membership(web: SlackWeb, groups: readonly string[], now: () => Date) {
  const known = new Map<string, { readonly users: readonly string[]; readonly untilMs: number }>()
  const usersOf = async (usergroup: string): Promise<readonly string[]> => {
    const before = known.get(usergroup)
    if (before && before.untilMs > now().getTime()) return before.users
    const listed = await web.call('usergroups.users.list', { usergroup }, AbortSignal.timeout(askWithinMs))
    const users = listed.ok ? members.safeParse(listed.value).data?.users : undefined
    if (users) known.set(usergroup, { users, untilMs: now().getTime() + rememberMs })
    return users ?? []
  }
  return async (user: string): Promise<boolean> =>
    (await Promise.all(groups.map(usersOf))).some((users) => users.includes(user))
}
