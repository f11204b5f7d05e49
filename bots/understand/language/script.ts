import type { Detected } from './detect.ts'

const none: Detected = { language: null, confident: false }
const count = (letters: string, script: RegExp): number => letters.match(script)?.length ?? 0
/** A foreign script tells from this share of all letters on: names and web addresses are written in Latin. */
const tellingShare = 0.35
const scripts = /(?!\p{Script=Latin})\p{L}/u

/** The language that the script of a text tells; undefined for Latin letters. */
export function byScript(words: readonly string[]): Detected | undefined {
  const letters = words.join('')
  if (letters === '') return none
  if (!scripts.test(letters)) return undefined
  const has = (script: RegExp) => count(letters, script) > tellingShare * letters.length
  if (has(/\p{Script=Gurmukhi}/gu)) return { language: 'pa', confident: true }
  if (has(/\p{Script=Bengali}/gu)) return bengali(letters)
  if (has(/\p{Script=Arabic}/gu)) return arabic(words.filter((word) => /\p{Script=Arabic}/u.test(word)))
  if (has(/\p{Script=Cyrillic}/gu)) return cyrillic(words)
  return count(letters, /\p{Script=Latin}/gu) > letters.length / 2 ? undefined : none
}

const bengali = (letters: string): Detected => (/[ৰৱ]/.test(letters) ? none : { language: 'bn', confident: true })

/** Words of Ukrainian that its neighbours spell otherwise. */
const ukrainianWords =
  /^(?:я|ми|він|вона|вони|це|так|допоможіть|допомога|допомогу|допомоги|дуже|треба|хата|дякую|будь|ласка|зараз|немає|потрібна|потрібно|потрібен|мене|мама|тато|хто|що|як|чи|та|щоб|або|але|бо|його|від|після|через|також|тому|можна|добре|вода|води)$/
const russianWords =
  /^(?:что|это|как|нет|есть|мне|нас|вас|они|она|он|мы|был|была|было|были|его|их|или|если|когда|уже|только|нужна|нужно|помощь|помогите|пожалуйста|спасибо|очень|сейчас|вода|дома|дом|можно|хорошо|привет|где|кто|для|от|по|при|без|чтобы|также|после|все|свой|под|из|об)$/
const bulgarianWords =
  /^(?:е|са|се|от|да|за|по|че|ще|със|като|при|или|има|няма|това|тази|този|които|който|беше|без|след|до|може|моля|помощ|вода|къща|благодаря|много|сме|ние|аз|ти|той|тя|му|ни)$/
/** Ukrainian has hardly ever as many letters without an 'і' among them. */
const longWithoutI = 30

/** Ukrainian has і, ї, є, ґ and no ы, э, ъ, ё. Without either its little words tell it from Russian and Bulgarian. */
function cyrillic(words: readonly string[]): Detected {
  const letters = words.join('')
  if (/[ыэъёўјљњћђџѓќѕөүң]/.test(letters)) return none
  if (/[іїєґ]/.test(letters)) return { language: 'uk', confident: true }
  const said = (list: RegExp) => words.filter((word) => list.test(word)).length
  const [ukrainian, others] = [said(ukrainianWords), Math.max(said(russianWords), said(bulgarianWords))]
  if (letters.length >= longWithoutI || others > ukrainian) return none
  return { language: 'uk', confident: ukrainian >= 2 && others === 0 }
}

const shahmukhi = /^(?:دا|دی|دے|نوں|وچ|اے|ایہ|توں|تے|نال|مینوں|سانوں|کیہ|آہو|نئیں|چاہیدا|چاہیدی)$/
const urduWords =
  /^(?:میں|ہے|ہیں|کی|کا|کے|کو|سے|اور|نہیں|ہوں|پر|کر|ہو|جی|یہ|وہ|نے|مدد|پانی|تھا|تھی|تھے|گیا|گئی|گئے|لیے|بھی|تک|جو|ایک|اس|ان|رہا|رہی|رہے|کیا|گھر)$/
const persianWords =
  /^(?:است|این|را|که|از|با|به|در|برای|تا|می|آن|هم|نمی|شد|ها|های|بود|شده|کرد|کرده|خود|باید|هر|یک|ما|شما|او|دارد|دارم|داریم|کنید|لطفا|کمک|آب|خانه|نیست|هستیم|هستم|پس|اما|چه|بر|نیز|ای|مورد)$/
const arabicWords =
  /^(?:في|من|على|إلى|الى|عن|مع|هذا|هذه|ذلك|التي|الذي|أن|ان|إن|لا|ما|هل|نحن|أنا|انا|هو|هي|كان|كانت|قد|لم|لن|أو|ثم|بعد|قبل|كل|بين|عند|لدينا|عندي|مساعدة|ماء|بيت|شكرا|نعم|و)$/

/** Urdu by the letters that Arabic has not, Persian not either; Punjabi in them by its little words. */
function arabic(words: readonly string[]): Detected {
  const letters = words.join('')
  const said = (list: RegExp) => words.filter((word) => list.test(word)).length
  const punjabi = said(shahmukhi)
  if (punjabi >= 2 && punjabi > said(urduWords)) return { language: 'pa', confident: punjabi >= 3 }
  if (/[ٹڈڑںےھہۂۓ]/.test(letters)) return { language: 'ur', confident: true }
  const [urdu, persian, own] = [said(urduWords), said(persianWords), said(arabicWords)]
  if (/[ړډټښځڅڼې]/.test(letters) || persian > Math.max(urdu, own)) return none
  if (urdu > own) return { language: 'ur', confident: urdu >= 2 || words.length < 3 }
  const arabicLetters = /[ةيىكأإؤئ]/.test(letters)
  if (/[پچژگ]/.test(letters)) return { language: arabicLetters ? 'ar' : 'ur', confident: false }
  if (/[کی]/.test(letters) && !arabicLetters) return { language: 'ur', confident: false }
  return {
    language: 'ar',
    confident: words.length >= 2 && (arabicLetters || own > 0 || /(?:^|\s)(?:و|ب|ل|ك|ف)?ال/.test(words.join(' '))),
  }
}
