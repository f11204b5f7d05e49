/** Prints the newest of the lines it is given, once a second at most, so that a long job is seen to move. */
export function everySecond(print: (line: string) => void = console.log): (line: () => string) => void {
  let last = Date.now()
  return (line) => {
    if (Date.now() - last < 1_000) return
    last = Date.now()
    print(line())
  }
}

export const inThousands = (n: number): string => n.toLocaleString('en-GB')

/** "1 row", "2,000 rows". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${inThousands(n)} ${n === 1 ? one : many}`
