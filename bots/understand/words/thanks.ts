import { bare } from '../fold.ts'
import type { Language } from '../words.ts'
import { plain } from './index.ts'

/** Thanks as a whole message, folded and bare. English thanks are read with what stands around them. */
const thanks: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  cy: ['diolch', 'diolch yn fawr', 'diolch yn fawr iawn', 'diolch i chi'],
  pl: ['dziękuję', 'dzięki', 'dziękuję bardzo', 'bardzo dziękuję', 'dziękujemy'],
  ro: ['mulțumesc', 'mersi', 'vă mulțumesc', 'mulțumesc mult', 'mulțumim'],
  ur: ['شکریہ', 'بہت شکریہ', 'shukriya', 'bohat shukriya'],
  pa: ['ਧੰਨਵਾਦ', 'ਬਹੁਤ ਧੰਨਵਾਦ', 'ਸ਼ੁਕਰੀਆ', 'dhanvaad', 'dhanwad', 'shukriya'],
  bn: ['ধন্যবাদ', 'অনেক ধন্যবাদ', 'dhonnobad', 'dhanyabad'],
  ar: ['شكرا', 'شكراً', 'شكرا جزيلا', 'شكرا لك', 'shukran'],
  uk: ['дякую', 'дуже дякую', 'дякуємо', 'спасибі', 'dyakuyu'],
  pt: ['obrigado', 'obrigada', 'muito obrigado', 'muito obrigada', 'valeu'],
  es: ['gracias', 'muchas gracias', 'mil gracias'],
  fr: ['merci', 'merci beaucoup', 'merci bien', 'grand merci'],
  so: ['mahadsanid', 'waad mahadsan tahay', 'aad baad u mahadsantahay'],
}

const all = new Set(
  Object.values(thanks).flatMap((list) =>
    list.flatMap((said) => [said.normalize('NFKC'), plain(said.normalize('NFKC'))]),
  ),
)

/** Whether a text is nothing but thanks in a language other than English. */
export const isThanks = (text: string): boolean => all.has(bare(text)) || all.has(plain(bare(text)))
