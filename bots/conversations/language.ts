import { isSpoken } from '../phrases/phrases.ts'
import { chosenLanguage } from '../understand/language/choose.ts'
import { detectLanguage } from '../understand/language/detect.ts'
import { type Context, reply, type State, type Step } from './types.ts'

/** "CYMRAEG", "po polsku", "ENGLISH": we write so from then on, or say that we cannot yet. */
export function chooseLanguage(state: State, text: string, { person }: Context): Step | null {
  const language = chosenLanguage(text)
  if (language === null || (asksName(state) && !inCapitals(text))) return null
  const say = reply((p) => (isSpoken(language) ? p.languageChosen() : p.languageNotSpoken(language)))
  const known = person.language === language
  return { state, say: [say], commands: known ? [] : [{ do: 'choose_language', language, by: 'chosen' }] }
}

/** French, English and Welsh are names too: where a name is asked for, only the word in capitals chooses. */
const asksName = (state: State): boolean =>
  state.at === 'asking_contact' ||
  state.at === 'asking_first_name' ||
  (state.at === 'joining' && state.stage === 'name')

const inCapitals = (text: string): boolean => text === text.toUpperCase()

/**
 * The step of a first text in a language that is surely not English, with the language noted: we answer in it where we
 * can, and say once how to have English.
 */
export function inTheirLanguage(found: Step, text: string, { person, now }: Context): Step {
  const { language, confident } = detectLanguage(text)
  const first = person.metAt === now && !found.commands.some((c) => c.do === 'choose_language' || c.do === 'opt_out')
  if (!first || !confident || language === null || language === person.language) return found
  return {
    ...found,
    say: isSpoken(language) ? [...found.say, reply((p) => p.languageFound())] : found.say,
    commands: [{ do: 'choose_language', language, by: 'detected' }, ...found.commands],
  }
}

/** True for a text in another language than English, surely or because the person writes in it. */
export function isForeign(text: string, { person }: Context): boolean {
  const { language, confident } = detectLanguage(text)
  return language !== null && language !== 'en' && (confident || language === person.language)
}
