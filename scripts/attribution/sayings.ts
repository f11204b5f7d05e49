import type { KindId } from '../../core/kinds.ts'

// What people say, collected from how they talk and not from what the reader understands.

/** Sayings parted by bars; quotes keep the spaces of one, ⏎ is a new line. */
const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/ *\| *|\n */)
    .map((one) => (/^'.*'$/.test(one) ? one.slice(1, -1) : one).replaceAll('⏎', '\n'))

export const yeses = list(`
  yes | Yes | YES | yes please | Yes! | yep | Yep | yeah | Yeah can do | yup | aye | Yes I can | yes I can do it
  I can do that | Can do | will do | Happy to | happy to help | count me in | of course | Yes of course | definitely
  absolutely | go on then | Put me down | I'll do it | Yes, I'll go | yes mate | Yes love | yes no problem
  yes that's fine | ok yes | Yes ok | yes thanks | I can help with that | yes I will | I'm free | yes we can
  Leave it with me
`)

export const weakYeses = list(`
  ok | OK | Ok | okay | 👍 | 👍🏽 | k | sure | fine | no problem | no worries | great | 👌 | ✅ | Ok 👍 | alright
  ok thanks | that’s fine
`)

export const noes = list(`
  no | No | NO | nope | nah | No sorry | sorry no | no thanks | Not today | not today sorry | No not this time
  no sorry mate | No, sorry | No thank you | sorry, no | not tonight sorry | No. Sorry | no can do | afraid not
  Sorry not this time
`)

export const cants = list(`
  can't | Sorry can’t | I can't | cant sorry | Sorry I cant make it | can't today | I'm afraid I can't
  unable to help | sorry cannot do | Can't this time sorry
`)

export const reasons = list(`
  sorry I'm away | at work | I'm at work sorry | working tonight | busy today | we're on holiday | I'm ill
  sorry poorly | not around today
`)

export const gaveUp = list(`
  can't make it after all | sorry can't come after all | I can't do it any more | have to drop out
  something's come up, can't make it | Sorry I have to pull out | no longer able to come
`)

export const setOff = list(`
  on my way | On my way now | I'm on my way | omw | setting off | Setting off now | just leaving | leaving now
  coming now | heading over | just left | we're on our way | On the way | en route | off now, on my way
`)

export const arrivals = list(`
  here | I'm here | arrived | Here now | I'm there | at the door | outside | just arrived | got here | We're here now
  there now | outside now
`)

export const finishes = list(`
  done | Done | all done | finished | All done thanks | job done | sorted | Finished now | it's done | all sorted
  Completed | Done 👍 | dropped off
`)

export const maybes = list(`
  maybe | might be able to | let me check | I'll see | not sure yet | possibly | I'll try | depends how long
  let me ask my wife | probably | I think so | could do | should be able to | hang on | maybe later
`)

export const conditions = list(`
  but no car | but not before 6 | after 6 | if someone can lend me a pump | but only for an hour | if still needed
  but I need a lift | after work | once the kids are in bed | but can’t lift anything | as long as the road is open
  from 7pm | when I finish here | but only until 9 | with my son | tomorrow | later on | but on foot
`)

export const inMinutes: readonly (readonly [string, number])[] = [
  ['in 20', 20],
  ['in 20 mins', 20],
  ['in 2 hours', 120],
  ['in half an hour', 30],
  ['in an hour', 60],
  ['in about 15 minutes', 15],
  ['within 30 min', 30],
  ['in 1 hr', 60],
  ['in 45 minutes', 45],
]

export const thanks = list(`
  thanks | Thank you | ok thanks | cheers | No problem | ok | 👍 | Ok no worries | Thanks for letting me know | thx
  great | Glad it’s sorted | good to hear | ok good | brilliant | no worries | Glad someone's got it | ta | 🙏
  Ok thank you | well done all | Lovely | ok glad its covered | good news | ❤️ | Thanks everyone | phew good
`)

export const questions = list(`
  is it far? | what is the address | what's the address? | who is it for? | how long will it take? | do I need a van?
  is this still needed? | where is it | can I bring my dog? | what time? | are you still looking for someone?
  how many of us are going? | do you still need me | What do I bring? | Is there parking? | Which one is nearest?
  when is it for | is anyone else going? | Did you get my message? | can you ring me | would tomorrow be ok?
  Shall I go now? | Has anyone said yes?
`)

/** {A} is a letter with its digit that stands for something open, {K} its kind. */
export const questionsAbout = list(`
  is {A} still needed? | Is {A} still going? | do you still need someone for {A} | what is {A} again?
  How far is {A}? | which one was {A}? | is the {K} still needed? | Do I need a car for the {K}?
  where is the {K} one? | how long is {A} likely to take? | has someone done {A}? | can I do {A} tomorrow instead?
`)

export const chatter = list(`
  what a night | the river is so high | Yes it was terrible last night wasn't it | No idea what is going on down there
  hope everyone is ok | my street is fine | the A1 is shut | M5 closed at junction 9 | the A4 is flooded by the bridge
  It's stopped raining here | all quiet here | water is going down now | Yes I know them, lovely couple
  no rain here yet | no power at ours either | One of the trees is down on Mill Lane
  I was there in 2007, worse than this | the dog is hiding under the table lol | been to the shop, shelves are empty
  a bit worried about the bridge | You too | see you there | Happy birthday! | Merry Christmas all | wrong chat sorry
  Is that you Dave? | I can see the water from here | no one is answering at number 4 | my mum says hello
  Yes and the council have done nothing | done in after last night | on my way home from work
  No lights on in the whole street | to be honest it could be worse | can see two fire engines from here
  they say one more hour of rain | a won ton soup sounds good right now | Just finished tea | yes minister lol
  The C2 bus is not running | flat D4 has water in | stuck on the M5 | two of the kids are off school
  for what its worth the council number is engaged | here we go again | Yes my kitchen is under water too
  no the water is coming in now | why is nobody doing anything about the drains | see to it that the gate is shut
  OK so the water is up to the step now | Thanks to the lad who came yesterday | ok who left the gate open
`)

/** What two people on a job say to one another. */
export const talk = list(`
  I'll use the back gate | what colour is the door | the road is blocked so going the long way | nearly at the bridge
  is the dog friendly? | Do you want brown or white bread | no semi skimmed left, is full fat ok? | which house is it
  Cant find number 12 | the chemist shuts at 6 | your side gate is locked | I have got the key from next door
`)

export const names = list(`
  Sam | Priya | Jean | Mo | Dave | Sandra | Tom | Mia | Bethan | Ali | Nia | Al | Chris | Sue
`)

/** What people call a kind of help when they answer the text that asked for it. */
export const nicknames: Readonly<Record<KindId, readonly string[]>> = {
  flood_help: ['flood', 'flood help', 'sandbags', 'flooding'],
  evacuation: ['evacuation'],
  shopping: ['shopping', 'shop', 'groceries', 'food shop'],
  prescription: ['prescription', 'prescription pick-up', 'chemist', 'meds'],
  meal: ['meal', 'cooked meal', 'dinner', 'hot meal'],
  lift: ['lift', 'lift to hospital'],
  welfare_check: ['welfare check', 'welfare visit', 'check'],
  snow_ice: ['snow clearing', 'snow', 'ice clearing', 'gritting'],
  power: ['power cut', 'power cut help', 'power bank'],
  clean_up: ['clean up', 'cleaning up', 'clean-up', 'mud'],
  pet_care: ['dog walk', 'dog walking', 'pet care', 'dog'],
  company: ['company', 'chat'],
  asset: ['drain check', 'drain', 'grit bin'],
  other: ['help'],
}

export const late = list(`
  'Sorry only just seen this, ' | 'sorry phone was off. ' | 'Just got this - ' | 'Sorry for late reply, '
  'my battery died. ' | 'only just seen your text ' | 'Hi sorry for the delay. ' | 'Sorry, no signal till now. '
`)
export const greetings = list(`
  'Hi, ' | 'hi ' | 'Hello ' | 'Hiya, ' | 'Morning! ' | 'Good evening. ' | 'hey ' | 'Dear Muster, ' | 'Hi all, '
`)
export const endings = list(`
  '' | '' | '' | '' | '' | ' thanks' | ' x' | ' xx' | . | ! | ' 😊' | ' 👍' | , thanks | ' please' | ' mate' | !!
  ' :)' | '⏎Thanks' | ' lol'
`)

export const weakNoAnswer = list(`
  yes | no | ok | yes please | Yes | No thanks | yeah | no
`)
