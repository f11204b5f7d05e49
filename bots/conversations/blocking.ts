import type { Need } from '../../core/needs/need.ts'
import { readBlockWish } from '../understand/blocking.ts'
import { readRequest } from '../understand/request.ts'
import { type Context, reply, type State, type Step } from './types.ts'

/**
 * BLOCK and REPORT, from either side of a job: nothing more passes between the two. Only where words could pass, or could
 * in the last days; anywhere else it is read as what it says.
 */
export function blocking(state: State, text: string, context: Context): Step | null {
  const wish = readBlockWish(text)
  if (wish === null || (wish.name !== null && readRequest(text).kinds.length > 0)) return null
  const { need, others } = acrossFrom(context)
  if (need === null)
    return /^\W*(?:block|report)\W*$/i.test(text) ? { state, say: [reply((p) => p.blockNobody())], commands: [] } : null
  return { state, say: [], commands: [{ do: 'block', need, others, ...wish, text }] }
}

/** Who is, or lately was, at the other end: of a job of theirs, or of a request of theirs. The latest need counts. */
function acrossFrom({ person, about, needs }: Context): { need: string | null; others: readonly string[] } {
  const jobs = [...person.closed, ...person.items].filter(({ purpose }) => purpose === 'assignment')
  const job = jobs.at(-1) && about.get(jobs.at(-1)!.about)
  if (job && job.reporter !== person.id) return { need: job.id, others: [job.reporter] }
  const own = [...about.values(), ...needs].filter((need) => need.reporter === person.id && coming(need).length > 0)
  const last = own.at(-1)
  return last ? { need: last.id, others: coming(last) } : { need: null, others: [] }
}

const coming = (need: Need): string[] => [...new Set(need.assignments.map(({ person }) => person))]
