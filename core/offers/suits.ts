/** What makes people ill or what they do not eat: the 14 allergens of UK food law, and what diets forbid. */
export const foods = [
  ...(['meat', 'pork', 'fish', 'shellfish', 'eggs', 'milk', 'honey', 'alcohol'] as const),
  ...(['nuts', 'peanuts', 'gluten', 'soya', 'sesame', 'celery', 'mustard', 'lupin', 'sulphites'] as const),
] as const
export type Food = (typeof foods)[number]

const forbiddenBy = {
  vegan: ['meat', 'pork', 'fish', 'shellfish', 'eggs', 'milk', 'honey'],
  vegetarian: ['meat', 'pork', 'fish', 'shellfish'],
  halal: ['pork', 'alcohol', 'meat'],
  kosher: ['pork', 'shellfish', 'meat'],
} as const satisfies Record<string, readonly Food[]>

export type DietName = keyof typeof forbiddenBy
export const dietNames = Object.keys(forbiddenBy) as readonly DietName[]

/** Allowed when it is prepared as the diet asks: it rules nothing out by itself, but has to be said. */
const allowedIfSaid: Readonly<Partial<Record<DietName, readonly Food[]>>> = { halal: ['meat'], kosher: ['meat'] }

/** What those who are to eat said they must not. Nothing in any of the three: they eat everything. */
export interface Diet {
  readonly diets: readonly DietName[]
  readonly without: readonly Food[]
  /** What we could not read as any of `foods`, in their words: only a person can judge it. */
  readonly other: string | null
}

/** What is in an offered meal, as its cook said. */
export interface Contents {
  readonly holds: readonly Food[]
  readonly diets: readonly DietName[]
  /** The cook was asked about every one of `foods` and we read all of the answer: what is not named is not in it. */
  readonly complete: boolean
}

/**
 * Whether a meal may be eaten by those who asked for it: yes, no, or nobody has said.
 *
 * Only a yes may be acted on. Who eats everything may eat what nobody knows the contents of. A word such as "vegan" tells
 * of the diet alone: it is no promise about an allergen that may have come in by the way.
 */
export function suits(diet: Diet | undefined, meal: Contents | undefined): 'yes' | 'no' | 'unknown' {
  if (!diet) return 'unknown'
  if (conflicts(diet, meal?.holds ?? [])) return 'no'
  const clear =
    diet.other === null &&
    diet.diets.every((name) => meal !== undefined && keeps(meal, name)) &&
    diet.without.every(() => meal?.complete === true)
  return clear ? 'yes' : 'unknown'
}

function conflicts({ diets, without }: Diet, holds: readonly Food[]): boolean {
  const never = diets.flatMap((name) => forbiddenBy[name].filter((food) => !allowedIfSaid[name]?.includes(food)))
  return holds.some((food) => without.includes(food) || never.includes(food as never))
}

const keeps = ({ holds, diets, complete }: Contents, name: DietName): boolean =>
  diets.includes(name) ||
  (name === 'vegetarian' && diets.includes('vegan')) ||
  (complete && name !== 'kosher' && !forbiddenBy[name].some((food) => holds.includes(food as never)))

/** Both together, of one table. */
export const joinDiets = (a: Diet | undefined, b: Diet | null): Diet | undefined =>
  a && b
    ? {
        diets: [...new Set([...a.diets, ...b.diets])],
        without: [...new Set([...a.without, ...b.without])],
        other: [a.other, b.other].filter((words) => words !== null).join('. ') || null,
      }
    : (b ?? a)

/** True when there is something that a cook has to be told. */
export const asksForCare = ({ diets, without, other }: Diet): boolean =>
  diets.length + without.length > 0 || other !== null
