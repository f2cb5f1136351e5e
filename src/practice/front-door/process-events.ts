import { sql } from 'kysely'
import type { ProcessEventSource } from '#platform/area'

/** Contacts received and outcomes decided, for the process as the records show it. */
export const frontDoorProcessEvents: ProcessEventSource = (_tx, { from, to, key, openOnly }) =>
  sql`select * from front_door.process_events(${from}::date, ${to}::date, ${key}::bigint, ${openOnly})`
