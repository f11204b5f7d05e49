import type { PlannerActions } from '../../adapters/channels/planner-actions.ts'
import { type Form, plannerDesk, type Values } from '../../adapters/channels/planner-desk.ts'
import type { Address } from '../../core/channel.ts'

/** The planners' commands where there are no forms: each field is asked for in turn, an empty answer or "-" leaves it out. */
export interface DeskByText {
  /** What a planner is told; null when these words are no command and answer no field. */
  answer(by: Address, words: string): Promise<string | null>
}

interface Filling {
  readonly form: Form
  readonly values: Values
}

const command = /^\/muster\b\s*(.*)$/i

export function deskByText(actions: PlannerActions): DeskByText {
  const desk = plannerDesk(() => actions, null)
  const filling = new Map<string, Filling>()

  const ask = (by: string, { form, values }: Filling): string => {
    const field = form.fields[Object.keys(values).length]!
    filling.set(by, { form, values })
    return `${form.title}. ${field.label}?${field.optional ? ' - leaves it out.' : ''}`
  }

  async function fill(by: Address, { form, values }: Filling, words: string): Promise<string> {
    const field = form.fields[Object.keys(values).length]!
    const given = { ...values, [field.id]: words.trim() === '-' ? '' : words.trim() }
    if (Object.keys(given).length < form.fields.length) return ask(by.id, { form, values: given })
    filling.delete(by.id)
    const done = await desk.submit(by, form.id, given)
    return 'say' in done ? done.say : `${done.wrong} Nothing was entered.`
  }

  return {
    answer: async (by, words) => {
      const open = filling.get(by.id)
      const given = command.exec(words)
      if (!given) return open ? fill(by, open, words) : null
      filling.delete(by.id)
      const answer = await desk.command(by, given[1]!, null)
      return 'say' in answer ? answer.say : ask(by.id, { form: answer.form, values: {} })
    },
  }
}
