const slips = [
  (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
  (word: string, at: number) => word.slice(0, at) + word[at] + word.slice(at),
  (word: string, at: number) => word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1),
  (word: string, at: number, chance: () => number) =>
    word.slice(0, at) + String.fromCharCode(97 + Math.floor(chance() * 26)) + word.slice(at + 1),
]

/**
 * The text with a share of its words misspelt by one slip each: a letter left out, doubled, changed, or two swapped. The
 * first letter stays; words of two letters too. `chance` gives numbers from 0 up to 1.
 */
export const misspell = (text: string, share: number, chance: () => number): string =>
  text.replaceAll(/\p{L}{3,}/gu, (word) => {
    if (chance() >= share) return word
    const at = 1 + Math.floor(chance() * (word.length - 1))
    return slips[Math.floor(chance() * slips.length)]!(word, at, chance)
  })
