import { z } from 'zod'

const share = z.number().min(0).max(1)

/** One setting to compare policies in; the fields of a file for `--scenario`. A policy sees none of them. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  seed: z.number().int(),
  /** Needs in one run. */
  needs: z.number().int().min(1).max(20_000),
  volunteers: z.number().int().min(1).max(50_000),
  areaKm2: z.number().positive(),
  /** People wanted for each need. */
  wanted: z.number().int().min(1).max(20),
  deadlineMin: z.number().positive(),
  /** The chance of a yes next door, and at `farKm` and beyond; it falls in a straight line between. */
  acceptanceNear: share,
  acceptanceFar: share,
  farKm: z.number().positive(),
  /** Answers come after a log-normal delay. */
  delayMedianS: z.number().positive(),
  delaySigma: z.number().min(0),
  /** The chance that somebody who said yes does not come. */
  noShow: share,
  night: z.boolean(),
  /** All needs within three days, as in a flood; otherwise one a day for every fifty volunteers. */
  surge: z.boolean().default(false),
  /** A kind that may break the cap of asks and asks as fast as texts go out. */
  lifeSafety: z.boolean().default(false),
})

export type Scenario = z.infer<typeof scenarioSchema>

const settlements = {
  village: { volunteers: 40, areaKm2: 12 },
  town: { volunteers: 250, areaKm2: 25 },
  city: { volunteers: 1_000, areaKm2: 60 },
}

const usual = { needs: 300, wanted: 1, deadlineMin: 45, farKm: 6, delaySigma: 1.1, noShow: 0.08 }
const later = { surge: false, lifeSafety: false }

function* everyday(): Generator<Scenario> {
  for (const [place, size] of Object.entries(settlements))
    for (const night of [false, true])
      for (const acceptance of [0.05, 0.17, 0.3, 0.47])
        yield {
          ...{ name: `${place}-${night ? 'night' : 'day'}-${acceptance.toFixed(2)}`, seed: 1, ...usual, ...later },
          ...{ ...size, night, delayMedianS: night ? 240 : 150 },
          ...{ acceptanceNear: acceptance * 1.2, acceptanceFar: acceptance * 0.6 },
        }
}

const flood = { ...usual, ...later, name: 'flood-surge', seed: 1, needs: 600, wanted: 2, surge: true, night: false }
const lives = { ...usual, ...later, seed: 1, night: false, lifeSafety: true, deadlineMin: 30, delayMedianS: 150 }

/** The settings that are run when no file is given. */
export const scenarios: readonly Scenario[] = [
  ...everyday(),
  { ...flood, volunteers: 1_500, areaKm2: 80, acceptanceNear: 0.36, acceptanceFar: 0.18, delayMedianS: 150 },
  ...[0.05, 0.17, 0.3, 0.47].map((acceptance) => ({
    ...{ ...lives, ...settlements.town, name: `life-safety-${acceptance.toFixed(2)}` },
    ...{ acceptanceNear: acceptance * 1.2, acceptanceFar: acceptance * 0.6 },
  })),
]
