import { describe, expect, it, test } from 'vitest'
import { bare, fold, hasPhrase } from '../../../bots/understand/fold.ts'
import { falseFriends, plain, shortAnswer, type WordMeaning, wordsOf } from '../../../bots/understand/words/index.ts'
import { isThanks } from '../../../bots/understand/words/thanks.ts'
import { type Language, languages } from '../../../bots/understand/words.ts'

const meanings: readonly WordMeaning[] = ['yes', 'no', 'onTheWay', 'arrived', 'done', 'stop']

describe.each(languages)('the words of %s', (language) => {
  const words = wordsOf[language]

  it('say yes, no, on my way, arrived, done and stop, and at least 15 dangers', () => {
    for (const meaning of meanings) expect(words[meaning].length, meaning).toBeGreaterThanOrEqual(4)
    expect(words.danger.length).toBeGreaterThanOrEqual(15)
  })

  it('stand as a text is read: folded, short answers bare', () => {
    for (const meaning of meanings) expect(words[meaning].map(bare), meaning).toEqual(words[meaning])
    expect(words.danger.map(fold)).toEqual(words.danger)
  })

  it('mean one thing each', () => {
    const all = meanings.flatMap((meaning) => words[meaning])
    expect(all.filter((word, i) => all.indexOf(word) !== i)).toEqual([])
  })
})

test('no word means different things in two lists', () => {
  const found = languages.flatMap((language) =>
    meanings.flatMap((meaning) => wordsOf[language][meaning].map((word) => ({ language, meaning, word }))),
  )
  const clashes = Map.groupBy(found, ({ word }) => word)
    .values()
    .filter((uses) => new Set(uses.map((use) => use.meaning)).size > 1)
  expect([...clashes]).toEqual([])
})

/** What a word says in a language in whose list it is not: it would be taken for another's. */
test.each<[Language, string, string]>([
  ['pl', 'no', 'a careless yes; no in English'],
  ['es', 'pronto', 'soon; done in Portuguese'],
  ['cy', 'da', 'good; yes in Romanian'],
  ['ro', 'la', 'at'],
])('in %s "%s" is %s, so it is asked about', (language, word) => {
  expect(falseFriends[language]).toContain(word)
  expect(shortAnswer(word, language)).toBe('unclear')
})

test.each<[string, Language | null, WordMeaning | null]>([
  ['Tak!', null, 'yes'],
  ['tak', 'uk', 'yes'],
  ['da', 'ro', 'yes'],
  ['da', null, 'yes'],
  ['no', 'es', 'no'],
  ['no', 'en', 'no'],
  ['no', null, 'no'],
  ['Não', 'pt', 'no'],
  ['nao posso', 'pt', 'no'],
  ['NIE', null, 'no'],
  ['nie moge', 'pl', 'no'],
  ['gallaf', null, 'yes'],
  ['Gallaf.', 'cy', 'yes'],
  ['na', 'cy', 'no'],
  ['ar y ffordd', 'en', 'onTheWay'],
  ['haan ji', null, 'yes'],
  ['جی ہاں', null, 'yes'],
  ['لا', 'ar', 'no'],
  ['وصلت', null, 'arrived'],
  ['أنا في الطريق', 'ar', 'onTheWay'],
  ['انا في الطريق', 'ar', 'onTheWay'],
  ['ਹਾਂ ਜੀ', 'pa', 'yes'],
  ['আসছি', null, 'onTheWay'],
  ['হয়ে গেছে।', 'bn', 'done'],
  ['вже їду', null, 'onTheWay'],
  ["j'arrive", 'fr', 'onTheWay'],
  ['¡Sí!', 'es', 'yes'],
  ['waan soo socdaa', 'so', 'onTheWay'],
  ['jooji', null, 'stop'],
  ['yes', 'pl', 'yes'],
  ['done', 'so', 'done'],
  ['tak', 'es', null],
  ['maybe', null, null],
  ['', null, null],
])('"%s" from somebody who writes %s is %s', (text, language, meaning) => {
  expect(shortAnswer(text, language)).toBe(meaning)
})

test.each([
  ['Nie mogę oddychać', 'nie moge oddychac'],
  ['inconștientă', 'inconstienta'],
  ['sœur', 'soeur'],
  ['أزمة', 'ازمه'],
  ['পৌঁছে', 'পৌঁছে'],
])('%s without its marks is %s', (text, without) => {
  expect(plain(fold(text))).toBe(without)
})

test.each([
  'the flood came in last night and the street is full of mud',
  'no problem, see you at the door around 5',
  'the lunch club was lovely, tan lines and all',
  'she went dancing in Paris, on a la bonne heure',
  'Dan is on the bus, more later',
])('no foreign danger is heard in "%s"', (text) => {
  const foreign = languages.filter((language) => language !== 'en')
  const heard = foreign.flatMap((language) =>
    wordsOf[language].danger.filter((phrase) => hasPhrase(fold(text), phrase)),
  )
  expect(heard).toEqual([])
})

test.each(['Merci!', 'dzieki', 'Diolch yn fawr', 'شكراً', 'ধন্যবাদ', 'obrigado'])('"%s" is thanks', (text) => {
  expect(isThanks(text)).toBe(true)
})

test.each(['merci de venir', 'tak', 'nie', 'gracias a dios'])('"%s" is not thanks alone', (text) => {
  expect(isThanks(text)).toBe(false)
})
