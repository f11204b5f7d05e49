import { describe, expect, it } from 'vitest'
import { logNormalTable, publishedTable } from '../../../core/dispatch/published.ts'
import { answeredByS, chancePpm } from '../../../core/dispatch/response.ts'

const table = publishedTable('pressing')
const fresh = { ageS: 0, factorPpm: 1_000_000 }

describe('how people answer', () => {
  it('begins at the published numbers: 29 in a hundred say yes, half of them within 102 seconds', () => {
    expect(chancePpm(table, fresh, 86_400) / 1e6).toBeCloseTo(0.289, 2)
    expect(answeredByS(table, 0.5, 86_400)).toBeGreaterThan(90)
    expect(answeredByS(table, 0.5, 86_400)).toBeLessThan(115)
  })

  it.each([
    [0.02, 0.1, 60],
    [0.17, 0.4, 300],
    [0.8, 0.1, 900],
  ])('follows log-normal delays at the ends of its stretches: %f yes, %f no, median %i s', (yes, no, medianS) => {
    const spread = 1
    const made = logNormalTable({ yesPpm: yes * 1e6, noPpm: no * 1e6, medianS, spread })
    for (const [z, share] of [
      [-1, 0.1587],
      [0, 0.5],
      [1, 0.8413],
    ] as const) {
      const chance = chancePpm(made, fresh, medianS * Math.exp(z * spread)) / 1e6
      expect(Math.abs(chance - yes * share)).toBeLessThan(0.06 * yes)
    }
  })

  it('is split without loss: a yes by ten minutes is one in the first three, or silence and one in the next seven', () => {
    const [three, ten] = [chancePpm(table, fresh, 180), chancePpm(table, fresh, 600)]
    const later = chancePpm(table, { ...fresh, ageS: 180 }, 420)
    expect(later).toBeGreaterThan(0)
    expect(later).toBeGreaterThan(ten - three) // given silence, which is less than certain
    expect(later).toBeLessThan(ten)
  })

  it('falls with silence, grows with time and with the person', () => {
    const within = (ageS: number, factorPpm: number) => chancePpm(table, { ageS, factorPpm }, 600)
    expect(within(0, 1e6)).toBeGreaterThan(within(600, 1e6))
    expect(within(600, 1e6)).toBeGreaterThan(within(7_200, 1e6))
    expect(within(0, 2e6)).toBeGreaterThan(within(0, 1e6))
    expect(chancePpm(table, fresh, 0)).toBe(0)
  })
})
