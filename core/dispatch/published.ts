import type { Kind } from '../kinds.ts'
import { type ResponseTable, stretchesS } from './response.ts'

/**
 * What is known of how volunteers answer before any of ours has: published rates, the start of all learning.
 *
 * `yesPpm`: of 76 % who see an alert 38 % accept, which lies inside the 17 to 47 % that studies report for one alert
 * (Khalemsky et al 2023, JMIR mHealth 11:e41551). `noPpm`: that half of the rest say so is an assumption.
 * `medianS` by day and night, for what is pressing: turnout after an alert, 4,138 operations (Region der Lebensretter
 * 2025, Resuscitation, doi 10.1016/j.resuscitation.2025.110772). That an ordinary request is answered five times as
 * slowly, and the spread, are assumptions: no study of texts to neighbours was found.
 */
export const published = {
  yesPpm: 289_000,
  noPpm: 350_000,
  medianS: { day: 102, night: 142 },
  ordinarySlower: 5,
  spread: 1.1,
} as const

/** Whether a kind is answered at once or when there is a moment for it. */
export type AnswerPace = Kind['answered']

/** The table of answers that the published numbers give, for log-normal delays. */
export function publishedTable(pace: AnswerPace, hour: 'day' | 'night' = 'day'): ResponseTable {
  const medianS = published.medianS[hour] * (pace === 'ordinary' ? published.ordinarySlower : 1)
  return logNormalTable({ ...published, medianS })
}

/** The table of people who answer after log-normal delays of this median and spread (standard deviation of the logarithm). */
export function logNormalTable(of: {
  readonly yesPpm: number
  readonly noPpm: number
  readonly medianS: number
  readonly spread: number
}): ResponseTable {
  const [p, q] = [of.yesPpm / 1e6, of.noPpm / 1e6]
  const answeredBy = (s: number) => normal(Math.log(s / of.medianS) / of.spread)
  const rates = stretchesS.map((fromS, j) => {
    const toS = stretchesS[j + 1] ?? 2 * fromS
    const [before, after] = [fromS === 0 ? 0 : answeredBy(fromS), answeredBy(toS)]
    const total = Math.log((1 - (p + q) * before) / (1 - (p + q) * after)) / (toS - fromS)
    return { yes: Math.round((total * p * 1e9) / (p + q)), no: Math.round((total * q * 1e9) / (p + q)) }
  })
  return { yes: rates.map((r) => r.yes), no: rates.map((r) => r.no) }
}

/** The standard normal distribution, within 7.5e-8 (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z >= 0 ? 1 - tail : tail
}
