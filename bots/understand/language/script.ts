import type { Detected } from './detect.ts'

const share = (letters: string, script: RegExp): number => (letters.match(script)?.length ?? 0) / letters.length

/** The language that the script of a text tells; undefined for Latin letters. */
export function byScript(words: readonly string[]): Detected | undefined {
  const letters = words.join('')
  if (letters === '') return { language: null, confident: false }
  if (share(letters, /\p{Script=Gurmukhi}/gu) > 0.5) return { language: 'pa', confident: true }
  if (share(letters, /\p{Script=Bengali}/gu) > 0.5) return bengali(letters)
  if (share(letters, /\p{Script=Arabic}/gu) > 0.5) return arabic(words)
  if (share(letters, /\p{Script=Cyrillic}/gu) > 0.5) return cyrillic(letters)
  return share(letters, /\p{Script=Latin}/gu) > 0.5 ? undefined : { language: null, confident: false }
}

const bengali = (letters: string): Detected =>
  /[ৰৱ]/.test(letters) ? { language: null, confident: false } : { language: 'bn', confident: true }

/** Ukrainian has і, ї, є, ґ and no ы, э, ъ, ё. Without either it is not told from Russian or Bulgarian. */
function cyrillic(letters: string): Detected {
  if (/[ыэъёўјљњћђџ]/.test(letters)) return { language: null, confident: false }
  return { language: 'uk', confident: /[іїєґ]/.test(letters) }
}

const shahmukhi = /^(دا|دی|دے|نوں|وچ|اے|ایہ|توں|تے|نال|مینوں|سانوں|کیہ|آہو|نئیں|چاہیدا|چاہیدی)$/
const urduWords = /^(میں|ہے|ہیں|کی|کا|کے|کو|سے|اور|نہیں|ہوں|پر|کر|ہو|جی|یہ|وہ|نے|مدد|پانی)$/

/** Urdu by the letters that Arabic has not, Persian not either; Punjabi in them by its little words. */
function arabic(words: readonly string[]): Detected {
  const letters = words.join('')
  const punjabi = words.filter((word) => shahmukhi.test(word)).length
  if (punjabi >= 2 && punjabi > words.filter((word) => urduWords.test(word)).length)
    return { language: 'pa', confident: punjabi >= 3 }
  if (/[ٹڈڑںےھہۂۓ]/.test(letters) || words.some((word) => urduWords.test(word)))
    return { language: 'ur', confident: true }
  if (/[پچژگکی]/.test(letters) && !/[ةىيك]/.test(letters)) return { language: 'ur', confident: false }
  return { language: 'ar', confident: words.length >= 2 && !/[پچژگ]/.test(letters) }
}
