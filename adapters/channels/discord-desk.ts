import { Routes } from 'discord.js'
import { z } from 'zod'
import { answers, ephemeral, type Interaction, say, whoActs } from './discord-inbound.ts'
import type { DiscordRest } from './discord-rest.ts'
import { inTime } from './in-time.ts'
import type { Here } from './planner-actions.ts'
import { commands, type Form, failed, forPlannersOnly, type PlannerDesk, type Values } from './planner-desk.ts'

/** Answers `/muster …` and its forms; undefined where an interaction is neither. */
export type DiscordDesk = (interaction: Interaction) => Promise<object | undefined>

const types = { command: 2, form: 5 } as const
const subcommand = 1
const text = 3

/** What Discord is told once, so that it offers the commands. */
export const musterCommand = {
  name: 'muster',
  description: 'For planners',
  contexts: [0],
  options: commands.map(({ name, does }) => ({
    type: subcommand,
    name,
    description: does.slice(0, 100),
    options: [{ type: text, name: 'words', description: 'What follows', required: false, max_length: 200 }],
  })),
}

const command = z.object({
  name: z.literal('muster'),
  options: z.array(
    z.object({ name: z.string(), options: z.array(z.looseObject({ value: z.string().optional() })).default([]) }),
  ),
})

const submission = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ components: z.array(z.object({ custom_id: z.string(), value: z.string() })) })),
})

/** `roles`: ids of the server's roles whose holders are planners; in a direct message nobody holds one. */
export function discordDesk(desk: PlannerDesk, roles: readonly string[]): DiscordDesk {
  return async (interaction) => {
    const { type, data, member } = interaction
    const user = whoActs(interaction)
    const asked = type === types.command ? command.safeParse(data).data : undefined
    const submitted = type === types.form ? submission.safeParse(data).data : undefined
    if (user === undefined || !(asked || submitted)) return undefined
    if (!member?.roles.some((role) => roles.includes(role))) return say(forPlannersOnly)
    const by = { channel: 'discord', id: user }
    if (asked) return answerTo(await desk.command(by, wordsOf(asked), hereOf(interaction)))
    return submitted && taken(desk, by, submitted)
  }
}

/** The same desk, which says that the answer follows where it takes long, and then writes it in that place. */
export const answeringInTime =
  (desk: DiscordDesk, rest: DiscordRest, withinMs: number): DiscordDesk =>
  (interaction) => {
    const { application_id: us, token } = interaction
    const afterwards = async (answer: object = say(failed)) => {
      const { data } = 'type' in answer && answer.type === answers.form ? say('Please try again.') : (answer as Said)
      const { flags: _same, ...body } = data
      await rest.attempt((api) => api.patch(Routes.webhookMessage(us, token, '@original'), { body, auth: false }))
    }
    const meanwhile = { type: answers.sayLater, data: { flags: ephemeral } }
    return inTime<object | undefined>(desk(interaction), { withinMs, meanwhile, afterwards })
  }

type Said = ReturnType<typeof say>

const hereOf = ({ guild_id: server, channel_id: place }: Interaction): Here | null =>
  server === undefined || place === undefined ? null : { server, place }

const wordsOf = ({ options: [sub] }: z.infer<typeof command>): string =>
  sub === undefined ? '' : [sub.name, ...sub.options.map(({ value = '' }) => value)].join(' ')

const answerTo = (answer: Awaited<ReturnType<PlannerDesk['command']>>): object =>
  'say' in answer ? say(answer.say) : { type: answers.form, data: modalOf(answer.form) }

const modalOf = ({ id: custom_id, title, fields }: Form) => ({
  custom_id,
  title,
  components: fields.map(({ id, label, long, optional }) => ({
    type: 1,
    components: [{ type: 4, custom_id: id, label, style: long ? 2 : 1, required: !optional, max_length: 1_500 }],
  })),
})

/** A form that is wrong cannot be opened again, so what was typed is given back. */
async function taken(desk: PlannerDesk, by: { channel: string; id: string }, form: z.infer<typeof submission>) {
  const typed = form.components.flatMap(({ components }) => components)
  const values: Values = Object.fromEntries(typed.map(({ custom_id: id, value }) => [id, value]))
  const done = await desk.submit(by, form.custom_id, values)
  if ('say' in done) return say(done.say)
  const lines = typed.filter(({ value }) => value !== '').map(({ custom_id: id, value }) => `${id}: ${value}`)
  return say([done.wrong, 'You wrote:', ...lines].join('\n'))
}
