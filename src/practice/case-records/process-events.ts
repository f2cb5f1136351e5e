import { sql } from 'kysely'
import type { ProcessEventSource } from '#platform/area'

/** Referrals, assessments, section 47 enquiries and conferences, for the process as the records show it. */
export const caseRecordsProcessEvents: ProcessEventSource = (_tx, { from, to, key, openOnly }) =>
  sql`select * from case_records.process_events(${from}::date, ${to}::date, ${key}::bigint, ${openOnly})`
