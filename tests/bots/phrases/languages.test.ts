import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { en, type Phrases } from '../../../bots/phrases/en.ts'
import { isSpoken, phraseBooks, phrasesIn, sayTime } from '../../../bots/phrases/phrases.ts'
import { segmentsOf } from '../../../bots/phrases/segments.ts'
import { doorstepWord } from '../../../bots/turns/details.ts'
import type { AlarmReason } from '../../../core/alerts/alarm.ts'
import { type KindId, kindIds } from '../../../core/kinds.ts'

const names = Object.keys(en) as readonly (keyof Phrases)[]
const sources = globSync('bots/{converse.ts,conversations,turns,phrases/phrases.ts}/**/*.ts')
  .concat(globSync('bots/{converse,phrases/phrases}.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Chosen by what happened: `p[phrase]` in announce.ts. */
const chosenByName = /'(accepted|promoted|assigned)'/g

describe.each(Object.keys(phraseBooks))('what we say in %s', (language) => {
  const p = phraseBooks[language]!

  it('has every sentence, and none besides', () => {
    expect(names.filter((name) => !Object.hasOwn(p, name))).toEqual([])
    expect(Object.keys(p).filter((name) => !names.includes(name as keyof Phrases))).toEqual([])
  })

  it('has no sentence that only stands in English', () => {
    const ours = said(p)
    const english = said(en)
    const same = language === 'en' ? [] : Object.keys(ours).filter((name) => ours[name] === english[name])
    expect(same).toEqual([])
  })

  it('is understood by every phone: only letters of GSM-7 in what is ours', () => {
    const spelt = Object.entries(said(p)).filter(([, text]) => !/^[\x20-\x7e£àèéìòùÄÖÑÜäöñü\n]*$/.test(text))
    expect(spelt).toEqual([])
  })

  it('fits its segments with long values in it', () => {
    const long = Object.entries(said(p)).filter(([name, text]) => segmentsOf(text) > budget(language, name))
    expect(long.map(([name, text]) => `${name}: ${segmentsOf(text)} segments: ${text}`)).toEqual([])
  })
})

test('every phrase is said somewhere', () => {
  const byName = new Set([...sources.matchAll(chosenByName)].map((match) => match[1]))
  const unused = names.filter((name) => !new RegExp(`\\bp\\??\\.${name}\\b`).test(sources) && !byName.has(name))
  expect(unused).toEqual([])
})

/** One for what a volunteer is asked or told off, two for the rest; Welsh says the same in more letters. */
function budget(language: string, name: string): number {
  const short = ['invitation', 'standDown', 'calledOff', 'reserve', 'danger', 'isItDone', 'optedOut']
  const one = short.some((phrase) => name.startsWith(phrase))
  return language === 'en' ? (one ? 1 : 2) : one ? 2 : 3
}

const us = 'Muster Gloucs County'
const area = 'the GL20 area'
const first = 'Maximiliana'
const contact = 'Maximiliana Featherstonehaugh-Smythe, Flat 12b, 114 Upper Mill Lane'
const place = 'GL20 5BY'
const street = 'Upper Mill Lane, Tewkesbury'
const word = doorstepWord(() => 27)
const link = (until: string) => ({ url: 'https://muster.gloucestershire.gov.uk/own/AAAAAAAAAAAAAAAAAAAAAA', until })
const reasons: readonly AlarmReason[] = [
  ...(['danger', 'nobody_left', 'out_of_time', 'to_planner'] as const),
  ...(['overdue', 'ring_them', 'unconfirmed', 'turn_failed'] as const),
  ...(['ledger_unsigned', 'witness_refused', 'witness_silent', 'not_posted', 'not_listening'] as const),
  ...(['budget_warning', 'budget_reached', 'provider_slow'] as const),
]

/** Every sentence with long values, by its name and what varies in it. */
function said(p: Phrases): Record<string, string> {
  const by = sayTime('2026-11-23T14:30:00.000Z', '2026-11-22T14:30:00.000Z', p)
  return {
    ...fixed(p),
    ...Object.fromEntries(kindIds.flatMap((kind) => ofKind(p, kind, by))),
    ...Object.fromEntries(reasons.map((reason) => [`alarm ${reason}`, p.alarm(reason, 'AC', null, null)])),
    danger: p.danger(),
    notUnderstood: p.notUnderstood(us),
    handOver: p.handOver('https://muster.gloucestershire.gov.uk/go/ACDEFGHJKMNP'),
    aboutUs: p.aboutUs(us),
    unknownLetter: p.unknownLetter('AC1'),
    itemOver: p.itemOver('AC1', null),
    whichDigit: p.whichDigit('AC'),
    languageNotSpoken: p.languageNotSpoken('uk'),
    placeNotFound: p.placeNotFound(street),
    placeDoubtful: p.placeDoubtful('AC', [street, street, street]),
    placeTown: p.placeTown(street),
    placeWide: p.placeWide(street),
    placeThreeWords: p.placeThreeWords(),
    placeLink: p.placeLink(),
    placeWithin: p.placeWithin(street, 1_500),
    askKind: p.askKind('AC'),
    offerTaken: p.offerTaken(12, place, by),
    mustBe: p.mustBe({ diets: ['vegan'], without: ['nuts', 'peanuts'], other: null }),
    onTheWay: p.onTheWay(first),
    isThere: p.isThere(first),
    cannotCome: p.cannotCome(first),
    statusSeen: p.statusSeen(first, by),
    statusShown: p.statusShown(by),
    introduction: p.introduction(us),
    contactSince: p.contactSince(contact, place),
    safeJourney: p.safeJourney('AC'),
    thereNow: p.thereNow('AC'),
    accessNotes: p.accessNotes([], ['cannot_walk', 'oxygen', 'alone']),
    relayed: p.relayed(p.theResident(), 'ok'),
    joinName: p.joinName(us),
    joinPostcode: p.joinPostcode(first),
    joinAdult: p.joinAdult('AC'),
    joinSkills: p.joinSkills('AC'),
    joined: p.joined(['flood_help', 'shopping', 'prescription'], 2),
    joinedAgain: p.joinedAgain(['flood_help', 'shopping', 'prescription'], 1.5),
    whichPostcode: p.whichPostcode(),
    notProved: p.notProved(),
    answeredElsewhere: p.answeredElsewhere(),
    topicsLeft: p.topicsLeft(['meal', 'shopping']),
    hoursLimited: p.hoursLimited('Mon-Fri 18:00-22:00'),
    away: p.away(by, null),
    awayForGood: p.away(null, null),
    awayLater: p.away(by, by),
    awayLaterForGood: p.away(null, by),
    optedIn: p.optedIn(us),
    ownDataShown: p.ownDataShown(link(by), by),
    ownDataShownLater: p.ownDataShown(null, by),
    erasureAsked: p.erasureAsked(link(by), by),
    erasureAskedUnseen: p.erasureAsked(null, by),
    ownDataGiven: p.ownDataGiven(link(by)),
    linkCode: p.linkCode('KW4-TRX7'),
    codeSent: p.codeSent('23'),
    codeForYou: p.codeForYou(us, 'KW4-TRX7'),
    linkedHere: p.linkedHere(p.accountNamed('')),
    linkedThere: p.linkedThere(p.numberNamed('23')),
    numberMoved: p.numberMoved(p.numberNamed('23')),
    numberLeft: p.numberLeft(p.numberNamed('23')),
    reachedBy: p.reachedBy('sms', p.numberNamed('23'), true),
    wayChosen: p.wayChosen('whatsapp', true),
    pageLink: p.pageLink(link(by)),
    pageLinkNone: p.pageLink(null),
    ownDataGivenLater: p.ownDataGiven(null),
  }
}

/** The sentences in which nothing varies. */
const fixed = (p: Phrases): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const phrase = p[name] as unknown
      const plain = typeof phrase === 'function' && phrase.length === 0 && name !== 'nameNoted'
      return plain ? [[name, (phrase as () => string)()] as const] : []
    }),
  )

function ofKind(p: Phrases, kind: KindId, by: string): (readonly [string, string])[] {
  const wanted = { kind, portions: 12 }
  const requirements = ['two_to_lift']
  const disclosed = { ...wanted, letter: 'AC', contact, place, word, by }
  const briefing = p.briefingOf(kind)
  const readBack = (next: 'planner' | 'nobody_free' | 'asking', waitsUntil: string | null) => {
    const vulnerable = ['cannot_walk', 'oxygen']
    return `${p.readBack({ ...wanted, place, vulnerable, diet: null, next, waitsUntil })} ${p.askContact()}`
  }
  const phrases: Record<string, string> = {
    invitation: p.invitation({
      ...wanted,
      us,
      letter: 'AC',
      area,
      halfMiles: 15,
      withinMin: 180,
      requirements,
      diet: null,
    }),
    standDown: p.standDown(wanted, area),
    calledOff: p.calledOff(wanted),
    reserve: p.reserve(wanted, area),
    later: p.later(wanted),
    readBackPlanner: readBack('planner', null),
    readBackNobody: readBack('nobody_free', null),
    readBackWaits: readBack('asking', by),
    readBack: readBack('asking', null),
    accepted: p.accepted(disclosed),
    promoted: p.promoted(disclosed),
    assigned: p.assigned(disclosed),
    ...(briefing === null ? {} : { briefing: p.briefing('AC', briefing) }),
    stillYours: p.stillYours(wanted, 'AC'),
    coming: p.coming(wanted, first, by, word),
    isItDone: p.isItDone(wanted, first, 'AC'),
    notDone: p.notDone(wanted, true),
    notDoneAlarm: p.notDone(wanted, false),
    nobodyYet: p.nobodyYet(wanted),
    closedByPlanner: p.closedByPlanner(wanted),
    enteredForYou: p.enteredForYou(us, wanted, place),
    statusAsked: p.statusAsked(wanted, place, 12),
    statusPlanner: p.statusPlanner(wanted, place),
    statusComing: p.statusComing(wanted, first, by, word, 'accepted'),
    withdrawn: p.withdrawn(wanted),
    replaced: p.replaced(wanted),
    whichToClose: p.whichToClose([wanted, wanted, wanted]),
    whichOne: p.whichOne([{ letter: 'AC', kind, digit: 1 }]),
    isItReallyDone: p.isItReallyDone(wanted, 'AC'),
    whichAnswer: p.whichAnswer('AC', wanted),
    alarm: p.alarm('ring_them', 'AC', wanted, area),
  }
  return Object.entries(phrases).map(([name, text]) => [`${name} ${kind}`, text] as const)
}

describe('Welsh numbers take the form of the noun that follows them', () => {
  const cy = phrasesIn('cy')

  it.each([
    [1, "pryd wedi'i goginio"],
    [2, "2 bryd wedi'u coginio"],
    [3, "3 phryd wedi'u coginio"],
    [4, "4 pryd wedi'u coginio"],
    [6, "6 phryd wedi'u coginio"],
    [12, "12 pryd wedi'u coginio"],
  ])('%i', (portions, words) => {
    expect(cy.calledOff({ kind: 'meal', portions })).toContain(`: ${words}.`)
  })

  it.each([
    [1, 'i 1 person'],
    [2, 'i 2 berson'],
    [3, 'i 3 pherson'],
    [11, 'i 11 o bobl'],
  ])('%i asked', (asked, words) => {
    expect(cy.statusAsked({ kind: 'shopping', portions: null }, place, asked)).toContain(words)
  })

  it.each([
    [1, '1 filltir'],
    [2, '2 filltir'],
    [3, '3 milltir'],
    [0.5, '0.5 milltir'],
  ])('%s miles', (miles, words) => {
    expect(cy.joined(['shopping'], miles)).toContain(`hyd at ${words}`)
  })
})

test('a day is named in the language it is said in, without curly spaces', () => {
  const [instant, now] = ['2026-11-23T07:00:00.000Z', '2026-11-22T14:00:00.000Z']
  expect(sayTime(instant, now, phrasesIn('cy'))).toBe('Llun, 23 Tach, 07:00')
  expect(sayTime(instant, now)).toBe('Mon 23 Nov, 07:00')
})

test('a language that we cannot write is answered in English', () => {
  expect(isSpoken('pl')).toBe(false)
  expect(phrasesIn('pl')).toBe(en)
  expect(phrasesIn('constructor')).toBe(en)
})

test.each(Object.entries(phraseBooks))('what stands on a button has at most 20 characters, in %s', (_, p) => {
  const pressed = Object.entries(p).filter(([name]) => name.startsWith('press'))
  const labels = pressed.flatMap(([, label]) => (typeof label === 'function' ? (label as () => string)() : label))
  expect(p.pressKinds).toHaveLength(6)
  expect(labels.length).toBeGreaterThan(10)
  expect(labels.filter((label) => label.length > 20)).toEqual([])
})
