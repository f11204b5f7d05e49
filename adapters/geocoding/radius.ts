/**
 * How far from its position a postcode's addresses may lie, metres, by the positional quality of Code-Point Open:
 * 10 is on an address of the postcode, 20 to 40 is near one, 50 and more is the middle of the sector or a guess.
 */
export function postcodeRadiusM(quality: number): number {
  if (quality < 20) return 100
  return quality < 50 ? 250 : 1_000
}
