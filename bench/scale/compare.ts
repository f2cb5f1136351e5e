import { secondsInWords, tellRatio } from '../report.ts'
import { buffersTouched, type Filled } from './laid-down.ts'

const runs = 5

export interface Comparison {
  readonly what: string
  /** The larger first: it is set against the other. */
  readonly sides: readonly [Filled, Filled]
  /** What is measured; answers how often it was done. */
  readonly work: (side: Filled) => Promise<number>
  readonly mostTime: number
  readonly mostBuffers?: number
}

/** Measures the same on two databases in turn, five times, and tells how many times as long, and as many pages, the first takes. */
export async function compare({ what, sides, work, mostTime, mostBuffers }: Comparison): Promise<void> {
  const seconds: [number[], number[]] = [[], []]
  const pages: [number[], number[]] = [[], []]
  for (const side of sides) await work(side)
  for (let run = 0; run < runs; run += 1) {
    for (const at of [0, 1] as const) {
      let done = 0
      const began = performance.now()
      const touched = await buffersTouched(sides[at], async () => {
        done = await work(sides[at])
      })
      seconds[at].push((performance.now() - began) / 1000 / done)
      pages[at].push(touched / done)
    }
  }
  const ratios = ([first, second]: [number[], number[]]): number[] =>
    first.map((value, run) => value / (second[run] ?? Number.NaN))
  tellRatio({
    what: `${what}: time`,
    ratios: ratios(seconds),
    bar: { atMost: mostTime },
    behind: `${secondsInWords(seconds[0])} against ${secondsInWords(seconds[1])} each`,
  })
  if (mostBuffers === undefined) return
  const middle = (values: number[]): string => Math.round([...values].sort((one, two) => one - two)[2] ?? 0).toString()
  tellRatio({
    what: `${what}: buffers`,
    ratios: ratios(pages),
    bar: { atMost: mostBuffers },
    behind: `${middle(pages[0])} against ${middle(pages[1])} pages each`,
  })
}
