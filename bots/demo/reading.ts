/** An answer that a text invites: 'A1', and what the text says it is for: 'yes', 'if so', 'when you are there'. */
export interface Choice {
  readonly code: string
  readonly means: string
}

const invites = /\breply\b/i
const choice = /\b([A-Z]{1,2}\d)[ :]+([a-z][^,.;:?]{0,60})/g

/** The answers that a text offers, as whoever holds the phone reads them: "Reply A1 yes, A2 no." */
export function choicesIn(text: string): Choice[] {
  const from = text.search(invites)
  if (from < 0) return []
  return [...text.slice(from).matchAll(choice)].map(([, code, means]) => ({ code: code!, means: means!.trim() }))
}

/** What a text is about to somebody who only has the text. */
export type Matter =
  | { readonly is: 'ask'; readonly about: string; readonly yes: string; readonly no: string }
  | { readonly is: 'step'; readonly step: Step; readonly code: string }
  | { readonly is: 'name' }
  | { readonly is: 'covered' }
  | { readonly is: 'called_off' }
  | { readonly is: 'nothing' }

export type Step = 'briefing' | 'set_off' | 'arrive' | 'finish' | 'confirm' | 'repeat' | 'take_on'

/** What is done next, told from the words beside a code. The first that is offered is taken. */
const steps: readonly (readonly [Step, RegExp])[] = [
  ['briefing', /have read this/],
  ['set_off', /^on the way/],
  ['arrive', /^when you are there/],
  ['finish', /^when it is done/],
  ['confirm', /^if so$/],
  ['take_on', /^to take it on/],
]

/** Reads a text as a person would. */
export function readText(text: string): Matter {
  const choices = choicesIn(text)
  const [yes, no] = [
    choices.find((c) => /^(for )?yes$/.test(c.means)),
    choices.find((c) => /^(for )?no$/.test(c.means)),
  ]
  const wanted = /: (.+?) needed\b/.exec(text)
  if (wanted && yes && no) return { is: 'ask', about: wanted[1]!, yes: yes.code, no: no.code }
  for (const [step, words] of steps) {
    const offered = choices.find((c) => words.test(c.means))
    if (offered) return { is: 'step', step, code: offered.code }
  }
  const meant = yes ?? (/\bwhich one\b/i.test(text) ? choices[0] : undefined)
  if (meant) return { is: 'step', step: 'repeat', code: meant.code }
  return news.find(([, words]) => words.test(text))?.[0] ?? { is: 'nothing' }
}

const news: readonly (readonly [Matter, RegExp])[] = [
  [{ is: 'name' }, /\bname and house number\?/i],
  [{ is: 'covered' }, /\bnot needed this time\b/i],
  [{ is: 'called_off' }, /\bplease do not go\b/i],
]
