import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { LearningKind } from '../words.ts'

/** Learning that was delivered because of what audits found. */
export interface Learning {
  readonly id: string
  readonly kind: LearningKind
  readonly what: string
  readonly forWhom: string
  /** How many it reached; null where nobody counted. */
  readonly people: number | null
  readonly happenedOn: Temporal.PlainDate
  readonly themeIds: readonly string[]
  /** Of those themes, by name. */
  readonly themes: readonly string[]
}

export interface LearningAsked {
  readonly id?: string
  readonly themeId?: string
  /** Days in [from, to). */
  readonly from?: Temporal.PlainDate
  readonly to?: Temporal.PlainDate
  readonly limit?: number
  readonly skip?: number
}

/** What stands of it, the latest first, and how much there is in all. */
export async function listLearning(
  tx: Tx,
  { id, themeId, from, to, limit, skip = 0 }: LearningAsked,
): Promise<{ readonly learning: readonly Learning[]; readonly total: number }> {
  const { rows } = await sql<Learning & { total: number }>`
    select told.id, told.kind, told.what, told.for_whom, told.people, told.happened_on, told.theme_ids,
           array(select theme.name from audits.theme theme
                  where theme.authority_id = told.authority_id and theme.id = any (told.theme_ids)
                  order by lower(theme.name)) as themes, count(*) over ()::integer as total
      from audits.standing_learning told
     where told.authority_id = ${tx.who.authorityId}
       and (${id ?? null}::uuid is null or told.id = ${id ?? null})
       and (${themeId ?? null}::uuid is null or ${themeId ?? null} = any (told.theme_ids))
       and (${from ?? null}::date is null or told.happened_on >= ${from ?? null})
       and (${to ?? null}::date is null or told.happened_on < ${to ?? null})
     order by told.happened_on desc, told.id desc limit ${limit ?? null} offset ${skip}`.execute(tx.sql)
  return { learning: rows.map(({ total: _total, ...each }) => each), total: rows[0]?.total ?? 0 }
}

export type NewLearning = Omit<Learning, 'id' | 'themes'>

/** Something that stood and is put right, or taken back because it did not happen. */
export interface Correction {
  readonly replaces: string
  readonly why: string
  readonly isCancelled: boolean
}

/** Records it. Answers its id; null where somebody else corrected the same a moment ago. */
export async function recordLearning(
  tx: Tx,
  learning: NewLearning,
  correction: Correction | null = null,
): Promise<string | null> {
  const row = {
    ...{ authorityId: tx.who.authorityId, id: newId(), ...learning, themeIds: [...learning.themeIds] },
    ...(correction ?? { replaces: null }),
  }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.learning')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return null
  const subjects = correction === null ? [row.id] : [row.id, correction.replaces]
  tx.trail.changed({ action: correction === null ? 'learning.recorded' : 'learning.corrected', subjects, content: row })
  return row.id
}
