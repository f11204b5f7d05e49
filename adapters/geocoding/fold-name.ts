const short: Readonly<Record<string, string>> = {
  st: 'street',
  rd: 'road',
  ln: 'lane',
  ave: 'avenue',
  av: 'avenue',
  cres: 'crescent',
  terr: 'terrace',
  dr: 'drive',
  ct: 'court',
  pl: 'place',
  sq: 'square',
  gdns: 'gardens',
}

/** A name as it is looked for: 'St. Mary’s Rd' and 'Saint Marys Road' are both 'st marys road'. */
export function foldName(name: string): string {
  const words = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word === 'saint' ? 'st' : word))
  const last = words.length > 1 ? short[words.at(-1)!] : undefined
  return (last ? [...words.slice(0, -1), last] : words).join(' ')
}
