import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { daysOf } from '../past/days.ts'
import { addWhatBecame } from '../past/discussions/rows.ts'
import { type DiscussionStory, goingOf } from '../past/discussions/told.ts'
import { noRows, type Rows, type TableName, tableNames, tables } from '../past/tables.ts'
import { workforceOf } from '../past/workforce.ts'
import { readLeeds } from '../published/leeds.ts'
import { publishedFor, reportingYearOf } from '../published/yearly.ts'
import { chance, seedOf } from '../random.ts'
import { sampleStaff } from '../staff.ts'
import { themes } from '../words/worries.ts'

/** A discussion of the present about which something may still happen. */
interface Waiting {
  readonly id: string
  readonly route: 'front-door' | 'open-case'
  readonly areaId: string | null
  readonly follows: string | null
  readonly causeAt: Temporal.Instant
  readonly causeBy: string | null
  readonly childIds: readonly string[]
  readonly settlements: readonly string[]
}

/** Enquiries and their conferences go on for about so long. */
const daysFollowed = 75

/** Most of those that the front door decides for lead to an enquiry. */
const withEnquiry = 0.85

/**
 * Lets the made-up people hold the discussions that became due of decisions, hour by hour: everything about each is worked out
 * from its id, always the same, and what would have happened by now is written down where it is not there yet. A discussion with
 * which somebody else was quicker is left to them. Escalations are not made up here: what is late, the escalation itself finds.
 */
export async function holdDiscussions(tx: Tx, now: Temporal.Instant, calendar: WorkingCalendar): Promise<number> {
  const written = noRows()
  for (const waiting of await listWaiting(tx, now)) {
    const rows = whatBecomesOf(waiting, calendar)
    const [settlement] = rows['strategy.settlement']
    const isOthers = waiting.settlements.some((id) => id !== settlement?.id)
    if (isOthers) continue
    for (const table of followedTables) keepKnown(written, rows, table, now.epochMilliseconds)
  }
  let many = 0
  for (const table of followedTables) many += await insertMissing(tx, table, written)
  return many
}

const followedTables = tableNames.filter(
  (table) =>
    (table.startsWith('strategy.') && !table.startsWith('strategy.escalation') && table !== 'strategy.watch') ||
    table === 'case_records.section_47',
)

async function listWaiting(tx: Tx, now: Temporal.Instant): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select discussion.id, discussion.route, discussion.area_id, discussion.follows, discussion.reasonable_cause_at as cause_at,
           discussion.reasonable_cause_by as cause_by,
           array(select about.child_id from strategy.discussion_child about
                  where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id
                  order by about.child_id) as child_ids,
           array(select settled.id from strategy.settlement settled
                  where settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id) as settlements
      from strategy.discussion discussion
     where discussion.authority_id = ${tx.who.authorityId} and discussion.origin in ('decision', 'full-meeting')
       and discussion.recorded_by is null and discussion.reasonable_cause_at > ${now.subtract({ hours: 24 * daysFollowed })}
       and not exists (select from strategy.arrangement planned
                        where planned.authority_id = discussion.authority_id and planned.discussion_id = discussion.id
                          and planned.recorded_by is distinct from planned.chair_id)
     order by discussion.id`.execute(tx.sql)
  return rows
}

/** Everything that is going to happen, whenever that is. The same id gives the same. */
function whatBecomesOf(waiting: Waiting, calendar: WorkingCalendar): Rows {
  const rows = noRows()
  const dice = chance(seedOf(0, waiting.id, 0))
  const staff = workforceOf(sampleStaff)
  const area = staff.areas.findIndex(({ areaId }) => areaId === waiting.areaId)
  const team = staff.areas[area === -1 ? dice.below(staff.areas.length) : area]
  const story: DiscussionStory = {
    route: waiting.route,
    contactId: null,
    follows: waiting.follows,
    children: waiting.childIds.map((id) => ({
      id,
      givenName: '',
      isUnborn: false,
      hasDisability: false,
      decisionId: null,
    })),
    theme: dice.pick(themes),
    causeAt: waiting.causeAt.epochMilliseconds,
    causeBy: waiting.causeBy ?? staff.serviceManager,
    area: area === -1 ? null : area,
    isSection47: waiting.follows === null && dice.happens(withEnquiry),
    published: publishedFor(readLeeds(), reportingYearOf(londonDate(waiting.causeAt))),
    teamName: team?.teamName ?? '',
    workerName: team?.workerName ?? '',
  }
  const facts = {
    days: daysOf(calendar),
    staff,
    asOf: Number.POSITIVE_INFINITY,
    nextReference: () => '',
    nextEscalation: () => '',
    occurrenceOf: () => 1,
  }
  const going = { ...goingOf(dice, story, facts), isEscalated: false }
  addWhatBecame(rows, dice, waiting.id, { story, going, facts })
  return rows
}

/**
 * Nothing is written down before it has happened. Conferences are kept with their slots; from here comes only that none is
 * required.
 */
function keepKnown(kept: Rows, rows: Rows, table: TableName, now: number): void {
  for (const row of rows[table] as Record<string, unknown>[]) {
    if (Date.parse(String(row['known_at'] ?? row['recorded_at'])) > now || isOfConference(table, row)) continue
    const told = table === 'case_records.section_47' ? { ...row, conference_on: null, led_to_plan: null } : row
    ;(kept[table] as unknown[]).push(told)
  }
}

function isOfConference(table: TableName, row: Record<string, unknown>): boolean {
  if (table === 'strategy.conference_step') return row['kind'] !== 'not-required'
  if (table === 'strategy.section_47_end') return row['outcome'] === 'conference'
  return table === 'strategy.interim_check'
}

/** Of an enquiry that somebody settled meanwhile nothing more is told. */
const unlessSettled = (tx: Tx) => sql`
  and not exists (select from strategy.standing_conference_step settled
                   where settled.authority_id = ${tx.who.authorityId} and settled.section_47_id = made.section_47_id
                     and settled.kind in ('held', 'not-required'))`

/** Answers how many were not there yet. */
async function insertMissing(tx: Tx, table: TableName, rows: Rows): Promise<number> {
  if (rows[table].length === 0) return 0
  const names: readonly string[] = tables[table]
  const [columns, key] = [sql.raw(names.join(', ')), sql.ref(names.includes('id') ? 'id' : 'settlement_id')]
  const { numAffectedRows } = await sql`
    insert into ${sql.raw(table)} (authority_id, ${columns})
    select ${tx.who.authorityId}, ${columns}
      from json_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows[table])}::json) made
     where not exists (select from ${sql.raw(table)} known
                        where known.authority_id = ${tx.who.authorityId} and known.${key} = made.${key})
       ${table === 'strategy.conference_step' ? unlessSettled(tx) : sql``}
    on conflict do nothing`.execute(tx.sql)
  return Number(numAffectedRows ?? 0n)
}
