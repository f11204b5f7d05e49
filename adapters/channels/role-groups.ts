/** What a group of a workspace or a role of a server may be to us. */
export type PlannerRole = 'planner'

/**
 * Reads `S0123=planner,S0456=planner`: ids of groups or roles, never names, which anybody can take. Undefined where it
 * is anything else.
 */
export function parseRoleGroups(text: string, id: RegExp): ReadonlyMap<string, PlannerRole> | undefined {
  const pairs = text.split(',').map((pair) => pair.trim().split('='))
  const isRight = pairs.every(
    ([group = '', role, ...more]) => id.test(group) && role === 'planner' && more.length === 0,
  )
  return isRight ? new Map(pairs.map(([group = '']) => [group, 'planner'])) : undefined
}
