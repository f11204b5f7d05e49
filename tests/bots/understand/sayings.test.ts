import { describe, expect, it } from 'vitest'
import { byWhen } from '../../../bots/understand/by-when.ts'
import { fold } from '../../../bots/understand/fold.ts'
import { peopleIn, portionsIn } from '../../../bots/understand/quantities.ts'
import { readRequest } from '../../../bots/understand/request.ts'
import { respell } from '../../../bots/understand/spelling.ts'

const read = (text: string) => respell(fold(text))
/** A Wednesday, one minute past noon in London. */
const now = '2026-01-14T12:01:00.000Z'

describe('how many people a text is about', () => {
  it.each([
    ['there are 4 of us', 4],
    ['four of us on the first floor', 4],
    ['family of five with nowhere to go', 5],
    ['2 adults and 3 kids', 5],
    ['two adults, one toddler', 3],
    ['me and my two kids', 3],
    ['me and my wife', 2],
    ['just me and the dog', 1],
    ["it's just me", 1],
    ['my husband and I', 2],
    ['a party of 12', 12],
    ['group of eight walkers', 8],
    ['we are six people', 6],
    ["there's 3 of us", 3],
    ['seven elderly residents', 7],
    ['9 people stuck in the hall', 9],
    ['dinner for six', 6],
    ['about 20 people here', 20],
    ['a couple of pensioners', 2],
    ['mum, dad and three children', 5],
    ['me, my mum and my gran', 3],
    ['both of us are in our eighties', 2],
    ['need 4 sandbags', null],
    ['the road is flooded', null],
    ['back in 5 minutes', null],
    ['at number 12', null],
  ])('"%s": %s', (text, people) => {
    expect(peopleIn(read(text))).toBe(people)
  })
})

describe('how many portions a text is about', () => {
  it.each([
    ['got 4 spare lasagnes', 4],
    ['6 portions of chilli', 6],
    ['ten hot meals please', 10],
    ['meal for two', 2],
    ['dinners for 4 tonight', 4],
    ['enough soup for six', 6],
    ['two trays of sandwiches', null],
    ['a dozen pies going spare', 12],
    ['3 plates of curry', 3],
    ['food for a family of five', 5],
    ['food for 3 adults and 2 kids', 5],
    ['20 pasties left over', 20],
    ['half a dozen hot dinners', 6],
    ['a meal please', 1],
    ['some bread please', null],
    ['ready for 5pm', null],
    ['for 2 hours', null],
  ])('"%s": %s', (text, portions) => {
    expect(portionsIn(read(text))).toBe(portions)
  })
})

describe('by when something is wanted, on a Wednesday at noon', () => {
  it.each([
    ['need it by 5pm', '2026-01-14T17:00:00.000Z'],
    ['before 5 pm please', '2026-01-14T17:00:00.000Z'],
    ['by 17:30', '2026-01-14T17:30:00.000Z'],
    ['by half five', '2026-01-14T17:30:00.000Z'],
    ['by half past 5', '2026-01-14T17:30:00.000Z'],
    ['tonight', '2026-01-14T22:00:00.000Z'],
    ['this evening', '2026-01-14T22:00:00.000Z'],
    ['this afternoon', '2026-01-14T17:00:00.000Z'],
    ['tomorrow morning', '2026-01-15T12:00:00.000Z'],
    ['tomorrow at 9', '2026-01-15T09:00:00.000Z'],
    ['tomorrow afternoon', '2026-01-15T17:00:00.000Z'],
    ['by tomorrow', '2026-01-15T22:00:00.000Z'],
    ['on Friday', '2026-01-16T22:00:00.000Z'],
    ['before Friday', '2026-01-15T22:00:00.000Z'],
    ['Friday at 10am', '2026-01-16T10:00:00.000Z'],
    ['by Monday morning', '2026-01-19T12:00:00.000Z'],
    ['in 2 hours', '2026-01-14T14:01:00.000Z'],
    ['within half an hour', '2026-01-14T12:31:00.000Z'],
    ['in the next 20 mins', '2026-01-14T12:21:00.000Z'],
    ['at midnight', '2026-01-15T00:00:00.000Z'],
    ['before noon tomorrow', '2026-01-15T12:00:00.000Z'],
    ['my scan is at 2:15', '2026-01-14T14:15:00.000Z'],
    ['no rush', null],
    ['at number 5', null],
    ['meals for 6', null],
    ['the flood of 2007', null],
  ])('"%s": %s', (text, by) => {
    expect(byWhen(read(text), now)).toBe(by)
  })
})

describe('what makes it harder', () => {
  it.each([
    ["mum can't walk", ['cannot_walk']],
    ['she is in a wheelchair', ['cannot_walk']],
    ['he uses a zimmer frame', ['cannot_walk']],
    ["I can't manage the stairs", ['cannot_walk']],
    ['bedridden upstairs', ['cannot_walk']],
    ['on home oxygen', ['oxygen']],
    ['needs his ventilator', ['oxygen']],
    ['oxygen concentrator has stopped', ['oxygen']],
    ["I've got a newborn", ['baby']],
    ['our baby is cold', ['baby']],
    ['a 3 week old here', ['baby']],
    ['three small children', ['child']],
    ['my son is 4', ['child']],
    ['I live alone', ['alone']],
    ['all by myself', ['alone']],
    ['she lives on her own', ['alone']],
    ["he's deaf", ['deaf']],
    ['hard of hearing', ['deaf']],
    ['partially sighted', ['blind']],
    ["I'm registered blind", ['blind']],
    ['no English', ['no_english']],
    ["they don't speak English", ['no_english']],
    ["my mother doesn't speak much English", ['no_english']],
    ['dad has dementia', ['dementia']],
    ["grandad's got alzheimers", ['dementia']],
    ['on dialysis', ['dialysis']],
    ['he has dialysis three times a week', ['dialysis']],
    ["I'm 86", ['old']],
    ['she is 91 years old', ['old']],
    ["mum's 88", ['old']],
    ['an elderly couple', ['old']],
    ['eight months pregnant', ['pregnant']],
    ['not alone', []],
    ["she isn't alone, her son is there", []],
    ['no baby here', []],
    ["there's no children", []],
    ['nobody disabled', []],
    ['leave me alone', []],
    ['not pregnant', []],
    ['he is not deaf', []],
    ['number 86', []],
    ['86 sandbags', []],
    ['a blind corner', []],
    ['I speak English', []],
  ])('"%s": %j', (text, codes) => {
    expect(readRequest(text).vulnerable).toEqual(codes)
  })
})

describe('how pressing it is', () => {
  it.each([
    ['need help now', 'urgent'],
    ['urgent please', 'urgent'],
    ['asap', 'urgent'],
    ['sandbags quick!!!', 'urgent'],
    ['desperate for water', 'urgent'],
    ['it is an emergency', 'urgent'],
    ['not urgent', 'routine'],
    ['no rush at all', 'routine'],
    ['whenever you can', 'routine'],
    ['next week is fine', 'routine'],
    ['some time this week', 'routine'],
    ['today if possible', 'soon'],
    ['by tonight', 'soon'],
    ['need some bread', null],
  ])('"%s": %s', (text, urgency) => {
    expect(readRequest(text).urgency).toBe(urgency)
  })
})

describe('wanted or offered', () => {
  it.each([
    ['I can offer a spare room', 'offer'],
    ['happy to lend a pump', 'offer'],
    ['got 4 spare lasagnes', 'offer'],
    ['we can put up a family of four', 'offer'],
    ["I've a van and can move furniture", 'offer'],
    ['blankets going spare', 'offer'],
    ['free to help on Saturday', 'offer'],
    ["I'd like to volunteer", 'offer'],
    ['is there a spare room anywhere', 'want'],
    ['could I borrow a pump', 'want'],
    ['has anyone got a spare heater', 'want'],
    ['need a lift, happy to pay for petrol', 'want'],
    ['we need someone who can lend us a generator', 'want'],
    ['can anyone spare some blankets', 'want'],
    ['where can we get sandbags', 'want'],
  ])('"%s": %s', (text, direction) => {
    expect(readRequest(text).direction).toBe(direction)
  })
})
