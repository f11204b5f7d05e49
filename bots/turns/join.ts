import { metresPerMile } from '../../core/geo/distance.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import type { HoursRange } from '../../core/matching/hours.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Command } from '../conversations/types.ts'
import type { Turn } from './turn.ts'

/** Enters a volunteer who joined by text, or changes what they said before. New ones are unconfirmed. */
export async function join(turn: Turn, { given, radiusMiles }: Extract<Command, { do: 'join' }>): Promise<void> {
  const { person } = turn.sender!
  const { volunteer, away, language } = await turn.person(person)
  const skills = given.skills ?? []
  const profile: Profile = {
    name: given.name ?? '',
    lat: given.point!.lat,
    lon: given.point!.lon,
    radiusM: Math.round(radiusMiles * metresPerMile),
    hours: [],
    languages: language === 'en' ? [] : [language],
    otherSkills: [],
  }
  const sealed = await turn.unit.seal(profile as unknown as Json, [person])
  const fact = personFact(person)
  if (volunteer) {
    const { vetting, vettingExpires, vehicle } = volunteer
    await turn.decide([fact('volunteer_changed', { profile: sealed, skills, vetting, vettingExpires, vehicle })])
    if (away) await turn.decide([fact('came_back', {})])
  } else {
    await turn.decide([
      fact('volunteer_joined', {
        profile: sealed,
        skills,
        vetting: 'none',
        vettingExpires: null,
        vehicle: skills.includes('lift') ? 'car' : 'none',
        unconfirmed: true,
        introduced: true,
        over18: true,
        consentAt: turn.now,
      }),
      fact('notice_given', { wording: 'join/1' }),
    ])
  }
  turn.reply({
    purpose: 'reply',
    text: (p) => (volunteer ? p.joinedAgain(skills, radiusMiles) : p.joined(skills, radiusMiles)),
  })
}

/** Back from being away, and asked about everything again. */
export async function comeBack(turn: Turn): Promise<void> {
  const { person: id } = turn.sender!
  const { muted } = await turn.person(id)
  const fact = personFact(id)
  await turn.decide([fact('came_back', {}), ...(muted.length > 0 ? [fact('topics_joined', { kinds: muted })] : [])])
}

/** From now on the sender is asked at these hours only. */
export async function limitHours(turn: Turn, hours: HoursRange): Promise<void> {
  const { person } = turn.sender!
  const { volunteer } = await turn.person(person)
  const profile = volunteer && (await turn.unit.open<Profile>(volunteer.profile))
  if (!profile) return
  const sealed = await turn.unit.seal({ ...profile, hours: [hours] } as unknown as Json, [person])
  const { skills, vetting, vettingExpires, vehicle } = volunteer
  await turn.decide([
    personFact(person)('volunteer_changed', { profile: sealed, skills, vetting, vettingExpires, vehicle }),
  ])
}
