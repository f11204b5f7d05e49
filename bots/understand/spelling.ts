import { lastKept } from './fold.ts'
import { plain } from './words/index.ts'

/** Text speak, dialect and dictation, as the readers here spell it. */
const spoken: Readonly<Record<string, string>> = {
  any1: 'anyone',
  anybodys: "anybody's",
  sum1: 'someone',
  som1: 'someone',
  some1: 'someone',
  sumone: 'someone',
  summon: 'someone',
  sumdy: 'somebody',
  sumbody: 'somebody',
  pls: 'please',
  plz: 'please',
  plss: 'please',
  ppl: 'people',
  u: 'you',
  ur: 'your',
  yer: 'you',
  yous: 'you',
  '2day': 'today',
  '2nite': 'tonight',
  tonite: 'tonight',
  '2moro': 'tomorrow',
  tomoz: 'tomorrow',
  tmrw: 'tomorrow',
  tomorow: 'tomorrow',
  giz: 'give us',
  gizza: 'give us a',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'got to',
  wiv: 'with',
  wi: 'with',
  frae: 'from',
  sum: 'some',
  wot: 'what',
  ar: 'our',
  mam: 'mum',
  mams: "mum's",
  mammy: 'mum',
  gran: 'nan',
  nana: 'nan',
  granny: 'nan',
  bairn: 'child',
  bairns: 'children',
  wean: 'child',
  weans: 'children',
  childrens: 'children',
  nowt: 'nothing',
  leccy: 'electric',
  lecky: 'electric',
  lekky: 'electric',
  electrics: 'electric',
  watter: 'water',
  comin: 'coming',
  gerrin: 'getting',
  gettin: 'getting',
  goin: 'going',
  breathin: 'breathing',
  breath: 'breathe',
  drian: 'drain',
  drians: 'drains',
  tabs: 'tablets',
  meds: 'medication',
  docs: 'doctors',
  hosp: 'hospital',
  cannae: "can't",
  canny: "can't",
  dinnae: "don't",
  theyre: "they're",
  floded: 'flooded',
  fludded: 'flooded',
  neighbor: 'neighbour',
  neighbors: 'neighbours',
  center: 'centre',
  snaw: 'snow',
  urgnt: 'urgent',
  hlp: 'help',
  luv: 'love',
}

/** Words that are worth finding under a slip of one letter: what is wanted, and what is dangerous. */
const repaired = (
  'sandbag sandbags flooding flooded evacuate evacuated evacuation prescription prescriptions medicine medicines ' +
  'medication tablets pharmacy chemist insulin inhaler shopping groceries supermarket electric electricity generator ' +
  'heating blackout appointment hospital wheelchair unconscious unresponsive collapsed breathing drowning trapped ' +
  'bleeding suicide choking overdose seizure stranded lonely company blocked urgently isolating isolated portions ' +
  'lasagne casserole neighbour somebody someone anybody anyone everyone rubbish debris furniture transport check water ' +
  'kitchen please needed tomorrow dementia oxygen pregnant elderly freezing paracetamol'
).split(' ')

/** Real words one letter away from those above; they stay what they are. */
const real = new Set(
  (
    'cooking cooing tapped drownings wrapped tripped breeding blessing bleating browning chocking overdosed overdoses seizures shipping stopping ' +
    'hopping chopping sopping shaping hearing beating heaving healing lovely lonelier companies blacked blocker ' +
    'blockers blocks locked cheek chick checks checked waters waiter walter wafer later kitchens chemists chemise ' +
    'portion positions potions flooring flocking bleeding pleased pleases needs kneed heeded elderly strained ' +
    'neighbours hospitals tablet generators generation electrical electrics insulting oxygenated transports ' +
    'isolation isolates evacuates evacuees flouting evacuating treating wheelchairs appointments freezer freezers breezing ' +
    'transported beating breaking healing seating meeting appointed medicated meditation suicides'
  ).split(' '),
)

const leastLetters = 6
const right = new Set(repaired)

/** The same by first letter: a slip is hardly ever there. */
const byFirst = new Map<string, string[]>()
for (const word of repaired.filter(({ length }) => length >= leastLetters))
  byFirst.set(word[0]!, [...(byFirst.get(word[0]!) ?? []), word])

/** One letter too many, too few or wrong, or two that changed places. */
function isSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0] || Math.abs(typed.length - meant.length) > 1) return false
  let at = 0
  while (at < typed.length && typed[at] === meant[at]) at++
  const [a, b] = [typed.slice(at), meant.slice(at)]
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped
}

function repair(word: string): string {
  if (word.length < leastLetters - 1 || right.has(word) || real.has(word)) return word
  return byFirst.get(word[0]!)?.find((meant) => isSlip(word, meant)) ?? word
}

/**
 * A folded text (see fold.ts) with text speak written out and slips of one letter repaired in the words that say what
 * somebody wants: 'any1 got sandbgs' is 'anyone got sandbags'. Marks on letters go ('café' is 'cafe'), so that a part of
 * a foreign word is no English one; everything else stays as it was typed.
 */
export const respell = lastKept((folded) => plain(folded).replaceAll(/[a-z0-9]+/g, asMeant))

/** Half of what people write are the same few thousand words. */
const meant = new Map<string, string>()
const mostMeant = 8192

function asMeant(word: string): string {
  const known = meant.get(word)
  if (known !== undefined) return known
  if (meant.size >= mostMeant) meant.clear()
  const found = Object.hasOwn(spoken, word) ? spoken[word]! : repair(word)
  meant.set(word, found)
  return found
}
