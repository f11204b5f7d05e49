import type { Json } from '../../core/ledger/canonical.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Command } from '../conversations/types.ts'
import type { Turn } from './turn.ts'

const metresPerMile = 1609.344

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
