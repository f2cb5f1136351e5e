import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { startOfLondonDay, type WorkingClock } from '#kernel/clock'
import { activityNames, type ProcessRoute, routeNames } from '#kernel/process-activities'
import { casesOf, followedDays, type LoggedEvent, type ProcessCase } from '#kernel/process-discovery'
import { keysOf } from '#kernel/words'
import type { ProcessEventRow, ProcessEventSource } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { eventAgencies, eventRoles } from '../words.ts'
import { readPacked } from './packed.ts'

/** Which cases are wanted: those that began on the days [from, to). */
export interface LogAsked {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly areaId?: string | undefined
  readonly route?: ProcessRoute | undefined
  /** Only children whose records are open to whoever asks. */
  readonly openOnly: boolean
}

/** An event with whose doing it was, as places in the lists of words. */
export interface MapEvent extends LoggedEvent {
  readonly agency: number
  readonly role: number
}

/** Cases of one child; `child` is a pseudonym of this reading alone. */
export interface ChildCases {
  readonly child: string
  readonly cases: readonly ProcessCase<MapEvent>[]
}

const agencies = keysOf(eventAgencies)
const roles = keysOf(eventRoles)
const childrenAtOnce = 20_000

/** What began earlier still claims its events, so that they do not look like cases of their own. */
const leadDays = 92

/**
 * The event log of every area, child by child, taken apart into cases. PostgreSQL joins and sorts it once and sends one short
 * text for each child through a cursor; no more than some twenty thousand children are held here.
 */
export async function* readCases(
  tx: Tx,
  sources: readonly ProcessEventSource[],
  asked: LogAsked,
  clock: WorkingClock,
): AsyncGenerator<readonly ChildCases[]> {
  if (sources.length === 0) return
  const areas = await areaNumbers(tx)
  const wantedArea = asked.areaId === undefined ? null : (areas.get(asked.areaId) ?? -1)
  const [from, to] = [asked.from, asked.to].map((day) => startOfLondonDay(day).epochMilliseconds) as [number, number]
  const isWanted = ({ beganAt, area, route }: ProcessCase): boolean =>
    beganAt >= from &&
    beganAt < to &&
    (wantedArea === null || area === wantedArea) &&
    (asked.route === undefined || route === asked.route)
  const log = packedLog(tx, sources, asked, areas)
  // Compiling the query would cost more than it saves.
  await sql`set local jit = off`.execute(tx.sql)
  await sql`declare process_log no scroll cursor for ${log}`.execute(tx.sql)
  const fetch = () =>
    sql<{ child: string; log: string }>`fetch ${sql.raw(String(childrenAtOnce))} from process_log`.execute(tx.sql)
  // PostgreSQL puts the next children together while these are taken apart.
  let coming = fetch()
  try {
    for (;;) {
      const { rows } = await coming
      if (rows.length === 0) return
      coming = fetch()
      const batch: ChildCases[] = []
      for (const { child, log: packed } of rows) {
        const cases = casesOf(readPacked(packed), clock).filter(isWanted)
        if (cases.length > 0) batch.push({ child, cases })
      }
      yield batch
    }
  } finally {
    await coming.catch(() => undefined)
    // After a failure the transaction takes nothing more, and the cursor goes with it.
    await sql`close process_log`.execute(tx.sql).catch(() => undefined)
  }
}

/** One row for each child: its events as whole numbers, see packed.ts. */
function packedLog(
  tx: Tx,
  sources: readonly ProcessEventSource[],
  { from, to, openOnly }: LogAsked,
  areas: ReadonlyMap<string, number>,
): RawBuilder<unknown> {
  const span = {
    from: from.subtract({ days: leadDays }),
    to: to.add({ days: followedDays }),
    key: randomBytes(8).readBigInt64BE().toString(),
    openOnly,
  }
  const events = sql.join(
    sources.map((source): RawBuilder<ProcessEventRow> => sql`(${source(tx, span)})`),
    sql` union all `,
  )
  return sql`
    select child::text, string_agg(
             (((((contact_number * 4 + route_number) * 256 + area_number) * 8 + agency_number) * 16 + role_number) * 32 + activity_number) * 2
               + is_day::integer || ' ' || extract(epoch from at)::bigint, ' ') as log
      from (select event.child, event.at, event.is_day,
                   case when event.contact is null then 0
                        else dense_rank() over (partition by event.child order by event.contact nulls last) end as contact_number,
                   ${placeIn('route', routeNames, 1)} as route_number, coalesce(area.number, 0) as area_number,
                   ${placeIn('agency', agencies)} as agency_number, ${placeIn('role', roles)} as role_number,
                   ${placeIn('activity', activityNames)} as activity_number
              from (${events}) as event
              left join (select unnest(${[...areas.keys()]}::uuid[]) as id, unnest(${[...areas.values()]}::integer[]) as number) as area
                on area.id = event.area_id
             where event.activity = any (${activityNames}::text[])) as numbered
     group by child order by child`
}

/** The place of a column's word in a list, counted from `first`; what is not in it is 0. */
const placeIn = (column: string, words: readonly string[], first = 0): RawBuilder<number> =>
  sql`case ${sql.ref(`event.${column}`)} ${sql.join(
    words.map((word, place) => sql`when ${sql.lit(word)} then ${sql.lit(place + first)}`),
    sql` `,
  )} else 0 end`

async function areaNumbers(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation.area where authority_id = ${tx.who.authorityId} order by name, id`.execute(tx.sql)
  return new Map(rows.slice(0, 255).map(({ id }, at) => [id, at + 1]))
}
