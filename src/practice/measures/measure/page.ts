import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { access, isOutsider } from '#platform/access'
import type { Measure } from '#platform/area'
import { tableDownload } from '#platform/downloads'
import { type Asked, page, type Route, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { listTeams } from '#practice/organisation'
import { type Chosen, chooseShown, type MeasureQuery, measureQuery } from '../asked.ts'
import { paths } from '../paths.ts'
import { shownTo } from '../shown.ts'
import type { ShownPoint } from '../suppression.ts'
import { groupHeading } from '../words.ts'
import { measureView, type Shown } from './view.ts'

/** One measure: its answer in a sentence, its chart, its table, its definition. */
export const measurePage = (measures: readonly Measure[]): Route =>
  page({
    path: paths.measure,
    may: access.seeMeasures,
    query: measureQuery,
    async view(asked) {
      const measure = measures.find(({ key }) => key === asked.params.key)
      if (measure === undefined) return missing('measure')
      const { user, query } = asked
      const facts = { today: londonDate(asked.now), measure, isOutsider: isOutsider(user.roles) }
      const chosen = chooseShown(query, facts)
      if (!chosen.ok) return chosen
      if (query.format !== undefined) return download(asked, measure, chosen.value, query.format)
      const shown = await read(asked, measure, chosen.value)
      return screen({ title: measure.question, width: 'wide', body: await measureView(shown) })
    },
  })

type AskedOfMeasure = Asked<{ key: string }, MeasureQuery>

async function read({ tx, user, query, now }: AskedOfMeasure, measure: Measure, chosen: Chosen): Promise<Shown> {
  const whole = { ...chosen, by: 'whole' as const }
  return {
    measure,
    chosen,
    page: query.page,
    today: londonDate(now),
    teams: (await listTeams(tx)).map(({ id, name }) => ({ value: id, text: name })),
    mayShowDays: !isOutsider(user.roles),
    overall: measure.splits.includes('none')
      ? ((await shownTo(user, tx, measure, { ...whole, split: 'none' }))[0] ?? null)
      : null,
    groups: chosen.split === 'none' ? [] : await shownTo(user, tx, measure, whole),
    points: await shownTo(user, tx, measure, chosen),
  }
}

async function download(
  { tx, user, now }: AskedOfMeasure,
  measure: Measure,
  chosen: Chosen,
  format: 'csv' | 'xlsx',
): ReturnType<typeof tableDownload> {
  const rows = await shownTo(user, tx, measure, chosen)
  return tableDownload({
    format,
    name: measure.key,
    caption: measure.key,
    columns: columnsOf(measure, chosen),
    rows,
    now,
  })
}

const columnsOf = (measure: Measure, { by, split }: Chosen): readonly TableColumn<ShownPoint>[] => [
  { header: by === 'day' ? 'Day' : 'Week beginning', value: ({ period }) => period },
  ...(split === 'none' ? [] : [{ header: groupHeading[split], value: ({ group }: ShownPoint) => group }]),
  { header: valueHeading(measure), value: ({ value }) => value },
  ...(measure.kind === 'share'
    ? [{ header: 'Numerator', value: ({ numerator, isSuppressed }: ShownPoint) => (isSuppressed ? null : numerator) }]
    : []),
  { header: 'Out of', value: ({ denominator, isSuppressed }) => (isSuppressed ? null : denominator) },
  { header: 'Withheld', value: ({ isSuppressed }) => (isSuppressed ? 'yes: small numbers' : '') },
]

const valueHeading = ({ kind, unit }: Measure): string =>
  kind === 'share' ? 'Share' : kind === 'median' ? `Median ${unit}` : `Number of ${unit}`
