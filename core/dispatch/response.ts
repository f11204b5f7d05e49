/** Where the stretches of waiting begin, in seconds since the ask; the last has no end. */
export const stretchesS = [0, 30, 60, 120, 240, 480, 900, 1_800, 3_600, 7_200, 14_400, 43_200] as const

/**
 * How people answer, by how long ago they were asked: yeses and noes per 10⁹ seconds of somebody waiting, for each of
 * `stretchesS`. Integers, so that a choice made from a table can be written down and made again.
 */
export interface ResponseTable {
  readonly yes: readonly number[]
  readonly no: readonly number[]
}

/** Somebody's standing: how long ago they were asked, and how much likelier than usual a yes is, in parts per million. */
export interface Standing {
  readonly ageS: number
  readonly factorPpm: number
}

/** The chance, in parts per million, that somebody silent at `ageS` says yes within the next `withinS` seconds. */
export function chancePpm(table: ResponseTable, { ageS, factorPpm }: Standing, withinS: number): number {
  const untilS = ageS + withinS
  let [silent, yes] = [1, 0]
  for (let j = 0; j < stretchesS.length && stretchesS[j]! < untilS; j++) {
    const lengthS = Math.min(untilS, stretchesS[j + 1] ?? untilS) - Math.max(ageS, stretchesS[j]!)
    if (lengthS <= 0) continue
    const yesRate = table.yes[j]! * factorPpm * 1e-15
    const rate = yesRate + table.no[j]! * 1e-9
    if (rate === 0) continue
    const answered = silent * (1 - Math.exp(-rate * lengthS))
    yes += (answered * yesRate) / rate
    silent -= answered
  }
  return Math.round(yes * 1e6)
}

/** After how many seconds `share` of the yeses that come within `withinS` have come; whole seconds, at least 1. */
export function answeredByS(table: ResponseTable, share: number, withinS: number): number {
  const usual = { ageS: 0, factorPpm: 1_000_000 }
  const wanted = share * chancePpm(table, usual, withinS)
  let [low, high] = [1, Math.max(1, Math.round(withinS))]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (chancePpm(table, usual, middle) >= wanted) high = middle
    else low = middle + 1
  }
  return low
}
