import { sql } from 'kysely'
import type { Measure, MeasureAsked, MeasurePoint, MeasureSplit } from '#platform/area'
import { type Counted as CountedRows, countSeries as count } from '#platform/series'
import type { Tx } from '#platform/transaction'
import { outcomes, type SourceCode, sources } from '../words.ts'

export { periodOf } from '#platform/series'

/** What a measure of the front door counts, over the rows of one of the counting functions (migration 0006). */
export type Counted = Pick<CountedRows, 'rows' | 'numerator' | 'denominator' | 'median'>

/** Counts by period and by team, source or outcome. */
export const countSeries = (
  tx: Tx,
  kind: Measure['kind'],
  counted: Counted,
  asked: MeasureAsked,
): Promise<readonly MeasurePoint[]> => count(tx, kind, { ...counted, groups, words, chosen: chosen(asked) }, asked)

const groups = { team: sql`coalesce(team, 'No team')`, source: sql`source_code`, outcome: sql`outcome` }

const chosen = ({ only }: MeasureAsked) => sql`
  ${only?.teamId === undefined ? sql`true` : sql`team_id = ${only.teamId}`}
  and ${only?.source === undefined ? sql`true` : sql`source_code = ${only.source}`}`

function words(split: MeasureSplit, group: string): string {
  if (split === 'source') return sources[group as SourceCode].words
  return split === 'outcome' ? outcomes[group as keyof typeof outcomes] : group
}
