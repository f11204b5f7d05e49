import type { PlacedRow } from '../../bots/turns/enter-volunteers.ts'

const perRow = 30

/** 900 volunteers who help in floods, on a grid around the places the texts name. */
export const volunteers = (): PlacedRow[] =>
  Array.from({ length: perRow * perRow }, (_, i) => {
    const at = { lat: 51.9 + (i % perRow) * 0.006, lon: -2.25 + Math.floor(i / perRow) * 0.006 }
    return {
      line: i + 1,
      name: `Volunteer ${i + 1}`,
      phone: `+4478${10_000_000 + i}`,
      postcode: null,
      point: at,
      at,
      radiusM: 5_000,
      skills: ['flood_help'],
      otherSkills: [],
      vetting: 'none',
      vettingExpires: null,
      vehicle: 'none',
      languages: [],
      hours: [],
      over18: true,
      consentAt: null,
      source: 'bench',
      externalId: null,
      email: null,
    }
  })
