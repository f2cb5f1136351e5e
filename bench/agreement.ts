import { agreementOf, type Ratings, ratingsOf, scaleOf } from '#kernel/agreement'
import { seededDraws } from '#kernel/statistics'
import { secondsInWords, tellRatio } from './report.ts'

const units = [10_000, 1000] as const
const raters = 4
const runs = 5

/** Every coefficient of agreement with its interval: time for each of many units, of each of few. */
export function benchAgreement(): void {
  const sides = [drawn(units[0]), drawn(units[1])] as const
  for (const side of sides) agreementOf(side)
  const seconds: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1)
    for (const at of [0, 1] as const) {
      const began = performance.now()
      agreementOf(sides[at])
      seconds[at].push((performance.now() - began) / 1000)
    }
  const [many, few] = units.map((each) => each.toLocaleString('en-GB'))
  tellRatio({
    what: `agreement of ${raters} raters with all intervals: time for each of ${many} units, of each of ${few}`,
    ratios: seconds[0].map((value, run) => value / units[0] / ((seconds[1][run] ?? Number.NaN) / units[1])),
    bar: { atMost: 1.3 },
    behind: `${secondsInWords(seconds[0])} against ${secondsInWords(seconds[1])}`,
  })
}

/** Four grades; raters see the case as it is six times in ten and otherwise guess; one rating in ten is missing. */
function drawn(many: number): Ratings {
  const scale = scaleOf(['1', '2', '3', '4'])
  if (!scale.ok) throw new Error('four grades are a scale')
  const draws = seededDraws(1)
  const cases = Array.from({ length: many }, () => {
    const grade = draws.below(4)
    return Array.from({ length: raters }, () => {
      if (draws.share() < 0.1) return null
      return draws.share() < 0.6 ? grade : draws.below(4)
    })
  })
  return ratingsOf(scale.value, raters, cases)
}
