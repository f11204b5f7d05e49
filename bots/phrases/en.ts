import type { AlarmReason } from '../../core/alerts/alarm.ts'
import { type Kind, type KindId, kinds } from '../../core/kinds.ts'
import type { StandingWish } from '../../core/offers/standing.ts'
import { asksForCare, type Diet } from '../../core/offers/suits.ts'
import type { WayWish } from '../../core/people/ways.ts'
import { firstToFit } from './segments.ts'

/** What a kind of help is called and means to whoever comes; in English it stands in the table of kinds. */
export type KindWords = Pick<Kind, 'label' | 'task' | 'briefing'>

const locale = 'en-GB'

/** Half miles as people say them. */
function miles(halfMiles: number): string {
  if (halfMiles <= 1) return 'half a mile'
  const whole = halfMiles / 2
  return `${whole} ${whole === 1 ? 'mile' : 'miles'}`
}

/** How far a place may be off, rounded up: half a kilometre at a time. */
const distance = (metres: number): string => (metres <= 500 ? '500 m' : `${Math.ceil(metres / 500) / 2} km`)

const within = (min: number): string => (min < 90 ? `${min} minutes` : `${Math.round(min / 60)} hours`)

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`)

const list = new Intl.ListFormat(locale, { type: 'conjunction' })
const languageNames = new Intl.DisplayNames([locale], { type: 'language' })

const vulnerable = {
  cannot_walk: "someone can't walk",
  oxygen: 'someone is on oxygen',
  dialysis: 'someone is on dialysis',
  baby: 'there is a baby',
  child: 'there is a child',
  old: 'someone is elderly',
  deaf: 'someone is deaf',
  blind: 'someone is blind',
  pregnant: 'someone is pregnant',
  dementia: 'someone has dementia',
  alone: 'someone is alone',
  no_english: 'someone speaks little English',
} as const

/** What makes it harder for whoever is helped, by code. */
export type Vulnerability = keyof typeof vulnerable

const circumstances = (codes: readonly string[]): string[] =>
  codes.flatMap((code) => vulnerable[code as Vulnerability] ?? [])

const ways: Readonly<Record<WayWish, string>> = {
  text: 'we text you',
  ring: 'we ring you',
  whatsapp: 'we use WhatsApp',
  email: 'we e-mail you',
}

const byText = (where: string) => `by text, to ${where}`
const reached: Readonly<Record<string, (where: string) => string>> = {
  ...{ sms: byText, notify_sms: byText, simulated: byText, voice: (where) => `by a call, to ${where}` },
  ...{ whatsapp: (where) => `on WhatsApp, to ${where}`, email: () => 'by e-mail', notify_email: () => 'by e-mail' },
  ...{ slack: () => 'in Slack', discord: () => 'in Discord', web: () => 'on this page' },
}

/** Accounts as their owners call them, by channel. */
const accounts: Readonly<Record<string, string>> = {
  email: 'your e-mail address',
  slack: 'your Slack account',
  discord: 'your Discord account',
  web: 'your page',
}

const requirements: Readonly<Record<string, string>> = {
  two_to_lift: 'Two people to lift.',
  vehicle: 'With a vehicle.',
}

export interface Wanted {
  readonly kind: KindId
  readonly portions: number | null
}

export interface InvitationWords extends Wanted {
  readonly us: string
  readonly letter: string
  readonly area: string | null
  readonly halfMiles: number
  readonly withinMin: number
  readonly requirements: readonly string[]
  /** What must not be in the food; null: nothing has to be said. */
  readonly diet: Diet | null
  /** When it is wanted, where that is set; otherwise within so many minutes. */
  readonly at?: string | null
}

/** Something wanted or offered every week. */
export interface WeeklyWords extends Wanted {
  readonly direction: 'want' | 'offer'
  readonly weekday: number
  readonly minute: number
  readonly place: string
  readonly diet: Diet | null
}

/** A private link and how long it is good for. */
export interface LinkWords {
  readonly url: string
  readonly until: string
}

export interface DisclosedWords extends Wanted {
  readonly letter: string
  readonly contact: string | null
  readonly place: string
  readonly word: string
  readonly by: string
}

/** What is wanted, as it stands in a sentence: "flood help", "2 cooked meals". */
const needed = ({ kind, portions }: Wanted): string =>
  kind === 'meal' && portions !== null && portions > 1 ? `${portions} cooked meals` : kinds[kind].label
const near = (area: string | null): string => (area === null ? '' : ` near ${area}`)
const reports = (l: string): string => `Reply ${l}3 on the way, ${l}4 there, ${l}5 done, ${l}6 can't after all.`

const dietWords = ({ diets, without, other }: Diet): string =>
  [...diets, ...without.map((food) => `no ${food}`), ...(other === null ? [] : [`"${other}"`])]
    .map((words) => `, ${words}`)
    .join('')

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** As a requirement of the food, never of a person: as much of it as fits, the rest comes with the address. */
function dietAsked(diet: Diet | null): string[] {
  if (!diet || !asksForCare(diet)) return ['']
  const all = [...diet.diets, ...diet.without.map((food) => `no ${food}`)]
  const some = [5, 4, 3, 2, 1].filter((n) => n <= all.length)
  const more = (n: number) => (n < all.length || diet.other !== null ? ' and more' : '')
  return [...some.map((n) => ` Food: ${all.slice(0, n).join(', ')}${more(n)}.`), ' Special food.']
}

function whatNext({
  next,
  waitsUntil,
}: {
  next: 'planner' | 'nobody_free' | 'asking'
  waitsUntil: string | null
}): string {
  if (next === 'planner') return 'A planner will look at it and text you.'
  if (next === 'nobody_free')
    return 'Nobody near you is free just now, so we have raised the alarm with the people on duty.'
  if (waitsUntil) return `We ask people nearby from ${waitsUntil} and text you when one says yes.`
  return 'We are asking people nearby and text you when one says yes.'
}

/** Everything Muster says in English. One GSM-7 segment for invitations and stand-downs, two for read-backs and acceptances. */
export const en = {
  /** As Intl knows the language. */
  locale: locale as string,
  /** What is read and acknowledged before the address is given; null when this kind has none. */
  briefingOf: (kind: KindId): string | null => kinds[kind].briefing,

  // ── what stands on a button, at most 20 characters ──
  pressYes: () => 'Yes, I can',
  pressNo: () => "No, I can't",
  pressOnTheWay: () => 'On the way',
  pressThere: () => 'I am there',
  pressDone: () => 'It is done',
  pressCannot: () => "Can't after all",
  pressItIsDone: () => 'Yes, it is done',
  pressNotDone: () => 'No, not done',
  pressTakeOn: () => 'I take it on',
  pressRead: () => 'I have read it',
  /** In the order of `askKind`. */
  pressKinds: [
    'Flood help',
    'Help to get out',
    'Food',
    'Medicine',
    'Someone checked on',
    'Something else',
  ] as readonly string[],

  // ── on a page ──
  nameOfKind: (kind: KindId): string => capital(kinds[kind].label),

  // ── what is put under a message whose buttons are taken away ──
  takenNow: () => 'Taken now. Thank you, nothing to do.',
  overNow: () => 'No longer needed. Thank you, nothing to do.',
  answeredNow: () => 'Answered.',

  // ── anybody ──
  call999: () => 'Danger to life: call 999.',
  danger: () => 'If life is at risk call 999 now. We have raised the alarm here too.',
  notUnderstood: (us: string) =>
    `Sorry, we did not understand. Tell ${us} what is wrong and a postcode, e.g. "flood water coming in, GL20 5BY". JOIN to help others, STOP to leave. Danger to life: call 999.`,
  /** Said where others read along; the link shows what to text, and where to. */
  handOver: (url: string) =>
    `Others can read this: please send no name, address or number here. Go on by text, what you wrote is kept: ${url} Danger to life: call 999.`,
  aboutUs: (us: string) =>
    `${us}: text what you need and a postcode and we ask neighbours who can help. JOIN to help others. STOP to get no more texts. Danger to life: call 999.`,
  whichOne: (choices: readonly { letter: string; kind: KindId | null; digit: number }[]) =>
    `Which one do you mean? Reply ${choices.map((c) => `${c.letter}${c.digit} for ${c.kind ? kinds[c.kind].label : 'the alarm'}`).join(', ')}.`,
  isItReallyDone: (wanted: Wanted, letter: string) =>
    `To be sure: is it done, ${needed(wanted)}? Reply ${letter}1 if so, ${letter}2 if not.`,
  whichAnswer: (letter: string, wanted: Wanted) =>
    `To be sure: ${needed(wanted)}, reply ${letter}1 for yes, ${letter}2 for no.`,
  unknownLetter: (code: string) =>
    `We have no open question ${code}. Please check the letter in our text, or say it in words.`,
  itemOver: (code: string, wanted: Wanted | null) =>
    `${code} is closed${wanted ? `: ${needed(wanted)}` : ''}. Thank you, nothing more is needed.`,
  whichDigit: (letter: string) =>
    `We did not understand the number after ${letter}. Please look at our text and reply again.`,
  languageChosen: () => 'OK, in English from now on. Text CYMRAEG for Welsh.',
  languageFound: () => 'Text CYMRAEG for Welsh.',
  languageNotSpoken: (language: string) =>
    `Noted: ${languageNames.of(language) ?? language}. We understand some of it, but for now we can only write in English.`,

  // ── asking for help ──
  askPlace: () => 'Where is help needed? Please text the postcode, or the street and town. Danger to life: call 999.',
  placeNotFound: (said: string) =>
    `We cannot find ${said}. Where is help needed? Please text the full postcode again. Danger to life: call 999.`,
  placeDoubtful: (letter: string, labels: readonly string[]) =>
    `Which is right? Reply ${labels.map((label, i) => `${letter}${i + 1} ${label}`).join(', ')}, or text the postcode. Danger to life: call 999.`,
  placeTown: (said: string) =>
    `Which town or village is ${said} in? Please text its name, or the postcode. Danger to life: call 999.`,
  placeWide: (label: string) =>
    `We read: somewhere in ${label}. Which street, or what postcode? If you do not know, say so. Danger to life: call 999.`,
  placeThreeWords: () =>
    'We pass on the three words but cannot look them up. Please text the postcode, or the street and town. Danger to life: call 999.',
  placeLink: () =>
    'We cannot open that link. Please text the postcode, or the street and town. Danger to life: call 999.',
  placeWithin: (label: string, radiusM: number) => `${label} (within about ${distance(radiusM)})`,
  askKind: (letter: string) =>
    `What do you need? Reply ${letter}1 flood help, ${letter}2 help to get out, ${letter}3 food, ${letter}4 medicine, ${letter}5 someone checked on, ${letter}6 something else. Danger to life: call 999.`,
  readBack: (
    w: Wanted & {
      place: string
      vulnerable: readonly string[]
      diet: Diet | null
      next: 'planner' | 'nobody_free' | 'asking'
      waitsUntil: string | null
    },
  ) => {
    const noted = circumstances(w.vulnerable)
    return `We read: ${needed(w)} at ${w.place}${w.diet ? dietWords(w.diet) : ''}${noted.length ? `, ${noted.join(', ')}` : ''}. ${whatNext(w)} Danger to life: call 999.`
  },
  askDiet: () => 'Is there anything they must not eat: an allergy, vegan, halal? Reply with it, or NONE.',
  askContact: () => 'What name and house number? Only the person who comes sees it.',
  contactNoted: () => 'Thank you. Only the person who comes will see that.',
  noteAdded: () => 'Thank you, added to your request. Danger to life: call 999.',
  whichToClose: (needs: readonly Wanted[]) =>
    `Which one is not needed any more? Reply ${needs.map((w, i) => `${i + 1} for ${needed(w)}`).join(', ')}, or ALL.`,
  withdrawn: (w: Wanted) => `OK, we have closed your request for ${needed(w)} and told everyone. Text us any time.`,
  nothingOpen: () => 'You have no open request with us. Text what you need and a postcode. Danger to life: call 999.',
  statusAsked: (w: Wanted, place: string, asked: number) =>
    `${capital(needed(w))} at ${place}: we have asked ${people(asked)} so far, nobody has said yes yet. We keep asking and will text you. Danger to life: call 999.`,
  statusPlanner: (w: Wanted, place: string) =>
    `${capital(needed(w))} at ${place}: nobody has been able to say yes yet, and we have raised the alarm with the people on duty. Danger to life: call 999.`,
  statusComing: (w: Wanted, first: string, by: string, word: string, state: 'accepted' | 'on_the_way' | 'arrived') => {
    const doing = {
      accepted: `said yes and means to be there by ${by}`,
      on_the_way: 'is on the way',
      arrived: 'is there',
    }[state]
    return `${capital(needed(w))}: ${first} ${doing}. Doorstep word: ${word}.`
  },
  statusShown: (at: string) => `Staff looked at your name and place at ${at}.`,
  statusSeen: (first: string, at: string) => `${first} was given your name and place at ${at}.`,
  coming: (w: Wanted, first: string, by: string, word: string) =>
    `${first} has said yes to ${needed(w)} and means to be there by ${by}. At the door ask for the word: ${word}. ${first} knows it.`,
  onTheWay: (first: string) => `${first} is on the way to you.`,
  isThere: (first: string) => `${first} says they have arrived.`,
  cannotCome: (first: string) =>
    `Sorry, ${first} cannot come after all. We are finding somebody else now and will text you. Danger to life: call 999.`,
  isItDone: (w: Wanted, first: string, letter: string) =>
    `${first} says it is done: ${needed(w)}. Reply ${letter}1 if so, ${letter}2 if not.`,
  doneThanks: () => 'Thank you for telling us. We have closed it. Text us any time.',
  notDone: (w: Wanted, askedOn: boolean) =>
    askedOn
      ? `Sorry. We are asking again for ${needed(w)} and will text you. Danger to life: call 999.`
      : `Sorry. We have raised the alarm that you still need ${needed(w)}. Danger to life: call 999.`,
  nobodyYet: (w: Wanted) =>
    `Nobody has been able to say yes to ${needed(w)} yet. We have raised the alarm with the people on duty. Danger to life: call 999.`,
  closedByPlanner: (w: Wanted) =>
    `A planner has closed your request for ${needed(w)}. Text us if you still need help. Danger to life: call 999.`,
  enteredForYou: (us: string, w: Wanted, place: string) =>
    `${us}: we took down by phone that you need ${needed(w)} at ${place}. We text you when somebody says yes. Danger to life: call 999.`,

  // ── being asked, answering ──
  introduction: (us: string) =>
    `This is ${us}. You are on its list of volunteers: we text when a neighbour needs help you offered. Text STOP to leave, AWAY for a break.`,
  invitation: (i: InvitationWords) => {
    const extra = i.requirements.flatMap((code) => requirements[code] ?? []).map((text) => ` ${text}`)
    const asked = `${i.us}: ${needed(i)} needed${near(i.area)}, about ${miles(i.halfMiles)} from you, ${i.at ? `for ${i.at}` : `within ${within(i.withinMin)}`}.${extra.join('')}`
    return firstToFit(dietAsked(i.diet).map((food) => `${asked}${food} Reply ${i.letter}1 yes, ${i.letter}2 no.`))
  },
  briefing: (letter: string, text: string) =>
    `Thank you. Before you go: ${text}. Reply ${letter}7 when you have read this and we send the address, ${letter}6 if you can't.`,
  accepted: (d: DisclosedWords) =>
    `Thank you, it is yours: ${needed(d)}. ${d.contact ?? 'Name not given'}, ${d.place}. Task: ${kinds[d.kind].task}. Doorstep word: ${d.word}. Be there by ${d.by}. ${reports(d.letter)}`,
  promoted: (d: DisclosedWords) =>
    `You are needed after all: ${needed(d)}. ${d.contact ?? 'Name not given'}, ${d.place}. Task: ${kinds[d.kind].task}. Doorstep word: ${d.word}. Be there by ${d.by}. ${reports(d.letter)}`,
  assigned: (d: DisclosedWords) =>
    `As arranged, yours: ${needed(d)}. ${d.contact ?? 'Name not given'}, ${d.place}. Task: ${kinds[d.kind].task}. Doorstep word: ${d.word}. Be there by ${d.by}. ${reports(d.letter)}`,
  contactSince: (contact: string, place: string) => `For you, now known: ${contact}, ${place}.`,
  stillYours: (w: Wanted, letter: string) => `Yours already: ${needed(w)}. ${reports(letter)}`,
  declined: () => 'Thanks for telling us. We will ask somebody else.',
  reserve: (w: Wanted, area: string | null) =>
    `Thank you. Somebody has just said yes to ${needed(w)}${near(area)}. We keep you in reserve and text only if you are needed.`,
  standDown: (w: Wanted, area: string | null) =>
    `Thank you. Covered now: ${needed(w)}${near(area)}. You are not needed this time.`,
  calledOff: (w: Wanted) =>
    `No longer needed: ${needed(w)}. Thank you, please do not go. Delete the address if you have it.`,
  later: (w: Wanted) =>
    `Thank you. Sooner is needed for ${needed(w)}, so we ask on and keep you in reserve. We text if you are needed.`,
  mustBe: ({ diets, without, other }: Diet) =>
    `The food:${dietWords({ diets, without, other }).slice(1)}. If you cannot be sure of that, please say you can't after all.`,
  unsuitable: () => 'We have since heard that what is in it does not suit them.',
  doubleBooked: () =>
    'You have promised that time to another request. Finish or give up that one first, then reply again.',
  portionsGone: () => 'Those portions are promised to somebody else already. Thank you, nothing to do.',
  safeJourney: (letter: string) => `Thank you. Reply ${letter}4 when you are there. In danger call 999.`,
  accessNotes: (notes: readonly string[], codes: readonly string[]) =>
    `Good to know: ${[...circumstances(codes), ...notes].join('. ')}.`,
  goodToKnow: () => 'Thank you, noted.',
  thereNow: (letter: string) => `Thank you. Reply ${letter}5 when it is done.`,
  wellDone: () => 'Thank you, that made a difference. We have told them.',
  droppedThanks: () => 'Thanks for telling us. We are finding somebody else. Please delete the address.',
  replaced: (w: Wanted) =>
    `We have not heard from you about ${needed(w)}, so we are asking somebody else. Please do not go without telling us.`,
  relayed: (from: string, text: string) => `From ${from}: ${text}`,
  theResident: () => 'the person you are helping',
  passedOn: () => 'Passed on.',
  whichNeed: () =>
    'You have more than one request running. Start your message with its letter, for example "A back gate is open".',

  blocked: () =>
    'Done: no more messages pass between you, and we never match the two of you again. REPORT if a planner should look at it.',
  reported: () =>
    'Done: no more messages pass between you, and a planner looks at what was said. We never match the two of you again. In danger call 999.',
  relayEnded: () => 'Messages between the two of you no longer pass.',
  blockWho: () =>
    'Several people are coming. Who is it? Reply BLOCK or REPORT with the first name, for example: REPORT SAM',
  blockNobody: () => 'There is nobody whose messages we pass on to you just now. Danger to life: call 999.',

  // ── answering from another phone ──
  whichPostcode: () =>
    'If you answer for yourself from another phone: which postcode did you give us when you joined? Danger to life: call 999.',
  notProved: () =>
    'Sorry, that does not fit, so nothing has been done. Please answer from the phone we wrote to. Danger to life: call 999.',
  answeredElsewhere: () =>
    'Your answer came from another phone, with your name and postcode, and it counts. If that was not you, text us now.',

  // ── one person, several addresses ──
  linkCode: (code: string) =>
    `Text ${code} to us from your other phone or account within 30 minutes. Then both count as you, and you can answer from either.`,
  codeSent: (ending: string) =>
    `If we can text the number ending ${ending}, it now has a code. Reply with that code from there within 30 minutes; nothing changes before.`,
  codeForYou: (us: string, code: string) =>
    `${us}: somebody who texts us gave this number as theirs. If that was you, reply ${code}. If not, do nothing.`,
  codeUnknown: () => 'We do not know that code, or its 30 minutes are over. Text LINK PHONE for a new one.',
  codeElsewhere: () => 'Please text that code from your other phone or account, not from here.',
  numberWrong: () =>
    'That is not a whole phone number. Please text it again, for example: my new number is 07700 900123',
  numberKnown: () => 'That is the number you text from: it is yours already.',
  numberNamed: (ending: string) => `the number ending ${ending}`,
  accountNamed: (channel: string) => accounts[channel] ?? 'your other account',
  linkedHere: (other: string) =>
    `Done. This and ${other} count as one person now: answer from either. Reply NOT ME to undo that.`,
  linkedThere: (other: string) =>
    `From now on this and ${other} count as one person: our code was texted from there. Not you? Reply NOT ME.`,
  linkWaits: () =>
    'Both have something open with us, so a planner looks at it first. Until then please answer from the one we wrote to.',
  joinUndone: () => 'Undone: they are two people again, each with what was their own.',
  nothingJoined: () => 'Nothing was joined to you in the last 7 days. Danger to life: call 999.',
  numberMoved: (old: string) => `Done. We write to you here now and no longer to ${old}.`,
  numberLeft: (now: string) => `As you asked, we write to ${now} from now on and no longer here.`,

  // ── how somebody is reached ──
  wayChosen: (way: WayWish, noRinging: boolean) =>
    `OK, ${ways[way]} from now on${noRinging ? ' and do not ring' : ''}.`,
  wayMissing: () => 'We cannot reach you that way, so nothing is changed. We go on as before.',
  whatsappFirst: () => 'Please write to us once on WhatsApp: from then on we answer you there.',
  emailFirst: () => 'We have no e-mail address of yours yet.',
  ringAsked: () =>
    'We cannot ring by ourselves, so a person sees that you would like to be rung. Danger to life: call 999.',

  /** On somebody's page. `where`: which number. */
  reachedBy: (channel: string, where: string, mayRing: boolean) =>
    `We write to you first ${reached[channel]?.(where) ?? 'as before'}. ${mayRing ? 'We ring only when nothing else arrives.' : 'We do not ring.'}`,

  // ── a number that was silent for long ──
  whichFirstName: () =>
    'We have not heard from this number for long. So that we talk to the right person: what first name did you give us? If you are new here, reply NEW. Danger to life: call 999.',

  // ── offering ──
  thanksForOffer: () => 'Thank you. You are on our list and we ask you when a neighbour near you needs it.',
  offersWithdrawn: () => 'OK, your offer is withdrawn. Thank you.',
  askPortions: () => 'Thank you. How many portions, and until when today?',
  askContents: () =>
    'What of these is in it: meat, fish, shellfish, eggs, milk, honey, nuts, peanuts, gluten, soya, sesame, celery, mustard, lupin, sulphites, alcohol? Name each ("chicken, milk"; vegan or halal if it is), or NONE, or NOT SURE.',
  notAllKnown: () => 'Not all that is in it is known to us, so we offer it only to those who eat everything.',
  weeklyTaken: (w: WeeklyWords) => {
    const [day, time] = [weekdays[w.weekday - 1]!, clockWords(w.minute)]
    const said =
      w.direction === 'want'
        ? `We read: ${needed(w)} every ${day} at ${time}, ${w.place}${w.diet ? dietWords(w.diet) : ''}. The day before we ask who can.`
        : `Thank you: ${needed(w)} every ${day} at ${time}, ${w.place}. The day before we offer it.`
    return `${said} SKIP, PAUSE or NO MORE with the day changes it, e.g. "skip ${day}".`
  },
  weeklyChanged: (wish: StandingWish, weekday: number) => {
    const day = weekdays[weekday - 1]!
    if (wish === 'skip') return `OK, not the next ${day}. After that as usual.`
    if (wish === 'pause') return `OK, ${day}s are paused. Text RESUME ${day.toUpperCase()} to go on.`
    return wish === 'resume' ? `OK, ${day}s go on.` : `OK, no more ${day}s. Thank you.`
  },
  kitchenFirst: () => 'Before the first one a planner confirms your kitchen with you.',
  nothingWeekly: (weekday: number) => `Nothing is arranged with us for ${weekdays[weekday - 1]!}s.`,
  usualNow: (w: Wanted, weekday: number) =>
    `For ${needed(w)} there we ask you first every ${weekdays[weekday - 1]!} from now on. SKIP, PAUSE or NO MORE ${weekdays[weekday - 1]!.toUpperCase()}S changes that.`,
  usualGone: (first: string, weekday: number) =>
    `${first} cannot come on ${weekdays[weekday - 1]!}s any more. We ask somebody else each week and text you.`,
  weeklyOver: (w: Wanted & { readonly weekday: number }) =>
    `No longer needed on ${weekdays[w.weekday - 1]!}s: ${needed(w)}. Thank you for all of them.`,
  offerTaken: (portions: number, place: string, until: string) =>
    `Thank you: ${portions} ${portions === 1 ? 'portion' : 'portions'} at ${place} until ${until}. We text you when somebody near would like some. Text NOT NEEDED to withdraw.`,

  // ── joining ──
  joinName: (us: string) =>
    `Welcome to ${us}. We keep what you tell us to ask you for help near you, nothing else. STOP leaves at any time. What is your first name?`,
  joinNameAgain: () => 'What is your first name? Just the name, please.',
  joinPostcode: (first: string) => `Thank you, ${first}. What is your postcode? Nobody you help will see it.`,
  joinPostcodeAgain: () => 'We cannot find that postcode. Please text it again, for example GL20 5BY.',
  joinAdult: (letter: string) => `Are you 18 or over? Reply ${letter}1 yes, ${letter}2 no.`,
  askFirstName: () => 'What first name may we give to whoever would like some?',
  nameNoted: () => 'Thank you.',
  somebody: () => 'A volunteer',
  joinTooYoung: () =>
    'Thank you for wanting to help. You need to be 18 or over to join. We have kept nothing but this message.',
  joinSkills: (letter: string) =>
    `What could you do? Reply ${letter} and the numbers, like ${letter}1 3 5: 1 floods 2 shopping 3 prescriptions 4 meals 5 lifts by car 6 welfare checks 7 snow 8 power cuts 9 clean-up 10 pets 11 company 12 drains and grit`,
  joinRadius: () => 'How many miles would you go? A number is enough, for example 2.',
  joined: (skills: readonly KindId[], miles: number) =>
    `You are in, thank you: ${list.format(skills.map((k) => kinds[k].label))}, up to ${miles} ${miles === 1 ? 'mile' : 'miles'}. Until we have confirmed you we only ask for open-air jobs. AWAY pauses, STOP leaves.`,
  joinedAgain: (skills: readonly KindId[], miles: number) =>
    `Changed, thank you: ${list.format(skills.map((k) => kinds[k].label))}, up to ${miles} ${miles === 1 ? 'mile' : 'miles'}. AWAY pauses, STOP leaves.`,
  approved: () => 'Good news: you are confirmed as a volunteer. We will text when a neighbour near you needs help.',
  /** `from` null: from now on. */
  away: (until: string | null, from: string | null) => {
    if (until === null) return `OK, ${from ? `from ${from} ` : ''}we will not ask you until you text BACK.`
    return from
      ? `OK, we will not ask you from ${from} until ${until}. Text BACK to undo that.`
      : `OK, we will not ask you until ${until}. Text BACK to come back sooner.`
  },
  topicsLeft: (topics: readonly KindId[]) =>
    `OK, we will not ask you about ${list.format(topics.map((k) => kinds[k].label))} any more. Text BACK to be asked about everything again.`,
  hoursLimited: (hours: string) =>
    `OK, from now on we ask you only at these times: ${hours}. Text JOIN to change that.`,
  back: () => 'Welcome back. We will ask you again when someone near needs help.',
  notAVolunteer: () => 'You have not joined yet. Text JOIN to help others.',
  optedOut: () => 'You will get no more texts from us. Text START to come back. Danger to life: call 999.',
  optedIn: (us: string) => `Welcome back to ${us}. You will get our texts again. STOP leaves at any time.`,

  // ── what we hold about somebody ──
  ownDataShown: (link: LinkWords | null, by: string) =>
    `${link ? `What we hold about you, until ${link.until}, for your eyes only: ${link.url} ` : ''}A person checks your request too and answers by ${by}.`,
  erasureAsked: (link: LinkWords | null, by: string) =>
    `A person decides by ${by} whether all we hold about you can be deleted, and texts you. STOP ends our texts now.${link ? ` What we hold: ${link.url}` : ''}`,
  ownDataLater: () =>
    'Somebody is on the way just now, to you or you to them. Please ask again when it is done. Danger to life: call 999.',
  ownDataGiven: (link: LinkWords | null) =>
    link
      ? `As you asked, all we hold about you, until ${link.until}: ${link.url}`
      : 'As you asked, a person will show you all we hold about you and arrange with you how.',
  ownDataRefused: () =>
    'We cannot do what you asked with your data. Why is written down: ask us. You can complain to the Information Commissioner, ico.org.uk.',
  erasureGranted: () =>
    'As you asked, we now delete all we hold about you. This is our last text. You can always text us as somebody new.',

  // ── a page of one's own ──
  pageLink: (link: LinkWords | null) =>
    link
      ? `Your own page, until ${link.until}. Whoever has this link can read and answer for you: ${link.url} STOP LINKS ends it.`
      : 'We have no page of your own to send you: text us here. Danger to life: call 999.',
  pageHere: () => 'This is your page. To have a new link, press "Make a new link" on it.',
  linksEnded: () => 'Private links to your page have ended. Text LINK for a new one.',

  // ── duty officer ──
  alarm: (reason: AlarmReason, letter: string, about: Wanted | null, area: string | null) =>
    `ALARM: ${alarmWords[reason]}${about ? `, ${needed(about)}${near(area)}` : ''}. See the console. Reply ${letter}1 to take it on.`,
  alarmTaken: () => 'Thank you, it is yours. Nobody else will be called.',
  alarmTakenByOther: () => 'Somebody has taken that alarm already. Thank you.',
} as const

const alarmWords: Readonly<Record<AlarmReason, string>> = {
  danger: 'someone reports danger to life',
  nobody_left: 'nobody is left to ask',
  out_of_time: 'a request is out of time',
  to_planner: 'a request needs a planner',
  overdue: 'a volunteer on a job is silent',
  ring_them: 'someone with an open request or job sent STOP, ring them',
  unconfirmed: 'a text may or may not have gone out',
  turn_failed: 'a message could not be handled',
  budget_warning: 'four fifths of a budget for texts are spent',
  budget_reached: 'a budget for texts is spent',
  provider_slow: 'texts arrive late, another provider is used',
  ledger_unsigned: 'the log is not signed: it is older or other than it was',
  witness_refused: 'a witness refuses our log',
  witness_silent: 'a witness has not answered for an hour',
  not_listening: 'a channel cannot be connected to, see the log',
  not_posted: 'a post was not taken, see the incidents',
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What every language has to say: one file each, with all of these. */
export type Phrases = typeof en
