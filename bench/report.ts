/** What a figure has to reach. */
export type Bar = { readonly atLeast: number } | { readonly atMost: number }

export interface Ratio {
  readonly what: string
  /** One of each run. */
  readonly ratios: readonly number[]
  readonly bar: Bar
  /** Times and sizes behind it, for people: machines differ, so nothing is asserted of them. */
  readonly behind: string
}

let missed = 0

/** Says the median of several runs with their spread, and whether it reaches its bar: if not, the bench ends with 1. */
export function tellRatio({ what, ratios, bar, behind }: Ratio): void {
  if (ratios.length < 3) throw new Error(`${what}: ${ratios.length} runs say nothing of their spread`)
  const middle = median(ratios)
  const isReached = 'atLeast' in bar ? middle >= bar.atLeast : middle <= bar.atMost
  const barInWords = 'atLeast' in bar ? `at least ${bar.atLeast}` : `at most ${bar.atMost}`
  if (!isReached) missed += 1
  tell(`${isReached ? '✔' : '✖'} ${what}: ${middle.toFixed(2)} (${spread(ratios)}; bar: ${barInWords})   ${behind}`)
}

/** Says something that must be so, such as the use of an index: if it is not, the bench ends with 1. */
export function tellWhether(what: string, isSo: boolean): void {
  if (!isSo) missed += 1
  tell(`${isSo ? '✔' : '✖'} ${what}`)
}

export function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** To be called last. */
export function endReport(): void {
  if (missed === 0) return
  tell(`${missed} missed`)
  process.exitCode = 1
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

const spread = (values: readonly number[]): string =>
  `${values.length} runs, ${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`

/** "1.2 s (1.1 to 1.4)": the median and its spread, of seconds, in seconds or milliseconds. */
export function secondsInWords(values: readonly number[]): string {
  const [factor, unit, digits] = median(values) < 1 ? ([1000, 'ms', 0] as const) : ([1, 's', 1] as const)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const inWords = (value: number): string => (value * factor).toFixed(digits)
  return `${inWords(median(values))} ${unit} (${inWords(low)} to ${inWords(high)})`
}
