import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Mix, sumOf } from '../../report/data.ts'
import { countCases } from '../../report/store/figures.ts'
import { gradeNames } from '../../words.ts'

/** A round as themes tell of it. */
export interface ThemeRound {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly toolId: string
  readonly follows: string | null
}

/** Rounds with findings of a theme in audits open to whoever asks, which a re-audit could follow; the latest work first. */
export async function listRoundsWith(tx: Tx, themeId: string): Promise<readonly ThemeRound[]> {
  const { rows } = await sql<ThemeRound>`
    select round.id, round.reference, round.name, version.tool_id, round.follows
      from audits.cycle round
      join audits.tool_version version
        on version.authority_id = round.authority_id and version.id = round.tool_version_id
     where round.authority_id = ${tx.who.authorityId} and round.kind not in ('weekly-discussions', 'standardisation')
       and exists (
         select from audits.finding found
           join audits.audit_case audited on audited.authority_id = found.authority_id and audited.id = found.case_id
          where found.authority_id = round.authority_id and found.theme_id = ${themeId} and audited.cycle_id = round.id)
     order by round.from_day desc, round.number desc limit 100`.execute(tx.sql)
  return rows
}

/** The re-audits that a theme called for. */
export async function listReAudits(tx: Tx, themeId: string): Promise<readonly ThemeRound[]> {
  const { rows } = await sql<ThemeRound>`
    select round.id, round.reference, round.name, version.tool_id, round.follows
      from audits.cycle round
      join audits.tool_version version
        on version.authority_id = round.authority_id and version.id = round.tool_version_id
     where round.authority_id = ${tx.who.authorityId} and round.theme_id = ${themeId} and round.kind = 're-audit'
     order by round.from_day desc, round.number desc`.execute(tx.sql)
  return rows
}

/** What a round came to: how many audits it has, how many of them have a grade that stands, and those grades. */
export interface RoundGrades {
  readonly reference: string
  readonly name: string
  readonly audits: number
  readonly grades: Mix
}

/** Several rounds' grades in the order asked for; null for those who do not oversee audits. Closed records count. */
export async function gradesOfRounds(tx: Tx, cycleIds: readonly string[]): Promise<readonly RoundGrades[] | null> {
  const { rows } = await sql<{
    id: string
    reference: string
    name: string
    first: Temporal.PlainDate
    last: Temporal.PlainDate
  }>`
    select round.id, round.reference, round.name, min(audited.due_on) as first, max(audited.due_on) as last
      from audits.cycle round
      left join audits.audit_case audited on audited.authority_id = round.authority_id and audited.cycle_id = round.id
     where round.authority_id = ${tx.who.authorityId} and round.id = any (${cycleIds}::uuid[])
     group by round.id, round.reference, round.name`.execute(tx.sql)
  const told: RoundGrades[] = []
  for (const id of cycleIds) {
    const round = rows.find((row) => row.id === id)
    if (round === undefined) continue
    const { reference, name, first, last } = round
    const isEmpty = first === null
    const counted = isEmpty
      ? []
      : (await countCases(tx, { from: first, to: last.add({ days: 1 }) })).filter(({ cycleId }) => cycleId === id)
    if (!isEmpty && counted.length === 0) return null
    const nothing = { outstanding: 0, good: 0, 'requires-improvement': 0, inadequate: 0 }
    const grades = sumOf(
      gradeNames.map((grade) => ({
        ...nothing,
        [grade]: counted.filter((row) => row.grade === grade).reduce((sum, { cases }) => sum + cases, 0),
      })),
    )
    told.push({ reference, name, audits: counted.reduce((sum, { cases }) => sum + cases, 0), grades })
  }
  return told
}
