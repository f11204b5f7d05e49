// Welsh. NOT YET READ BY A NATIVE SPEAKER: written with care, to be corrected by one before it is relied on.
//
// A text stays in GSM-7 (one segment holds 160 characters, not 70) as long as it has none of a ê î ô û ŵ ŷ: words
// without them are preferred where they are as good ('llifogydd', 'cartref'), and nothing is ever misspelt. What is
// wanted stands after a colon or in brackets, where nothing before it mutates it; a noun takes the form that its number
// asks for.
import type { AlarmReason } from '../../core/alerts/alarm.ts'
import type { KindId } from '../../core/kinds.ts'
import { asksForCare, type Diet, type DietName, type Food } from '../../core/offers/suits.ts'
import type { WayWish } from '../../core/people/ways.ts'
import type { DisclosedWords, InvitationWords, KindWords, Phrases, Vulnerability, Wanted } from './en.ts'
import { firstToFit } from './segments.ts'

const locale = 'cy'

const kindWords: Readonly<Record<KindId, KindWords>> = {
  flood_help: {
    label: 'cymorth llifogydd',
    task: "bagiau tywod, codi pethau o'r llawr. Cadwch draw o'r llif",
    briefing: null,
  },
  evacuation: {
    label: 'help i adael',
    task: 'helpu rhywun i adael cartref yn ddiogel',
    briefing: "Dim gyrru drwy lifogydd. Os yw'n edrych yn beryglus cadwch draw, dywedwch wrthym a ffoniwch 999",
  },
  shopping: { label: 'siopa', task: 'gwneud ychydig o siopa', briefing: null },
  prescription: {
    label: 'casglu presgripsiwn',
    task: 'casglu presgripsiwn, ei roi heb ei agor',
    briefing: null,
  },
  meal: { label: "pryd wedi'i goginio", task: "mynd ag un pryd wedi'i goginio", briefing: null },
  lift: { label: 'lifft', task: 'rhoi lifft mewn car', briefing: null },
  welfare_check: {
    label: 'gwiriad lles',
    task: 'curo, gweld bod popeth yn iawn, dweud wrthym',
    briefing:
      'Curwch a siaradwch wrth y drws, dim mynd i mewn ar eich pen eich hun. Os oes rhywun wedi brifo neu ddim yn ateb ffoniwch 999 a dywedwch wrthym',
  },
  snow_ice: { label: 'clirio eira neu rew', task: "clirio llwybr a'i raeanu", briefing: null },
  power: {
    label: 'help mewn toriad trydan',
    task: 'tortsh, banc trydan neu rywbeth poeth',
    briefing: null,
  },
  clean_up: { label: 'help i lanhau', task: 'helpu i lanhau: mwd, carpedi gwlyb, sbwriel', briefing: null },
  pet_care: {
    label: 'gofal anifail anwes',
    task: 'mynd am dro gydag anifail anwes neu ofalu amdano',
    briefing: null,
  },
  company: {
    label: 'cwmni',
    task: 'galw heibio am sgwrs',
    briefing:
      'Arhoswch ar garreg y drws neu mewn man cyhoeddus y tro cyntaf. Dim arian na rhoddion. Dywedwch wrthym os oes rhywbeth yn eich poeni',
  },
  asset: {
    label: 'gwirio draen neu fin graean',
    task: "edrych, clirio os yw'n ddiogel o'r palmant, dweud wrthym",
    briefing: null,
  },
  other: { label: 'help', task: 'helpu fel y trefnodd y cynllunydd gyda chi', briefing: null },
}

const vulnerable: Readonly<Record<Vulnerability, string>> = {
  cannot_walk: 'mae rhywun yn methu cerdded',
  oxygen: 'mae rhywun ar ocsigen',
  dialysis: 'mae rhywun ar ddialysis',
  baby: 'mae babi yno',
  child: 'mae plentyn yno',
  old: 'mae rhywun oedrannus yno',
  deaf: 'mae rhywun yn fyddar',
  blind: 'mae rhywun yn ddall',
  pregnant: 'mae rhywun yn feichiog',
  dementia: 'mae dementia ar rywun',
  alone: 'mae rhywun ar ei ben ei hun',
  no_english: 'mae rhywun heb lawer o Saesneg',
}

const ways: Readonly<Record<WayWish, string>> = {
  text: 'tecstiwn chi',
  ring: 'ffoniwn chi',
  whatsapp: 'defnyddiwn WhatsApp',
  email: 'e-bostiwn chi',
}

const byText = (where: string) => `drwy neges destun: ${where}`
const reached: Readonly<Record<string, (where: string) => string>> = {
  ...{ sms: byText, notify_sms: byText, simulated: byText, voice: (where) => `drwy alwad: ${where}` },
  ...{ whatsapp: (where) => `ar WhatsApp: ${where}`, email: () => 'drwy e-bost', notify_email: () => 'drwy e-bost' },
  ...{ slack: () => 'yn Slack', discord: () => 'yn Discord', web: () => 'ar y dudalen hon' },
}

/** Accounts as their owners call them, by channel. */
const accounts: Readonly<Record<string, string>> = {
  email: 'eich cyfeiriad e-bost',
  slack: 'eich cyfrif Slack',
  discord: 'eich cyfrif Discord',
  web: 'eich tudalen',
}

const requirements: Readonly<Record<string, string>> = {
  two_to_lift: 'Dau i godi.',
  vehicle: 'Gyda cherbyd.',
}

const alarmWords: Readonly<Record<AlarmReason, string>> = {
  danger: 'mae rhywun yn dweud bod perygl i fywyd',
  nobody_left: 'nid oes neb arall i ofyn iddo',
  out_of_time: 'mae cais allan o amser',
  to_planner: 'mae angen cynllunydd ar gais',
  overdue: 'mae gwirfoddolwr ar waith yn dawel',
  ring_them: 'STOP gan rywun gyda chais neu waith agored, ffoniwch',
  unconfirmed: 'efallai na anfonwyd tecst',
  turn_failed: 'ni ellid trin neges',
  budget_warning: 'mae pedair rhan o bump o gyllideb negeseuon wedi mynd',
  budget_reached: 'mae cyllideb negeseuon wedi dod i ben',
  provider_slow: 'mae negeseuon yn hwyr: mae darparwr arall yn cael ei ddefnyddio',
  ledger_unsigned: "nid yw'r cofnod yn cael ei lofnodi: mae'n wahanol i'r hyn oedd",
  witness_refused: 'mae tyst yn gwrthod ein cofnod',
  witness_silent: 'nid yw tyst wedi ateb ers awr',
  not_listening: 'ni ellir agor sianel',
  not_posted: 'ni dderbyniwyd neges gyhoeddus',
}

const plural = new Intl.PluralRules(locale)

/** A number with the form of the noun that follows it: 2 bryd, 3 phryd, 4 pryd, 6 phryd. */
function counted(n: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string {
  return `${n} ${forms[plural.select(n)] ?? forms.other}`
}

const meals = (n: number): string => counted(n, { two: 'bryd', few: 'phryd', many: 'phryd', other: 'pryd' })
const portionsOf = (n: number): string => counted(n, { two: 'ddogn', other: 'dogn' })
const milesOf = (n: number): string => counted(n, { one: 'filltir', two: 'filltir', other: 'milltir' })
const people = (n: number): string =>
  n > 10 ? `${n} o bobl` : counted(n, { two: 'berson', few: 'pherson', many: 'pherson', other: 'person' })

const miles = (halfMiles: number): string => (halfMiles <= 1 ? 'hanner milltir' : milesOf(halfMiles / 2))
const within = (min: number): string => (min < 90 ? `${min} munud` : `${Math.round(min / 60)} awr`)

/** How far a place may be off, rounded up: half a kilometre at a time. */
const distance = (metres: number): string => (metres <= 500 ? '500 m' : `${Math.ceil(metres / 500) / 2} km`)

const wanted = ({ kind, portions }: Wanted): string =>
  kind === 'meal' && portions !== null && portions > 1 ? `${meals(portions)} wedi'u coginio` : kindWords[kind].label

/** "the GL20 area", as areas are called in the tables, is 'ardal GL20'. */
const near = (area: string | null): string =>
  area === null ? '' : `, ${area.replace(/^the (.+) area$/, 'ardal $1').replace(/^(?!ardal )/, 'ger ')}`

const reports = (l: string): string =>
  `Atebwch ${l}3 ar y ffordd, ${l}4 yno, ${l}5 wedi gorffen, ${l}6 methu wedi'r cyfan.`

const disclosed = (d: DisclosedWords): string =>
  `${wanted(d)}. ${d.contact ?? 'Dim enw'}, ${d.place}. Tasg: ${kindWords[d.kind].task}. Gair y drws: ${d.word}. Byddwch yno erbyn ${d.by}. ${reports(d.letter)}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const languageNames = new Intl.DisplayNames([locale], { type: 'language' })

const call999 = 'Perygl i fywyd: ffoniwch 999.'

const foodWords: Readonly<Record<Food, string>> = {
  ...{ meat: 'dim cig', pork: 'dim porc', fish: 'dim pysgod', shellfish: 'dim pysgod cregyn', eggs: 'dim wyau' },
  ...{ milk: 'dim llaeth', honey: 'dim cynnyrch gwenyn', alcohol: 'dim alcohol', nuts: 'dim cnau' },
  ...{ peanuts: 'dim cnau mwnci', gluten: 'dim glwten', soya: 'dim soia', sesame: 'dim sesame', celery: 'dim seleri' },
  ...{ mustard: 'dim mwstard', lupin: 'dim lupin', sulphites: 'dim sylffitau' },
}
const dietNames: Readonly<Record<DietName, string>> = {
  ...{ vegan: 'figan', vegetarian: 'llysieuol', halal: 'halal', kosher: 'kosher' },
}

const weekdays = ['Llun', 'Mawrth', 'Mercher', 'Iau', 'Gwener', 'Sadwrn', 'Sul']
const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function dietAsked(diet: Diet | null): string[] {
  if (!diet || !asksForCare(diet)) return ['']
  const all = [...diet.diets.map((name) => dietNames[name]), ...diet.without.map((food) => foodWords[food])]
  const some = [5, 4, 3, 2, 1].filter((n) => n <= all.length)
  const more = (n: number) => (n < all.length || diet.other !== null ? ' a mwy' : '')
  return [...some.map((n) => ` Bwyd: ${all.slice(0, n).join(', ')}${more(n)}.`), ' Bwyd arbennig.']
}

const dietWords = ({ diets, without, other }: Diet): string =>
  [
    ...diets.map((name) => dietNames[name]),
    ...without.map((food) => foodWords[food]),
    ...(other === null ? [] : [`"${other}"`]),
  ]
    .map((words) => `, ${words}`)
    .join('')

function whatNext({ next, waitsUntil }: Parameters<Phrases['readBack']>[0]): string {
  if (next === 'planner') return 'Bydd cynllunydd yn edrych arno ac yn eich tecstio.'
  if (next === 'nobody_free')
    return "Nid oes neb rhydd gerllaw nawr, felly rydym wedi canu'r larwm gyda'r rhai ar ddyletswydd."
  if (waitsUntil) return `Dechreuwn ofyn i bobl gerllaw: ${waitsUntil}. Tecstiwn chi pan fydd rhywun yn cytuno.`
  return 'Rydym yn gofyn i bobl gerllaw a thecstiwn chi pan fydd rhywun yn cytuno.'
}

/** Everything Muster says in Welsh. */
export const cy: Phrases = {
  locale,
  briefingOf: (kind) => kindWords[kind].briefing,

  // ── what stands on a button, at most 20 characters ──
  pressYes: () => 'Gallaf',
  pressNo: () => 'Na allaf',
  pressOnTheWay: () => 'Ar y ffordd',
  pressThere: () => 'Rwyf yno',
  pressDone: () => 'Wedi ei wneud',
  pressCannot: () => "Methu wedi'r cyfan",
  pressItIsDone: () => 'Do, wedi ei wneud',
  pressNotDone: () => 'Naddo, ddim eto',
  pressTakeOn: () => 'Fe wnaf i',
  takenNow: () => 'Wedi ei gymryd nawr. Diolch, dim i chi ei wneud.',
  overNow: () => 'Nid oes angen mwyach. Diolch, dim i chi ei wneud.',
  answeredNow: () => 'Wedi ei ateb.',
  pressRead: () => 'Wedi ei ddarllen',
  pressKinds: ['Cymorth llifogydd', 'Help i adael', 'Bwyd', 'Meddyginiaeth', 'Gweld rhywun', 'Rhywbeth arall'],

  // ── ar dudalen ──
  nameOfKind: (kind) => capital(kindWords[kind].label),

  // ── anybody ──
  call999: () => call999,
  danger: () => "Os oes bywyd mewn perygl ffoniwch 999 nawr. Rydym wedi canu'r larwm yma hefyd.",
  notUnderstood: (us) =>
    `Mae'n ddrwg gennym, nid oeddem yn deall. Dywedwch wrth ${us} beth sydd o'i le a chod post, e.e. "llifogydd yn dod i mewn, GL20 5BY". JOIN i helpu eraill, STOP i adael. ${call999}`,
  handOver: (url) =>
    `Gall eraill ddarllen hwn: peidiwch ag anfon enw, cyfeiriad na rhif yma. Ewch ymlaen drwy decst, cedwir yr hyn a ysgrifennoch: ${url} ${call999}`,
  aboutUs: (us) =>
    `${us}: tecstiwch beth sydd ei angen a chod post a gofynnwn i gymdogion all helpu. JOIN i helpu eraill. STOP i beidio derbyn tecstiau. ${call999}`,
  whichOne: (choices) =>
    `Pa un ydych chi'n ei feddwl? Atebwch ${choices.map((c) => `${c.letter}${c.digit}: ${c.kind ? kindWords[c.kind].label : 'y larwm'}`).join(', ')}.`,
  isItReallyDone: (w, letter) =>
    `I gadarnhau: a yw wedi'i wneud, ${wanted(w)}? Atebwch ${letter}1 os ydyw, ${letter}2 os nad yw.`,
  whichAnswer: (letter, w) => `I gadarnhau: ${wanted(w)}, atebwch ${letter}1 am ie, ${letter}2 am na.`,
  unknownLetter: (code) =>
    `Nid oes cwestiwn agored ${code} gennym. Gwiriwch y llythyren yn ein tecst, neu dywedwch mewn geiriau.`,
  itemOver: (code, w) => `Mae ${code} wedi cau${w ? `: ${wanted(w)}` : ''}. Diolch, nid oes angen dim arall.`,
  whichDigit: (letter) => `Nid oeddem yn deall y rhif sy'n dilyn ${letter}. Edrychwch ar ein tecst ac atebwch eto.`,
  languageChosen: () => 'Iawn, Cymraeg o hyn ymlaen. Tecstiwch ENGLISH am Saesneg.',
  languageFound: () => 'Tecstiwch ENGLISH am Saesneg.',
  languageNotSpoken: (language) =>
    `Wedi ei nodi: ${languageNames.of(language) ?? language}. Deallwn ychydig, ond yn Saesneg y byddwn yn ysgrifennu am nawr.`,

  // ── asking for help ──
  askPlace: () => `Ble mae angen help? Tecstiwch y cod post, neu'r stryd a'r dref. ${call999}`,
  placeNotFound: (said) =>
    `Ni allwn ddod o hyd i ${said}. Ble mae angen help? Tecstiwch y cod post llawn eto. ${call999}`,
  placeDoubtful: (letter, labels) =>
    `Pa un sy'n gywir? Atebwch ${labels.map((label, i) => `${letter}${i + 1} ${label}`).join(', ')}, neu tecstiwch y cod post. ${call999}`,
  placeTown: (said) => `Ym mha dref neu bentref mae ${said}? Tecstiwch yr enw, neu'r cod post. ${call999}`,
  placeWide: (label) =>
    `Darllenwn: rhywle yn ardal ${label}. Pa stryd, neu pa god post? Os nad ydych yn gwybod, dywedwch hynny. ${call999}`,
  placeThreeWords: () =>
    `Rydym yn trosglwyddo'r tri gair ond ni allwn eu chwilio. Tecstiwch y cod post, neu'r stryd a'r dref. ${call999}`,
  placeLink: () => `Ni allwn agor y ddolen honno. Tecstiwch y cod post, neu'r stryd a'r dref. ${call999}`,
  placeWithin: (label, radiusM) => `${label} (o fewn tua ${distance(radiusM)})`,
  askKind: (l) =>
    `Beth sydd ei angen? Atebwch ${l}1 cymorth llifogydd, ${l}2 help i adael, ${l}3 bwyd, ${l}4 meddyginiaeth, ${l}5 gweld bod rhywun yn iawn, ${l}6 rhywbeth arall. ${call999}`,
  readBack: (w) => {
    const noted = w.vulnerable.flatMap((code) => vulnerable[code as Vulnerability] ?? [])
    return `Darllenwn: ${wanted(w)}, ${w.place}${w.diet ? dietWords(w.diet) : ''}${noted.length ? `, ${noted.join(', ')}` : ''}. ${whatNext(w)} ${call999}`
  },
  askDiet: () => 'Oes rhywbeth na ddylid ei fwyta: alergedd, figan, halal? Atebwch gyda hynny, neu DIM.',
  askContact: () => "Beth yw'r enw a rhif y drws? Dim ond y sawl a ddaw fydd yn ei weld.",
  contactNoted: () => 'Diolch. Dim ond y sawl a ddaw fydd yn gweld hynny.',
  noteAdded: () => `Diolch, wedi ei ychwanegu at eich cais. ${call999}`,
  whichToClose: (needs) =>
    `Pa un nad oes ei angen mwyach? Atebwch ${needs.map((w, i) => `${i + 1}: ${wanted(w)}`).join(', ')}, neu ALL.`,
  withdrawn: (w) => `Iawn, rydym wedi cau eich cais (${wanted(w)}) a dweud wrth bawb. Tecstiwch unrhyw bryd.`,
  nothingOpen: () => `Nid oes cais agored gennych. Tecstiwch beth sydd ei angen a chod post. ${call999}`,
  statusAsked: (w, place, asked) =>
    `${capital(wanted(w))}, ${place}: rydym wedi gofyn i ${people(asked)} hyd yma, neb wedi cytuno eto. Daliwn i ofyn a thecstiwn chi. ${call999}`,
  statusPlanner: (w, place) =>
    `${capital(wanted(w))}, ${place}: nid oes neb wedi gallu cytuno eto, ac rydym wedi canu'r larwm gyda'r rhai ar ddyletswydd. ${call999}`,
  statusComing: (w, first, by, word, state) => {
    const doing = {
      accepted: `wedi cytuno ac yn bwriadu bod yno erbyn ${by}`,
      on_the_way: 'ar y ffordd',
      arrived: 'yno',
    }[state]
    return `${capital(wanted(w))}: mae ${first} ${doing}. Gair y drws: ${word}.`
  },
  statusShown: (at) => `Edrychodd staff ar eich enw a'ch lleoliad: ${at}.`,
  statusSeen: (first, at) => `Cafodd ${first} eich enw a'ch lleoliad: ${at}.`,
  coming: (w, first, by, word) =>
    `Mae ${first} wedi cytuno (${wanted(w)}) ac yn bwriadu bod yno erbyn ${by}. Wrth y drws gofynnwch am y gair: ${word}. Mae ${first} yn ei wybod.`,
  onTheWay: (first) => `Mae ${first} ar y ffordd atoch.`,
  isThere: (first) => `Dywed ${first}: wedi cyrraedd.`,
  cannotCome: (first) =>
    `Mae'n ddrwg gennym, ni all ${first} ddod wedi'r cyfan. Rydym yn chwilio am rywun arall nawr a thecstiwn chi. ${call999}`,
  isItDone: (w, first, letter) =>
    `Dywed ${first} fod hyn wedi ei wneud: ${wanted(w)}. Atebwch ${letter}1 os felly, ${letter}2 os na.`,
  doneThanks: () => 'Diolch am ddweud wrthym. Rydym wedi ei gau. Tecstiwch unrhyw bryd.',
  notDone: (w, askedOn) =>
    askedOn
      ? `Mae'n ddrwg gennym. Rydym yn gofyn eto (${wanted(w)}) a thecstiwn chi. ${call999}`
      : `Mae'n ddrwg gennym. Rydym wedi canu'r larwm bod angen hyn arnoch o hyd: ${wanted(w)}. ${call999}`,
  nobodyYet: (w) =>
    `Nid oes neb wedi gallu cytuno eto: ${wanted(w)}. Rydym wedi canu'r larwm gyda'r rhai ar ddyletswydd. ${call999}`,
  closedByPlanner: (w) =>
    `Mae cynllunydd wedi cau eich cais: ${wanted(w)}. Tecstiwch os oes angen help o hyd. ${call999}`,
  enteredForYou: (us, w, place) =>
    `${us}: nodwyd yn eich galwad fod angen hyn arnoch: ${wanted(w)}, ${place}. Tecstiwn chi pan fydd rhywun yn cytuno. ${call999}`,

  // ── being asked, answering ──
  introduction: (us) =>
    `Dyma ${us}. Rydych ar ei restr o wirfoddolwyr: tecstiwn pan fydd angen help a gynigioch ar gymydog. STOP i adael, AWAY am seibiant.`,
  invitation: (i: InvitationWords) => {
    const extra = i.requirements.flatMap((code) => requirements[code] ?? []).map((text) => ` ${text}`)
    const asked = `${i.us}: angen ${wanted(i)}${near(i.area)}, tua ${miles(i.halfMiles)} oddi wrthych, ${i.at ? `erbyn ${i.at}` : `o fewn ${within(i.withinMin)}`}.${extra.join('')}`
    return firstToFit(dietAsked(i.diet).map((food) => `${asked}${food} Atebwch ${i.letter}1 ie, ${i.letter}2 na.`))
  },
  briefing: (letter, text) =>
    `Diolch. Cyn mynd: ${text}. Atebwch ${letter}7 wedi darllen hyn ac anfonwn y cyfeiriad, ${letter}6 os na allwch.`,
  accepted: (d) => `Diolch, chi piau hwn: ${disclosed(d)}`,
  promoted: (d) => `Mae eich angen wedi'r cyfan: ${disclosed(d)}`,
  assigned: (d) => `Fel y trefnwyd, chi piau hwn: ${disclosed(d)}`,
  contactSince: (contact, place) => `I chi, yn hysbys nawr: ${contact}, ${place}.`,
  stillYours: (w, letter) => `Chi piau hwn eisoes: ${wanted(w)}. ${reports(letter)}`,
  declined: () => 'Diolch am ddweud wrthym. Gofynnwn i rywun arall.',
  reserve: (w, area) =>
    `Diolch. Mae rhywun newydd gytuno: ${wanted(w)}${near(area)}. Cadwn chi wrth gefn a thecstiwn dim ond os bydd eich angen.`,
  standDown: (w, area) => `Diolch. Wedi ei lenwi nawr: ${wanted(w)}${near(area)}. Nid oes eich angen y tro hwn.`,
  calledOff: (w) => `Dim angen mwyach: ${wanted(w)}. Diolch, does dim angen mynd. Dilewch y cyfeiriad os yw gennych.`,
  later: (w) =>
    `Diolch. Mae angen rhywun yn gynt (${wanted(w)}), felly gofynnwn ymhellach a'ch cadw wrth gefn. Tecstiwn os bydd eich angen.`,
  mustBe: (diet) => `Y bwyd:${dietWords(diet).slice(1)}. Os na allwch fod yn siwr, dywedwch na allwch.`,
  unsuitable: () => 'Clywsom ers hynny nad yw cynnwys y bwyd yn addas iddynt.',
  doubleBooked: () =>
    "Rydych wedi addo'r amser hwnnw i gais arall. Gorffennwch neu ildiwch hwnnw gyntaf, yna atebwch eto.",
  portionsGone: () => "Mae'r dognau hynny wedi eu haddo i rywun arall eisoes. Diolch, dim i'w wneud.",
  safeJourney: (letter) => `Diolch. Atebwch ${letter}4 pan fyddwch yno. Mewn perygl ffoniwch 999.`,
  accessNotes: (notes, codes) =>
    `Da gwybod: ${[...codes.flatMap((code) => vulnerable[code as Vulnerability] ?? []), ...notes].join('. ')}.`,
  goodToKnow: () => 'Diolch, wedi ei nodi.',
  thereNow: (letter) => `Diolch. Atebwch ${letter}5 pan fydd wedi ei wneud.`,
  wellDone: () => 'Diolch, gwnaeth hynny wahaniaeth. Rydym wedi dweud wrthynt.',
  droppedThanks: () => 'Diolch am ddweud wrthym. Rydym yn chwilio am rywun arall. Dilewch y cyfeiriad.',
  replaced: (w) =>
    `Nid ydym wedi clywed gennych (${wanted(w)}), felly rydym yn gofyn i rywun arall. Dywedwch wrthym cyn mynd.`,
  relayed: (from, text) => `Oddi wrth ${from}: ${text}`,
  theResident: () => 'y person rydych yn ei helpu',
  passedOn: () => 'Wedi ei drosglwyddo.',
  whichNeed: () =>
    'Mae gennych fwy nag un cais ar waith. Dechreuwch eich neges gyda\'i llythyren, er enghraifft "A drws cefn ar agor".',

  blocked: () =>
    'Wedi ei wneud: nid oes rhagor o negeseuon yn mynd rhyngoch, ac ni fyddwn byth yn eich paru eto. REPORT os dylai cynllunydd edrych arno.',
  reported: () =>
    'Wedi ei wneud: nid oes rhagor o negeseuon yn mynd rhyngoch, ac mae cynllunydd yn edrych ar yr hyn a ddywedwyd. Ni fyddwn byth yn eich paru eto. Mewn perygl ffoniwch 999.',
  relayEnded: () => 'Nid yw negeseuon yn mynd rhwng y ddau ohonoch mwyach.',
  blockWho: () =>
    "Mae sawl person yn dod. Pwy yw ef neu hi? Atebwch BLOCK neu REPORT gyda'r enw cyntaf, er enghraifft: REPORT SAM",
  blockNobody: () => `Nid oes neb y pasiwn ei negeseuon atoch ar hyn o bryd. ${call999}`,

  // ── un person, sawl cyfeiriad ──
  linkCode: (code) =>
    `Tecstiwch ${code} atom o'ch ffon neu gyfrif arall o fewn 30 munud. Wedyn mae'r ddau yn cyfrif fel chi, a gallwch ateb o'r naill neu'r llall.`,
  codeSent: (ending) =>
    `Os gallwn decstio'r rhif sy'n gorffen gyda ${ending}, mae cod yno nawr. Atebwch gyda'r cod hwnnw oddi yno o fewn 30 munud; nid oes dim yn newid cyn hynny.`,
  codeForYou: (us, code) =>
    `${us}: rhoddodd rhywun sy'n ein tecstio y rhif hwn i ni. Os chi oedd hynny, atebwch ${code}. Os nad, peidiwch a gwneud dim.`,
  codeUnknown: () => 'Nid ydym yn adnabod y cod hwnnw, neu mae ei 30 munud ar ben. Tecstiwch LINK PHONE am un newydd.',
  codeElsewhere: () => "Tecstiwch y cod hwnnw o'ch ffon neu gyfrif arall, nid oddi yma.",
  numberWrong: () => 'Nid yw hwnnw yn rhif cyfan. Tecstiwch ef eto, er enghraifft: fy rhif newydd yw 07700 900123',
  numberKnown: () => "Dyna'r rhif rydych yn tecstio ohono: chi piau ef eisoes.",
  numberNamed: (ending) => `y rhif sy'n gorffen gyda ${ending}`,
  accountNamed: (channel) => accounts[channel] ?? 'eich cyfrif arall',
  linkedHere: (other) =>
    `Wedi ei gysylltu: ${other}. Mae'r ddau yn cyfrif fel un person nawr: atebwch o'r naill neu'r llall. Atebwch NOT ME i ddadwneud hynny.`,
  linkedThere: (other) =>
    `Wedi ei gysylltu i hwn: ${other}. Daeth ein cod oddi yno, ac mae'r ddau yn cyfrif fel un person nawr. Nid chi? Atebwch NOT ME.`,
  linkWaits: () =>
    "Mae gan y ddau rywbeth agored gyda ni, felly mae cynllunydd yn edrych arno gyntaf. Tan hynny atebwch o'r un yr ysgrifenasom ato.",
  joinUndone: () => "Wedi ei ddadwneud: dau berson ydynt eto, pob un gyda'r hyn oedd yn eiddo iddo.",
  nothingJoined: () => `Ni chysylltwyd dim a chi yn y 7 diwrnod diwethaf. ${call999}`,
  numberMoved: (old) => `Wedi ei wneud. Ysgrifennwn atoch yma nawr ac nid mwyach at ${old}.`,
  numberLeft: (now) => `Fel y gofynnoch, ysgrifennwn at ${now} o hyn ymlaen ac nid mwyach yma.`,

  // ── sut y cyrhaeddir rhywun ──
  wayChosen: (way, noRinging) => `Iawn, ${ways[way]} o hyn ymlaen${noRinging ? ', heb ffonio' : ''}.`,
  wayMissing: () => "Ni allwn eich cyrraedd felly, felly nid oes dim wedi newid. Daliwn ati fel o'r blaen.",
  whatsappFirst: () => 'Ysgrifennwch atom unwaith ar WhatsApp: o hynny ymlaen atebwn chi yno.',
  emailFirst: () => 'Nid oes gennym gyfeiriad e-bost i chi eto.',
  ringAsked: () => `Ni allwn ffonio ein hunain, felly mae person yn gweld yr hoffech alwad. ${call999}`,

  reachedBy: (channel, where, mayRing) =>
    `Ysgrifennwn atoch yn gyntaf ${reached[channel]?.(where) ?? "fel o'r blaen"}. ${mayRing ? 'Ffoniwn dim ond os na fydd dim arall yn cyrraedd.' : 'Nid ydym yn ffonio.'}`,

  // ── rhif a fu'n dawel yn hir ──
  whichFirstName: () =>
    `Nid ydym wedi clywed o'r rhif hwn ers amser maith. I siarad gyda'r person iawn: pa enw cyntaf roesoch chi i ni? Os ydych yn newydd yma, atebwch NEW. ${call999}`,

  // ── offering ──
  whichPostcode: () =>
    `Os ydych yn ateb drosoch eich hun o rif arall: pa god post roesoch chi i ni wrth ymuno? ${call999}`,
  notProved: () =>
    `Sori, nid yw hynny'n cyd-fynd, felly ni wnaed dim. Atebwch o'r rhif yr ysgrifenasom ato. ${call999}`,
  answeredElsewhere: () =>
    "Daeth eich ateb o rif arall, gyda'ch enw a'ch cod post, ac mae'n cyfrif. Os nad chi oedd, tecstiwch ni nawr.",

  thanksForOffer: () => 'Diolch. Rydych ar ein rhestr a gofynnwn i chi pan fydd ei angen ar gymydog gerllaw.',
  offersWithdrawn: () => 'Iawn, mae eich cynnig wedi ei ddileu. Diolch.',
  askPortions: () => 'Diolch. Faint o ddognau, a than pryd heddiw?',
  askContents: () =>
    'Beth o\'r rhain sydd ynddo: cig, pysgod, pysgod cregyn, wyau, llaeth, honey, cnau, peanuts, glwten, soya, sesame, seleri, mwstard, lupin, sulphites, alcohol? Enwch bob un ("cig, llaeth"; figan neu halal os ydyw), neu DIM, neu DDIM YN SIWR.',
  notAllKnown: () => "Ni wyddom bopeth sydd ynddo, felly cynigiwn ef dim ond i rai sy'n bwyta popeth.",
  weeklyTaken: (w) => {
    const [day, time] = [weekdays[w.weekday - 1]!, clockWords(w.minute)]
    const said =
      w.direction === 'want'
        ? `Darllenwn: ${wanted(w)} bob ${day} am ${time}, ${w.place}${w.diet ? dietWords(w.diet) : ''}. Gofynnwn y diwrnod cynt.`
        : `Diolch: ${wanted(w)} bob ${day} am ${time}, ${w.place}. Cynigiwn y diwrnod cynt.`
    return `${said} I newid: SKIP, PAUSE neu NO MORE a'r diwrnod, e.e. "skip ${day}".`
  },
  weeklyChanged: (wish, weekday) => {
    const day = weekdays[weekday - 1]!
    if (wish === 'skip') return `Iawn, dim y ${day} nesaf. Wedyn fel arfer.`
    if (wish === 'pause') return `Iawn, saib ar ${day}. Tecstiwch RESUME ${day.toUpperCase()} i barhau.`
    return wish === 'resume' ? `Iawn, ${day} yn parhau.` : `Iawn, dim mwy ar ${day}. Diolch.`
  },
  kitchenFirst: () => 'Cyn y tro cyntaf bydd cynlluniwr yn cadarnhau eich cegin gyda chi.',
  nothingWeekly: (weekday) => `Nid oes dim wedi ei drefnu gyda ni ar gyfer ${weekdays[weekday - 1]!}.`,
  usualNow: (w, weekday) =>
    `O hyn ymlaen gofynnwn i chi gyntaf bob ${weekdays[weekday - 1]!}: ${wanted(w)}. I newid: SKIP, PAUSE neu NO MORE ${weekdays[weekday - 1]!.toUpperCase()}.`,
  usualGone: (first, weekday) =>
    `Ni all ${first} ddod ar ${weekdays[weekday - 1]!} mwyach. Gofynnwn i rywun arall bob wythnos a thecstio atoch.`,
  weeklyOver: (w) => `Dim angen mwyach ar ${weekdays[w.weekday - 1]!}: ${wanted(w)}. Diolch am bob un.`,
  offerTaken: (portions, place, until) =>
    `Diolch: ${portionsOf(portions)}, ${place}, tan ${until}. Tecstiwn chi pan fydd rhywun gerllaw eisiau rhai. Tecstiwch NOT NEEDED i'w ddileu.`,

  // ── joining ──
  joinName: (us) =>
    `Croeso i ${us}. Cadwn yr hyn a ddywedwch er mwyn gofyn i chi am help gerllaw, dim byd arall. Mae STOP yn gadael unrhyw bryd. Beth yw eich enw cyntaf?`,
  joinNameAgain: () => 'Beth yw eich enw cyntaf? Dim ond yr enw, os gwelwch yn dda.',
  joinPostcode: (first) => `Diolch, ${first}. Beth yw eich cod post? Ni fydd neb a helpwch yn ei weld.`,
  joinPostcodeAgain: () => "Ni allwn ddod o hyd i'r cod post hwnnw. Tecstiwch ef eto, er enghraifft GL20 5BY.",
  joinAdult: (letter) => `Ydych chi'n 18 oed o leiaf? Atebwch ${letter}1 ydw, ${letter}2 nac ydw.`,
  askFirstName: () => 'Pa enw cyntaf gawn ni ei roi i bwy bynnag hoffai rai?',
  nameNoted: () => 'Diolch.',
  somebody: () => 'Gwirfoddolwr',
  joinTooYoung: () =>
    'Diolch am fod eisiau helpu. Rhaid bod yn 18 oed o leiaf i ymuno. Nid ydym wedi cadw dim ond y neges hon.',
  joinSkills: (l) =>
    `Beth allech chi ei wneud? Atebwch ${l} a'r rhifau, fel ${l}1 3 5: 1 llifogydd 2 siopa 3 presgripsiynau 4 prydau 5 lifft mewn car 6 gwiriadau lles 7 eira 8 toriadau trydan 9 glanhau 10 anifeiliaid 11 cwmni 12 draeniau a graean`,
  joinRadius: () => "Sawl milltir fyddech chi'n mynd? Mae rhif yn ddigon, er enghraifft 2.",
  joined: (skills, far) =>
    `Rydych i mewn, diolch: ${skills.map((k) => kindWords[k].label).join(', ')}, hyd at ${milesOf(far)}. Nes i ni eich cadarnhau gofynnwn am waith awyr agored yn unig. AWAY i oedi, STOP i adael.`,
  joinedAgain: (skills, far) =>
    `Wedi newid, diolch: ${skills.map((k) => kindWords[k].label).join(', ')}, hyd at ${milesOf(far)}. AWAY i oedi, STOP i adael.`,
  approved: () =>
    'Newyddion da: rydych wedi eich cadarnhau fel gwirfoddolwr. Tecstiwn pan fydd angen help ar gymydog gerllaw.',
  away: (until, from) => {
    if (until === null) return `Iawn, ${from ? `o ${from} ymlaen ` : ''}ni ofynnwn i chi nes i chi decstio BACK.`
    return from
      ? `Iawn, ni ofynnwn i chi o ${from} tan ${until}. Tecstiwch BACK i ddadwneud hynny.`
      : `Iawn, ni ofynnwn i chi tan ${until}. Tecstiwch BACK i ddod yn gynt.`
  },
  topicsLeft: (topics) =>
    `Iawn, ni ofynnwn i chi eto am ${topics.map((k) => kindWords[k].label).join(', ')}. Tecstiwch BACK i glywed am bopeth eto.`,
  hoursLimited: (hours) =>
    `Iawn, o hyn ymlaen gofynnwn ar yr amserau hyn yn unig: ${hours}. Tecstiwch JOIN i newid hynny.`,
  back: () => 'Croeso. Gofynnwn i chi eto pan fydd angen help ar rywun gerllaw.',
  notAVolunteer: () => 'Nid ydych wedi ymuno eto. Tecstiwch JOIN i helpu eraill.',
  optedOut: () => `Ni chewch fwy o decstiau gennym. Tecstiwch START i ddod eto. ${call999}`,
  optedIn: (us) => `Croeso eto i ${us}. Cewch ein tecstiau eto. Mae STOP yn gadael unrhyw bryd.`,

  // ── what we hold about somebody ──
  ownDataShown: (link, by) =>
    `${link ? `Yr hyn a gadwn amdanoch, tan ${link.until}, i chi yn unig: ${link.url} ` : ''}Mae person yn gwirio eich cais hefyd ac yn ateb erbyn ${by}.`,
  erasureAsked: (link, by) =>
    `Bydd person yn penderfynu erbyn ${by} a ellir dileu popeth a gadwn amdanoch, ac yn eich tecstio. Mae STOP yn atal ein tecstiau nawr.${link ? ` Yr hyn a gadwn: ${link.url}` : ''}`,
  ownDataLater: () =>
    `Mae rhywun ar y ffordd nawr, atoch chi neu chi atyn nhw. Gofynnwch eto pan fydd wedi gorffen. ${call999}`,
  ownDataGiven: (link) =>
    link
      ? `Fel y gofynnoch, popeth a gadwn amdanoch, tan ${link.until}: ${link.url}`
      : 'Fel y gofynnoch, bydd person yn dangos i chi bopeth a gadwn amdanoch ac yn trefnu sut gyda chi.',
  ownDataRefused: () =>
    "Ni allwn wneud yr hyn a ofynnoch gyda'ch data. Mae'r rheswm wedi ei nodi: gofynnwch i ni. Gallwch gwyno i'r Comisiynydd Gwybodaeth, ico.org.uk.",
  erasureGranted: () =>
    'Fel y gofynnoch, rydym nawr yn dileu popeth a gadwn amdanoch. Dyma ein tecst olaf. Gallwch ein tecstio unrhyw bryd fel rhywun newydd.',

  // ── tudalen eich hun ──
  pageLink: (link) =>
    link
      ? `Eich tudalen eich hun, tan ${link.until}. Gall pwy bynnag sy'n cael y ddolen hon ddarllen ac ateb drosoch: ${link.url} STOP LINKS i'w chau.`
      : "Nid oes gennym dudalen i'w hanfon atoch: tecstiwch ni yma. Perygl i fywyd: ffoniwch 999.",
  pageHere: () => 'Dyma eich tudalen. I gael dolen newydd, pwyswch "Gwneud dolen newydd" arni.',
  linksEnded: () => "Mae'r dolenni preifat i'ch tudalen wedi dod i ben. Tecstiwch LINK am un newydd.",

  // ── duty officer ──
  alarm: (reason, letter, about, area) =>
    `LARWM: ${alarmWords[reason]}${about ? `, ${wanted(about)}${near(area)}` : ''}. Gweler y consol. Atebwch ${letter}1 i'w gymryd.`,
  alarmTaken: () => 'Diolch, chi piau hwn. Ni elwir neb arall.',
  alarmTakenByOther: () => 'Mae rhywun wedi cymryd y larwm hwnnw eisoes. Diolch.',
}
