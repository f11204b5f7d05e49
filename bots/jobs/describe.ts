/** An error as it may stand in a log: kind, code and place. Never values, which may be somebody's words or number. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown'
  const { code, routine, constraint } = error as { code?: unknown; routine?: unknown; constraint?: unknown }
  const known = [code, constraint]
    .filter((word) => typeof word === 'string')
    .map((word) => ` ${word}`)
    .join('')
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, 6)
  const said = routine === undefined && !(error instanceof SyntaxError) ? `: ${error.message}` : ''
  return `${error.name}${known}${said}\n${frames.join('\n')}`
}
