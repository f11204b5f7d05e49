import { describe, expect, it, test } from 'vitest'
import { chosenLanguage } from '../../../bots/understand/language/choose.ts'
import { detectLanguage } from '../../../bots/understand/language/detect.ts'
import type { Language } from '../../../bots/understand/words.ts'

test.each<[Language, string]>([
  ['en', 'need help, water is coming in'],
  ['en', 'my mum is stuck upstairs GL20 5BY'],
  ['cy', 'mae angen help arnom ni'],
  ['cy', 'ty ni dan ddwr'],
  ['cy', 'allwch chi ddod os gwelwch yn dda'],
  ['pl', 'potrzebuję pomocy'],
  ['pl', 'zalalo nam dom prosze o pomoc'],
  ['ro', 'avem nevoie de ajutor'],
  ['ro', 'apa intra in casa'],
  ['ur', 'مدد چاہیے'],
  ['ur', 'mujhe madad chahiye'],
  ['pa', 'ਸਾਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ'],
  ['pa', 'sanu madad chahidi hai'],
  ['bn', 'আমাদের সাহায্য লাগবে'],
  ['bn', 'amar shahajjo lagbe'],
  ['ar', 'نحتاج مساعدة'],
  ['ar', 'ana mahtaj musa3ada'],
  ['uk', 'потрібна допомога'],
  ['pt', 'preciso de ajuda por favor'],
  ['pt', 'agua esta a entrar em casa, nao posso sair'],
  ['es', 'necesito ayuda por favor'],
  ['es', 'hay agua en la casa'],
  ['fr', "j'ai besoin d'aide"],
  ['fr', "l'eau monte dans la maison"],
  ['so', 'waxaan u baahanahay caawimaad'],
  ['so', 'biyaha ayaa guriga soo galay'],
])('%s is told from "%s", and surely', (language, text) => {
  expect(detectLanguage(text)).toEqual({ language, confident: true })
})

describe('an English speaker is not taken for another', () => {
  it.each([
    'merci, see you at 5',
    'hola need help please',
    'gracias',
    'da',
    'A1 da',
    'oui',
    'Café de Paris is flooded',
    'rue de la Paix is flooded',
    'need a lift to Llandudno',
    'Llwyn-y-Groes, Heol y Bryn, Aberystwyth',
    '3 Stryd Fawr, Pwllheli',
    'Siân Ŵyn',
    'Ada Penfold, 3 Avon Row',
    'Jose Maria da Silva',
    'Agnieszka Wiśniewska, flat 2',
    'GL20 5BY',
    'omw',
    'thx',
    '👍',
    '',
  ])('by "%s"', (text) => {
    const { language, confident } = detectLanguage(text)
    expect(confident && language !== 'en').toBe(false)
  })
})

test.each([
  'нужна помощь, вода в подвале, мы одни и ждём',
  'ich brauche Hilfe, das Wasser steht im Keller',
  '我们需要帮助',
])('"%s" is none of our languages', (text) => {
  expect(detectLanguage(text).confident).toBe(false)
})

test.each<[string, Language | null]>([
  ['CYMRAEG', 'cy'],
  ['Cymraeg plis', 'cy'],
  ['english', 'en'],
  ['Saesneg.', 'en'],
  ['POLSKI', 'pl'],
  ['po polsku', 'pl'],
  ['ROMÂNĂ', 'ro'],
  ['romana', 'ro'],
  ['اردو', 'ur'],
  ['ਪੰਜਾਬੀ', 'pa'],
  ['বাংলা', 'bn'],
  ['العربية', 'ar'],
  ['УКРАЇНСЬКА', 'uk'],
  ['PORTUGUÊS', 'pt'],
  ['Espanol', 'es'],
  ['français', 'fr'],
  ['Soomaali', 'so'],
  ['English breakfast please', null],
  ['the Welsh chapel is flooded', null],
  ['hello', null],
  ['', null],
])('"%s" chooses %s', (text, language) => {
  expect(chosenLanguage(text)).toBe(language)
})
