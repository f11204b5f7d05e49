/** What must be true of a channel's settings, and the sentence that says what would be right: never the value itself. */
export type SettingRule<T> = readonly [isRight: (settings: T) => boolean, sentence: string]

/** Throws the sentence of the first rule that is broken. */
export function checkRules<T>(settings: T, rules: readonly SettingRule<T>[]): void {
  const broken = rules.find(([isRight]) => !isRight(settings))
  if (broken) throw new Error(broken[1])
}
