export const roles = ['resident', 'volunteer', 'planner'] as const
export type Role = (typeof roles)[number]

/** Where a talk begins: whose words are typed, what the town is like, what was said before. */
export interface Scene {
  readonly you: string
  readonly about: string
  readonly setup: readonly string[]
  readonly before: readonly string[]
}

const places = ['place GL20 5BY 51.9912 -2.1598', 'place GL20 5BT 51.9931 -2.1571', 'place GL20 8AA 52.0100 -2.1400']

export const scenes: Readonly<Record<Role, Scene>> = {
  resident: {
    you: 'Ada',
    about: 'Ada lives at GL20 5BY. Sam and Priya, nearby, have said that they help; Olive is on duty.',
    setup: [...places, 'volunteer Sam 51.9931 -2.1571', 'volunteer Priya 51.9951 -2.1501', 'duty Olive'],
    before: [],
  },
  volunteer: {
    you: 'Sam',
    about: 'Sam helps in floods, near GL20 5BT. Ada, at GL20 5BY, has just asked for help; Olive is on duty.',
    setup: [...places, 'volunteer Sam 51.9931 -2.1571', 'duty Olive'],
    before: ['Ada> Flood water coming in, need sandbags, GL20 5BY', 'Ada> Ada Penfold, 3 Mill Lane'],
  },
  planner: {
    you: 'Olive',
    about:
      'Olive plans and is on duty. Ada, at GL20 5BY, has asked for help and nobody is free. /muster lists commands.',
    setup: [...places, 'duty Olive'],
    before: ['Ada> Flood water coming in, need sandbags, GL20 5BY', 'Ada> Ada Penfold, 3 Mill Lane'],
  },
}
