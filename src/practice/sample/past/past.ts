import { dayNumberOf, type WorkingCalendar } from '#kernel/clock'
import type { PublishedYear } from '../published/leeds.ts'
import { publishedFor, reportingYearOf } from '../published/yearly.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { type Arrival, arrivalsOn, expectations } from './arrivals.ts'
import { addCaseRecords } from './case-rows.ts'
import { contactRow } from './contact-rows.ts'
import { type Day, type Days, daysOf, isNightAt } from './days.ts'
import { addDecisions, addEvents } from './decision-rows.ts'
import { addDiscussions, type Referred } from './discussions/of-referral.ts'
import { type Family, familyOf } from './families.ts'
import { addFamily } from './family-rows.ts'
import { type Times, timesOf } from './pace.ts'
import { addReviews } from './review-rows.ts'
import { namedChildren, outcomeOf, referralShare, type Story, themeOf } from './story.ts'
import { noRows, type Rows } from './tables.ts'
import { type Acquaintance, acquaintance } from './whose.ts'
import type { Workforce } from './workforce.ts'

/** Which past is to be made. The same plan gives the same rows, byte for byte. */
export interface PastPlan {
  readonly seed: number
  /** The first and the last day on which somebody gets in touch, as day numbers. */
  readonly fromDay: number
  readonly toDay: number
  /** The moment from which it is told, in milliseconds since 1970: by then everything in it is over. */
  readonly asOf: number
  /** In an average one of the published years; each year has its own share. */
  readonly contactsPerYear: number
  /** Stop after so many; every contact of the days when left out. */
  readonly atMost?: number
}

export interface PastDeps {
  readonly published: readonly PublishedYear[]
  readonly calendar: WorkingCalendar
  readonly staff: Workforce
}

/** Some days of the past, ready to be written. */
export interface Stretch {
  readonly rows: Rows
  readonly contacts: number
  /** The last reference used in each month of these days: "2001" to 412. */
  readonly references: ReadonlyMap<string, number>
  /** The last numbers given to a discussion and to an escalation. */
  readonly discussions: number
  readonly escalations: number
  /** Day number up to which it goes. */
  readonly throughDay: number
}

/** About as many contacts as are held in memory and written at once. */
const contactsAtOnce = 2000

const hour = 3_600_000

/** Nobody who gets in touch later than this before the telling has everything over by then: their contacts are left out. */
const hoursToBeOver = 35

/** Facts that follow an outcome are written down within these. */
const hoursAfterOutcome = 10

/**
 * A past of the sample authority, in stretches: families, contacts, decisions, reviews and what the case system made of them.
 * Pure: no database, no clock, every chance drawn from the seed.
 */
export function* pastOf(plan: PastPlan, deps: PastDeps): Generator<Stretch> {
  const making = beginMaking(plan, deps)
  let stretch = { rows: noRows(), contacts: 0 }
  const told = (throughDay: number): Stretch => ({
    ...stretch,
    references: new Map(making.references),
    discussions: making.count.discussions,
    escalations: making.count.escalations,
    throughDay,
  })
  for (let day = plan.fromDay; day <= plan.toDay; day += 1) {
    for (const story of storiesOn(making, day, stretch.rows)) {
      write(making, stretch.rows, story)
      stretch.contacts += 1
    }
    if (stretch.contacts >= contactsAtOnce || day === plan.toDay) {
      yield told(day)
      stretch = { rows: noRows(), contacts: 0 }
    }
  }
}

interface Making extends PastDeps {
  readonly plan: PastPlan
  readonly days: Days
  readonly expected: (day: Day) => readonly number[]
  readonly known: Acquaintance
  readonly references: Map<string, number>
  readonly occurrenceOf: (childId: string, onDay: number) => number
  readonly count: { contacts: number; children: number; discussions: number; escalations: number }
}

function beginMaking(plan: PastPlan, deps: PastDeps): Making {
  const days = daysOf(deps.calendar)
  const expected = expectations(deps.published, days, plan.contactsPerYear)
  const known = acquaintance(chance(seedOf(plan.seed, 'whose', 0)))
  return {
    ...deps,
    plan,
    days,
    expected,
    known,
    references: new Map(),
    occurrenceOf: occurrences(),
    count: { contacts: 0, children: 0, discussions: 0, escalations: 0 },
  }
}

/** The stories that begin on one day. Every day has dice of its own. */
function* storiesOn(making: Making, number: number, rows: Rows): Generator<Story & { readonly dice: Chance }> {
  const { plan, days, count } = making
  const day = days.of(number)
  const dice = chance(seedOf(plan.seed, 'day', number))
  for (const arrival of arrivalsOn(dice, day, making.expected(day))) {
    if (arrival.at > plan.asOf - hoursToBeOver * hour || count.contacts === plan.atMost) return
    count.contacts += 1
    yield { ...storyOf(making, dice, day, arrival, rows), dice }
  }
}

function storyOf(making: Making, dice: Chance, day: Day, arrival: Arrival, rows: Rows): Story {
  const { known, staff, plan } = making
  const { reReferred } = yearOf(making, day)
  const isReferral = dice.happens(referralShare)
  const chosen = isReferral ? known.forReferral(day.number, dice.happens(reReferred)) : known.forContact(day.number)
  const family = familyOf(plan.seed, chosen.family, chosen.heardOn)
  const { children, bits } = namedChildren(dice, family, chosen.children, day.number)
  known.remember(chosen.family, bits, day.number, isReferral)
  const area = !chosen.isNew && dice.happens(0.4) ? chosen.family % staff.areas.length : null
  const isOffDuty = !day.isWorking || isNightAt(day, arrival.at)
  const asked = { receivedAt: arrival.at, dayNumber: day.number, area, isOffDuty }
  const times = overBy(timesOf(dice, asked), plan.asOf - hoursAfterOutcome * hour)
  if (chosen.isNew) tellOfFamily(making, dice, family, times.recordedAt, rows)
  return {
    id: madeId(dice, times.recordedAt),
    reference: nextReference(making, day),
    day,
    arrival,
    times,
    isNew: chosen.isNew,
    children,
    theme: themeOf(dice, arrival, children),
    area,
    teamId: area === null ? staff.frontDoorTeam : (staff.areas[area]?.teamId ?? staff.frontDoorTeam),
    isReferral,
  }
}

const yearOf = ({ published }: Making, day: Day): PublishedYear => publishedFor(published, reportingYearOf(day))

/** What would still run when the past is told from has ended just before. */
function overBy(times: Times, latest: number): Times {
  if (times.knownAt <= latest) return times
  return { ...times, knownAt: latest, decidedAt: Math.max(times.recordedAt, latest - 10 * 60_000) }
}

function tellOfFamily({ plan, count }: Making, dice: Chance, family: Family, at: number, rows: Rows): void {
  const nextReference = (): string => {
    count.children += 1
    return `CH-${10_000 + count.children}`
  }
  addFamily(rows, dice, family, { at, lastDay: plan.toDay, nextReference })
}

/** "C-2001-0042", as the product counts them by month of receipt. */
function nextReference({ references }: Making, { year, month }: Day): string {
  const yearAndMonth = `${String(year).slice(2)}${String(month).padStart(2, '0')}`
  const number = (references.get(yearAndMonth) ?? 0) + 1
  references.set(yearAndMonth, number)
  return `C-${yearAndMonth}-${String(number).padStart(4, '0')}`
}

function write(making: Making, rows: Rows, story: Story & { readonly dice: Chance }): void {
  const { dice } = story
  const { staff, days, plan } = making
  const contact = contactRow(dice, story, staff)
  rows['front_door.contact'].push(contact)
  for (const { id } of story.children) {
    const { received_on, known_at, recorded_at, recorded_by } = contact
    const about = { contact_id: story.id, child_id: id, received_on, known_at, recorded_at, recorded_by }
    rows['front_door.contact_child'].push(about)
  }
  const published = yearOf(making, story.day)
  const outcome = outcomeOf(dice, story.isReferral, published)
  addDecisions(rows, dice, story, outcome, staff)
  addEvents(rows, dice, story, contact.is_written_form_due === true, staff)
  addReviews(rows, dice, story, staff)
  if (!story.isReferral) return
  const isStrategyDiscussion = outcome === 'strategy-discussion'
  const facts = { published, days, lastDay: plan.toDay, isStrategyDiscussion }
  const enquired = addCaseRecords(rows, dice, story, staff, facts)
  discuss(making, rows, story, { enquired, isAtTheDoor: isStrategyDiscussion, published })
}

/** The discussions of a referral, with dice of their own, so that whatever they come to shifts nobody else's chances. */
function discuss(making: Making, rows: Rows, story: Story, referred: Referred): void {
  const { plan, days, staff, count } = making
  const facts = {
    days,
    staff,
    asOf: plan.asOf,
    nextReference: () => `SD-${next(count, 'discussions')}`,
    occurrenceOf: making.occurrenceOf,
    nextEscalation: () => `E-${next(count, 'escalations')}`,
  }
  addDiscussions(rows, chance(seedOf(plan.seed, 'discussion', count.contacts)), story, referred, facts)
}

/** Counts what has begun for a child on a day. Few have anything, so that they are all remembered. */
function occurrences(): (childId: string, onDay: number) => number {
  const begun = new Map<string, number>()
  return (childId, onDay) => {
    const key = `${childId} ${onDay}`
    const many = (begun.get(key) ?? 0) + 1
    begun.set(key, many)
    return many
  }
}

function next(count: Making['count'], of: 'discussions' | 'escalations'): number {
  count[of] += 1
  return count[of]
}

/** A day as the plan counts it. */
export const dayOf = (date: { readonly year: number; readonly month: number; readonly day: number }): number =>
  dayNumberOf(date)
