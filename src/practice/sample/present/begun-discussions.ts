import { sql } from 'kysely'
import { dayNumberOf, londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { dayNumberAt, daysOf, momentAt } from '../past/days.ts'
import { addInvitations } from '../past/discussions/partners.ts'
import { addDue, addWhatBecame } from '../past/discussions/rows.ts'
import type { DiscussionFacts, DiscussionStory, Going } from '../past/discussions/told.ts'
import { instant, noRows, type Rows, type TableName, tableNames } from '../past/tables.ts'
import { workforceOf } from '../past/workforce.ts'
import { readLeeds } from '../published/leeds.ts'
import { publishedFor, reportingYearOf } from '../published/yearly.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { sampleStaff } from '../staff.ts'
import { insertRows } from '../write/writers.ts'

const minute = 60_000
const hour = 60 * minute

/** Section 47 enquiries that go on, by the days since their discussion: the conference of the first is late. */
const enquiriesBegun = [37, 19, 13, 8, 5] as const

/**
 * What a first morning finds: a discussion arranged to which the police will not come, one that has lapsed, one that nobody
 * has arranged yet, and an emergency call after which all three have still to meet; and enquiries whose conferences are awaited.
 */
export async function beginDiscussions(tx: Tx, seed: number, calendar: WorkingCalendar): Promise<void> {
  const dice = chance(seedOf(seed, 'discussions', 0))
  const children = await listRecentChildren(tx)
  if (children.length < 4) return
  const facts = await factsOf(tx, calendar)
  const rows = noRows()
  const now = tx.now.epochMilliseconds
  const story = (at: number, hours: number): DiscussionStory => storyOf(children[at] ?? '', now - hours * hour, at % 3)
  arranged(rows, dice, story(0, 5), facts, now)
  due(rows, dice, story(1, 26.4), facts)
  due(rows, dice, story(2, 1.2), facts)
  called(rows, dice, story(3, 4), facts, now)
  for (const [at, daysAgo] of enquiriesBegun.entries())
    if (children[4 + at] !== undefined) enquired(rows, dice, story(4 + at, 24 * daysAgo + 3), facts, now)
  const write = insertRows(tx)
  for (const table of tableNames) if (rows[table].length > 0) await write(table, rows[table], '')
}

const due = (rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts): string => {
  const id = madeId(dice, story.causeAt)
  addDue(rows, id, story, facts)
  rows['strategy.watch'].push({ discussion_id: id, from_at: instant(story.causeAt), until_at: null })
  return id
}

/** In two hours; health comes, and the police have said that they do not. */
function arranged(rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts, now: number): void {
  const startsAt = Math.ceil((now + 2 * hour) / (15 * minute)) * 15 * minute
  const going = meeting(story, facts, { startsAt, endsAt: startsAt + 45 * minute })
  addInvitations(rows, dice, { discussionId: due(rows, dice, story, facts), story, going, facts }, { police: 'no' })
}

/** Held by telephone while it could not wait, without the police. */
function called(rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts, now: number): void {
  const startsAt = now - 3 * hour
  const id = due(rows, dice, story, facts)
  const going = meeting(story, facts, {
    startsAt,
    endsAt: startsAt + 20 * minute,
    isEmergencyCall: true,
    form: 'phone',
  })
  const past = noRows()
  addWhatBecame(past, dice, id, { story, going, facts })
  keepKnown(rows, past, tableNames, now)
}

/** Held with all three some hours after the cause was known; the conference is still to come. */
function enquired(rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts, now: number): void {
  const startsAt = firstWorkingMorning(story.causeAt, facts)
  const causeAt = startsAt - (2 + dice.below(3)) * hour
  const begun = { ...story, causeAt }
  const id = due(rows, dice, begun, facts)
  const going = meeting(begun, facts, { startsAt, endsAt: startsAt + 50 * minute, came: { nhs: true, police: true } })
  const past = noRows()
  addWhatBecame(past, dice, id, { story: begun, going, facts })
  keepKnown(rows, past, tableNames.filter(isBeforeConference), now)
}

/** How the enquiry goes on is told with the conference slots; the case system learns of it then. */
const isBeforeConference = (table: TableName): boolean =>
  ![
    'strategy.conference_step',
    'strategy.section_47_end',
    'strategy.interim_check',
    'case_records.section_47',
  ].includes(table)

/** At half past ten of that day, or of the next working day. */
function firstWorkingMorning(at: number, { days }: DiscussionFacts): number {
  const number = dayNumberAt(days, at)
  const day = days.of(number)
  return momentAt(day.isWorking ? day : days.of(days.workingDayAfter(number, 1)), 10.5 * 60)
}

/** Nothing is written down before it has happened. */
function keepKnown(rows: Rows, past: Rows, tables: readonly TableName[], now: number): void {
  for (const table of tables)
    for (const row of past[table] as Record<string, unknown>[])
      if (Date.parse(String(row['known_at'] ?? row['recorded_at'])) <= now) (rows[table] as unknown[]).push(row)
}

const meeting = (story: DiscussionStory, { staff }: DiscussionFacts, more: Partial<Going>): Going => ({
  kind: 'held',
  startsAt: 0,
  endsAt: 0,
  isNight: false,
  form: 'video',
  isEmergencyCall: false,
  chairId: staff.areas[story.area ?? 0]?.managerId ?? staff.serviceManager,
  isChairDeparture: false,
  came: { nhs: true, police: false },
  isCirculatedInTime: true,
  isEscalated: false,
  ...more,
})

function storyOf(childId: string, causeAt: number, area: number): DiscussionStory {
  const staff = workforceOf(sampleStaff)
  const team = staff.areas[area]
  return {
    route: 'open-case',
    contactId: null,
    follows: null,
    children: [{ id: childId, givenName: '', isUnborn: false, hasDisability: false, decisionId: null }],
    theme: 'hurt',
    causeAt,
    causeBy: team?.managerId ?? staff.serviceManager,
    area,
    isSection47: true,
    published: publishedFor(readLeeds(), reportingYearOf({ year: 2024, month: 1 })),
    teamName: team?.teamName ?? '',
    workerName: team?.workerName ?? '',
  }
}

async function factsOf(tx: Tx, calendar: WorkingCalendar): Promise<DiscussionFacts> {
  const { rows } = await sql<{ first: number }>`
    select nextval('strategy.discussion_number')::integer as first from generate_series(1, ${4 + enquiriesBegun.length})`.execute(
    tx.sql,
  )
  const numbers = rows.map(({ first }) => first)
  return {
    days: daysOf(calendar),
    staff: workforceOf(sampleStaff),
    asOf: Number.POSITIVE_INFINITY,
    nextReference: () => `SD-${numbers.shift() ?? 0}`,
    nextEscalation: () => '',
    occurrenceOf: () => dayNumberOf(londonDate(tx.now)) % 1000,
  }
}

/** Children of the latest contacts about whom nothing is due or restricted. */
async function listRecentChildren(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select about.child_id
      from front_door.contact_child about
      join children.child child on child.authority_id = about.authority_id and child.id = about.child_id
     where about.authority_id = ${tx.who.authorityId} and not child.is_restricted
       and not exists (select from strategy.discussion_child other
                        where other.authority_id = about.authority_id and other.child_id = about.child_id)
     group by about.child_id
     order by max(about.received_on) desc, about.child_id limit ${4 + enquiriesBegun.length}`.execute(tx.sql)
  return rows.map(({ childId }) => childId)
}
