import type { TableColumn } from '#platform/tables'
import type { Shares } from '../../agreement/groups.ts'
import { coefficients } from '../../agreement/words.ts'

/** One coefficient of one group. */
interface Line {
  readonly group: string
  readonly share: string
  readonly pairs: number
  readonly coefficient: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly why: string
}

export const linesOf = (group: string, { random, targeted }: Shares): readonly Line[] =>
  [
    { share: 'Random share', ...random },
    { share: 'Chosen for a reason', ...targeted },
  ].flatMap(({ share, pairs, agreement }) =>
    coefficients.map(({ name, of }): Line => {
      const figure = of(agreement)
      const known =
        figure.value === null ? { value: null, low: null, high: null, why: figure.reason } : { ...figure, why: '' }
      return {
        group,
        share,
        pairs,
        coefficient: name,
        value: known.value,
        low: known.low,
        high: known.high,
        why: known.why,
      }
    }),
  )

export const columns: readonly TableColumn<Line>[] = [
  { header: 'Of', value: ({ group }) => group },
  { header: 'Pairs are', value: ({ share }) => share },
  { header: 'Pairs', value: ({ pairs }) => pairs },
  { header: 'Coefficient', value: ({ coefficient }) => coefficient },
  { header: 'Value', value: ({ value }) => value },
  { header: 'Low (95 %)', value: ({ low }) => low },
  { header: 'High (95 %)', value: ({ high }) => high },
  { header: 'Why there is none', value: ({ why }) => why },
]
