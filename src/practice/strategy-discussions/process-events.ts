import { sql } from 'kysely'
import type { ProcessEventSource } from '#platform/area'

/** Discussions due, held and circulated, enquiries and conferences, for the process as the records show it. */
export const strategyProcessEvents: ProcessEventSource = (_tx, { from, to, key, openOnly }) =>
  sql`select * from strategy.process_events(${from}::date, ${to}::date, ${key}::bigint, ${openOnly})`
