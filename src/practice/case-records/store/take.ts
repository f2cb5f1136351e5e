import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { type CameFrom, type CaseRecord, on } from '../tables.ts'
import {
  type AssessmentTold,
  noAssessment,
  noReferral,
  noSection47,
  type ReferralTold,
  type Section47Told,
} from '../told.ts'

/**
 * A row of a file about a child whose record is known. What that kind of file never says is not in `told`: it is neither
 * compared nor changed.
 */
export interface ToldOf<Told> {
  readonly childId: string
  readonly onDay: Temporal.PlainDate
  readonly told: Partial<Told>
}

export interface TakenRows {
  readonly taken: number
  readonly unchanged: number
}

export const takeReferrals = (tx: Tx, rows: readonly ToldOf<ReferralTold>[], cameFrom: CameFrom): Promise<TakenRows> =>
  take(tx, 'referral', { rows, cameFrom, nothing: noReferral }, async (fresh) => {
    await on(tx).insertInto('caseRecords.referral').values(fresh).execute()
  })

export const takeAssessments = (
  tx: Tx,
  rows: readonly ToldOf<AssessmentTold>[],
  cameFrom: CameFrom,
): Promise<TakenRows> =>
  take(tx, 'assessment', { rows, cameFrom, nothing: noAssessment }, async (fresh) => {
    await on(tx).insertInto('caseRecords.assessment').values(fresh).execute()
  })

export const takeSection47s = (
  tx: Tx,
  rows: readonly ToldOf<Section47Told>[],
  cameFrom: CameFrom,
): Promise<TakenRows> =>
  take(tx, 'section_47', { rows, cameFrom, nothing: noSection47 }, async (fresh) => {
    await on(tx).insertInto('caseRecords.section_47').values(fresh).execute()
  })

interface Incoming<Told> {
  readonly rows: readonly ToldOf<Told>[]
  readonly cameFrom: CameFrom
  /** Every column with nothing said in it. */
  readonly nothing: Told
}

type Fresh<Told> = Told &
  CaseRecord & { readonly authorityId: number; readonly cameFrom: CameFrom; readonly corrects: string | null }

type Standing = Record<string, unknown> & CaseRecord & { readonly cameFrom: CameFrom }

/**
 * Takes rows that have no id of their own: each is known by its child, its day, and which of that day's it is, in the file's
 * order. What stands already is left; what is told otherwise now is appended and names what it corrects.
 */
async function take<Told extends object>(
  tx: Tx,
  table: 'referral' | 'assessment' | 'section_47',
  { rows, cameFrom, nothing }: Incoming<Told>,
  insert: (fresh: readonly Fresh<Told>[]) => Promise<void>,
): Promise<TakenRows> {
  const total = { taken: 0, unchanged: 0 }
  for (const part of inParts(numbered(rows))) {
    const standing = await findStanding(tx, table, part)
    const fresh = part.flatMap(({ childId, onDay, occurrence, told }): readonly Fresh<Told>[] => {
      const earlier = standing.get(keyOf(childId, onDay, occurrence))
      if (earlier !== undefined && isSame(earlier, told)) return []
      const { authorityId } = tx.who
      return [
        {
          authorityId,
          id: newId(),
          childId,
          onDay,
          occurrence,
          ...nothing,
          ...toldBefore(nothing, earlier),
          ...told,
          cameFrom,
          corrects: earlier?.id ?? null,
        },
      ]
    })
    if (fresh.length > 0) {
      await insert(fresh)
      const subjects = fresh.flatMap(({ id, childId }) => [id, childId])
      tx.trail.changed({ action: `case-records.${table.replace('_', '-')}-taken`, subjects, content: fresh })
    }
    total.taken += fresh.length
    total.unchanged += part.length - fresh.length
  }
  return total
}

/** What stands of the columns of a record, so that what this file does not say stays. */
const toldBefore = <Told extends object>(nothing: Told, earlier: Standing | undefined): Partial<Told> =>
  earlier === undefined
    ? {}
    : (Object.fromEntries(Object.keys(nothing).map((column) => [column, earlier[column]])) as Partial<Told>)

type Numbered<Told> = ToldOf<Told> & { readonly occurrence: number }

function numbered<Told>(rows: readonly ToldOf<Told>[]): readonly Numbered<Told>[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const key = keyOf(row.childId, row.onDay, 0)
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return { ...row, occurrence }
  })
}

const keyOf = (childId: string, onDay: Temporal.PlainDate, occurrence: number): string =>
  `${childId} ${onDay} ${occurrence}`

/** PostgreSQL takes 65,535 values in a statement, and a row has some fifteen. */
const atOnce = 2000

function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += atOnce) yield rows.slice(at, at + atOnce)
}

async function findStanding<Told>(
  tx: Tx,
  table: string,
  rows: readonly Numbered<Told>[],
): Promise<ReadonlyMap<string, Standing>> {
  const { rows: found } = await sql<Standing>`
    select * from case_records.${sql.id(`standing_${table}`)}
     where authority_id = ${tx.who.authorityId}
       and (child_id, on_day) in (
         select * from unnest(${rows.map(({ childId }) => childId)}::uuid[],
                              ${rows.map(({ onDay }) => onDay.toString())}::date[]))`.execute(tx.sql)
  return new Map(found.map((row) => [keyOf(row.childId, row.onDay, row.occurrence), row]))
}

const isSame = (standing: Standing, told: object): boolean =>
  Object.entries(told).every(([column, value]) => String(standing[column] ?? '') === String(value ?? ''))
