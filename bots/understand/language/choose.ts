import { bare } from '../fold.ts'
import { plain } from '../words/index.ts'
import { type Language, languages } from '../words.ts'

/** What each language is called by those who speak it, and in English; as a whole message it chooses the language. */
const names: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'english',
    'saesneg',
    'in english',
    'anglais',
    'ingles',
    'angielski',
    'engleza',
    'angrezi',
    'ingiriisi',
    'انگریزی',
  ],
  cy: ['cymraeg', 'gymraeg', 'yn gymraeg', 'welsh', 'cymraeg plis'],
  pl: ['polski', 'polsku', 'po polsku', 'polish'],
  ro: ['română', 'romana', 'românește', 'limba română', 'romanian'],
  ur: ['اردو', 'urdu'],
  pa: ['ਪੰਜਾਬੀ', 'پنجابی', 'punjabi', 'panjabi'],
  bn: ['বাংলা', 'bangla', 'bengali', 'sylheti'],
  ar: ['العربية', 'عربي', 'عربى', 'arabic', 'arabi'],
  uk: ['українська', 'українською', 'ukrainian', 'ukrainska', 'ukrainska mova', 'українська мова'],
  pt: ['português', 'portugues', 'portuguese'],
  es: ['español', 'castellano', 'en español', 'spanish', 'espanol'],
  fr: ['français', 'en français', 'french', 'francais'],
  so: ['soomaali', 'af soomaali', 'afsoomaali', 'somali'],
}

const chosen = new Map(
  languages.flatMap((language) => names[language].map((name) => [plain(name.normalize('NFKC')), language] as const)),
)

/** Longer messages say more than the name of a language. */
const longestChoice = 40

/** The language that a whole message asks for ("CYMRAEG", "po polsku", "اردو"); null when it asks for none. */
export const chosenLanguage = (text: string): Language | null =>
  text.length > longestChoice ? null : (chosen.get(plain(bare(text))) ?? null)
