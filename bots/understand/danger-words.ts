import { plain, wordsOf } from './words/index.ts'
import { type Language, languages } from './words.ts'

/** Words that say it is not so, right before what they deny. English denies in its own way (see danger.ts). */
const deniers: Readonly<Partial<Record<Language, string>>> = {
  cy: 'neb yn|neb|nid|dim|os',
  pl: 'nie|nikt nie|nikt|nie ma|jeśli|jesli|jeżeli|gdyby',
  ro: 'nu|nimeni nu|nimeni nu este|nimeni|dacă|daca',
  es: 'no|nadie|nadie está|nadie esta|no hay|sin|si alguien',
  fr: "pas|pas de|personne n'est|personne|aucun|aucune|si quelqu'un est",
  pt: 'não|nao|ninguém|ninguem|ninguém está|não há|não está|sem|se alguém',
  uk: 'не|ніхто не|немає|якщо',
  ar: 'لا|ليس|لم|لا احد|لا یوجد|لیس|ما فی|اذا',
  so: 'ma|cidna|haddii',
}
/** Languages that deny after what they deny. */
const deniersAfter = /^\s?(?:\S+\s)?(?:نہیں|نہیں ہے|nahi|nahin|ਨਹੀਂ|নেই|নয়|হয়নি|লাগেনি)(?:\s|$)/u

interface Phrase {
  readonly words: string
  readonly denied: RegExp | null
}

/** Every phrase under the word it begins with. */
const phrases = new Map<string, Phrase[]>()
for (const language of languages.filter((one) => one !== 'en')) {
  const denier = deniers[language]
  const denied = denier === undefined ? null : new RegExp(`(?:^|\\s)(?:${plain(denier)}|${denier})\\s$`, 'u')
  for (const words of wordsOf[language].danger) {
    const first = words.split(' ')[0]!
    phrases.set(first, [...(phrases.get(first) ?? []), { words, denied }])
  }
}

const word = /[\p{L}\p{M}\p{N}'-]+/gu
const goesOn = /^[\p{L}\p{M}\p{N}]/u

/** Whether a folded text says in a language other than English that life is at risk. */
export function saysDangerAbroad(folded: string): boolean {
  const bareOfMarks = plain(folded)
  return isSaid(folded) || (bareOfMarks !== folded && isSaid(bareOfMarks))
}

const isSaid = (form: string): boolean =>
  [...form.matchAll(word)].some((match) => phrases.get(match[0])?.some((phrase) => stands(phrase, form, match.index)))

function stands({ words, denied }: Phrase, form: string, at: number): boolean {
  if (!form.startsWith(words, at)) return false
  const after = form.slice(at + words.length)
  return !goesOn.test(after) && !deniersAfter.test(after) && !denied?.test(form.slice(0, at))
}
