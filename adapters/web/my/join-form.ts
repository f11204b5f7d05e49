import { fail, ok, type Result } from '../../../core/result.ts'
import { toE164 } from '../../phone-number.ts'
import type { Problem } from '../console/parts.ts'
import type { JoinedHow } from './view.ts'
import type { PageWords } from './words.ts'

/** The volunteers' form as it was filled in. */
export interface JoinForm {
  readonly name: string
  readonly postcode: string
  readonly adult: boolean
  readonly skills: readonly string[]
  readonly miles: string
  readonly phone: string
  /** Only a machine fills this in. */
  readonly website: string
}

export const emptyJoin: JoinForm = {
  ...{ name: '', postcode: '', adult: false, skills: [], miles: '2', phone: '', website: '' },
}

export async function readJoin(request: Request): Promise<JoinForm> {
  const form = new URLSearchParams(await request.text())
  const given = (name: string): string => (form.get(name) ?? '').trim()
  return {
    ...{ name: given('name'), postcode: given('postcode'), adult: given('adult') === 'yes' },
    ...{ skills: form.getAll('skills'), miles: given('miles'), phone: given('phone'), website: given('website') },
  }
}

const farthestMiles = 50

/** Who joins and how, or everything that is wrong. `skills`: ids of the kinds that can be ticked. */
export function checkJoin(
  form: JoinForm,
  w: PageWords,
  skills: readonly string[],
): Result<Omit<JoinedHow, 'language'> & { readonly phone: string | null }, readonly Problem[]> {
  const phone = form.phone === '' ? null : toE164(form.phone)
  const ticked = skills.filter((id) => form.skills.includes(id)) as JoinedHow['skills']
  const miles = Number(form.miles.replace(',', '.'))
  const wrong: (Problem | false)[] = [
    (form.name === '' || form.name.length > 40) && { id: 'name', text: w.firstNameMissing },
    form.postcode === '' && { id: 'postcode', text: w.postcodeWrong },
    !form.adult && { id: 'adult', text: w.adultMissing },
    ticked.length === 0 && { id: `skill-${skills[0]}`, text: w.skillsMissing },
    !(miles > 0 && miles <= farthestMiles) && { id: 'miles', text: w.milesWrong },
    form.phone !== '' && phone === null && { id: 'phone', text: w.phoneWrong },
    form.website !== '' && { id: 'website', text: w.notEmpty },
  ]
  const problems = wrong.filter((one) => one !== false)
  return problems.length > 0
    ? fail(problems)
    : ok({ name: form.name, postcode: form.postcode, skills: ticked, miles, phone })
}
