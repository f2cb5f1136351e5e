import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { dayNumberOf, londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { instant } from '../past/tables.ts'
import { chance, madeId, seedOf } from '../random.ts'
import { managersOf } from './people.ts'
import { noAudits, writeAudits } from './rows.ts'
import { atWork, type Telling } from './told.ts'
import { followUpWords } from './words.ts'

/** The audits of discussions that were over since, followed up by the team's service manager some working days later. */
export async function followUpAudits(tx: Tx, telling: Telling, since: Temporal.Instant): Promise<void> {
  const rows = noAudits()
  for (const { caseId, overAt, teamId } of await listOver(tx, since)) {
    const dice = chance(seedOf(0, `${caseId} followed up`, 0))
    const at = atWork(dice, telling, dayNumberOf(londonDate(overAt)) + 1 + dice.below(4))
    if (at > telling.asOf) continue
    rows['audits.follow_up'].push({
      ...{ id: madeId(dice, at), case_id: caseId, words: dice.pick(followUpWords), followed_at: instant(at) },
      ...{ known_at: instant(at), recorded_at: instant(at), recorded_by: managersOf(teamId).serviceManager },
    })
  }
  await writeAudits(tx, rows)
}

interface Over {
  readonly caseId: string
  readonly overAt: Temporal.Instant
  readonly teamId: string
}

async function listOver(tx: Tx, since: Temporal.Instant): Promise<readonly Over[]> {
  const { rows } = await sql<Over>`
    select over.case_id, over.over_at, audited.team_id
      from audits.not_followed_up(${since}) over
      join audits.audit_case audited on audited.authority_id = ${tx.who.authorityId} and audited.id = over.case_id
     where audited.team_id is not null order by over.over_at, over.case_id`.execute(tx.sql)
  return rows
}
