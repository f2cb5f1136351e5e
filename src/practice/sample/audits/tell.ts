import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { factsOf } from './facts.ts'
import { followUpAudits } from './follow-ups.ts'
import { foundations, pastAudits } from './past.ts'
import { reformedAt } from './quality.ts'
import { writeAudits, writeUnwatched } from './rows.ts'
import { beginTelling } from './told.ts'

export interface AuditsTold {
  readonly seed: number
  /** The moment from which the past is told. */
  readonly until: Temporal.Instant
  readonly calendar: WorkingCalendar
  /** By the tables' owner, who can leave their triggers out. */
  readonly isOwner: boolean
}

/**
 * Tells the audits of the sample's past: by the own team's manager and unmoderated until September 2021, by others and moderated
 * after. The product numbers its next rounds, audits and worries after them.
 */
export async function tellAudits(tx: Tx, { seed, until, calendar, isOwner }: AuditsTold): Promise<void> {
  const telling = beginTelling({ seed, calendar, asOf: until.epochMilliseconds })
  const facts = await factsOf(tx, until)
  await writeAudits(tx, foundations())
  if (isOwner) await writeUnwatched(tx, pastAudits(telling, facts))
  else for (const rows of pastAudits(telling, facts)) await writeAudits(tx, rows)
  await followUpAudits(tx, telling, Temporal.Instant.fromEpochMilliseconds(reformedAt))
  // The next number is one more than the last that was used here: asking for it says so.
  const told = { rounds: telling.next('round') - 1, audits: telling.next('case') - 1 }
  const others = { worries: telling.next('worry') - 1, actions: telling.next('action') - 1 }
  await sql`
    select (select max(nextval('audits.cycle_number')) from generate_series(1, ${told.rounds}::integer)),
           (select max(nextval('audits.case_number')) from generate_series(1, ${told.audits}::integer)),
           (select max(nextval('audits.worry_number')) from generate_series(1, ${others.worries}::integer)),
           (select max(actions.next_number()) from generate_series(1, ${others.actions}::integer))`.execute(tx.sql)
  tx.trail.ran('sample.audits-laid-down', { ...told, ...others })
}
