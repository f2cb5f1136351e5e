import { type RawBuilder, sql } from 'kysely'
import { startOfLondonDay } from '#kernel/clock'
import type { Measure, MeasureAsked } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { type Counted, countSeries, periodOf } from './series.ts'

const ours = ['none', 'team', 'source'] as const

const days = ({ from, to }: MeasureAsked): RawBuilder<unknown> => sql`${from}::date, ${to}::date`
const instants = ({ from, to }: MeasureAsked): RawBuilder<unknown> =>
  sql`${startOfLondonDay(from)}::timestamptz, ${startOfLondonDay(to)}::timestamptz`
const londonDay = (instant: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${instant} at time zone 'Europe/London')::date`

const contacts = (asked: MeasureAsked): RawBuilder<unknown> =>
  sql`select *, received_on as on_day from front_door.counted_contacts(${days(asked)})`
const decisions = (asked: MeasureAsked): RawBuilder<unknown> =>
  sql`select *, ${londonDay(sql`known_at`)} as on_day from front_door.counted_decisions(${instants(asked)})`

const all = sql`count(*)`
const minutesBetween = (from: string, to: string): RawBuilder<unknown> =>
  sql`(percentile_cont(0.5) within group (order by greatest(0, extract(epoch from ${sql.ref(to)} - ${sql.ref(from)}) / 60)::float8))`

/** Contacts that got an outcome for every child in time, of those whose 24 hours are over or that have their outcome. */
const withinADay = (tx: Tx, asked: MeasureAsked): Counted => ({
  rows: sql`select * from (${contacts(asked)}) contact
             where not is_history and (completed_at is not null or received_at <= ${tx.now.subtract({ hours: 24 })})`,
  numerator: sql`count(*) filter (where completed_at <= received_at + interval '24 hours')`,
  denominator: all,
})

/**
 * Reviews recorded in time, of those that ended or are past their time. A period in which nobody ran the sweep is a review
 * that was not done: it counts, and is not in time.
 */
const reviewsInTime = (tx: Tx, asked: MeasureAsked, reviewMinutes: number): Counted => ({
  rows: sql`select *, ${londonDay(sql`opened_at`)} as on_day from front_door.counted_reviews(${instants(asked)})
             where not is_open or opened_at < ${tx.now.subtract({ minutes: reviewMinutes })}`,
  numerator: sql`count(*) filter (where ended_at <= opened_at + make_interval(mins => ${reviewMinutes}))`,
  denominator: sql`count(*) + coalesce(sum(missed), 0)`,
})

const measured = (asked: MeasureAsked): RawBuilder<unknown> =>
  sql`select * from (${decisions(asked)}) decision where decided_at is not null`

const entered = (asked: MeasureAsked): RawBuilder<unknown> =>
  sql`select * from (${contacts(asked)}) contact where known_at is not null and received_at is not null`

/** What the front door publishes, each with its definition. Restricted contacts are counted like any other. */
export const frontDoorMeasures: readonly Measure[] = [
  {
    key: 'outcome-within-24-hours',
    theme: 'Decisions in time',
    question: 'Does every contact have an outcome within 24 hours?',
    definition:
      'Contacts where an outcome was recorded for every child within 24 elapsed hours of the contact reaching the council. By the day it was received. Imported history without a time or an outcome is left out.',
    denominator: 'Contacts received whose 24 hours are over, or that have their outcome.',
    kind: 'share',
    unit: 'contacts',
    splits: ours,
    series: (tx, asked) => countSeries(tx, 'share', withinADay(tx, asked), asked),
  },
  {
    key: 'reviews-in-time',
    theme: 'Decisions in time',
    question: 'Is every late contact reviewed in time?',
    definition:
      '24-hour reviews recorded, or ended by the outcome, within the time that the setting gives (one hour unless changed) of opening. By the day the review opened. A review that should have opened while the sweep was not running counts as not in time.',
    denominator: 'Reviews that ended or whose time is over, with those that were missed.',
    kind: 'share',
    unit: 'reviews',
    splits: ours,
    async series(tx, asked) {
      const { reviewMinutes } = await readSettings(tx)
      return countSeries(tx, 'share', reviewsInTime(tx, asked, reviewMinutes), asked)
    },
  },
  {
    key: 'recorded-within-an-hour',
    theme: 'Line of sight',
    question: 'Is every decision recorded at once?',
    definition:
      'Decisions recorded within one hour of being made. Each child’s first decision on a contact, by the day it was recorded. Imported decisions that do not say when they were recorded are left out.',
    denominator: 'Decisions whose time is known, both made and recorded.',
    kind: 'share',
    unit: 'decisions',
    splits: ours,
    series: (tx, asked) =>
      countSeries(
        tx,
        'share',
        {
          rows: measured(asked),
          numerator: sql`count(*) filter (where known_at <= decided_at + interval '1 hour')`,
          denominator: all,
        },
        asked,
      ),
  },
  {
    key: 'recording-lag',
    theme: 'Line of sight',
    question: 'How long from a decision to its record?',
    definition:
      'The middle value of the minutes between making a decision and recording it. Each child’s first decision on a contact, by the day it was recorded.',
    denominator: 'Decisions whose time is known, both made and recorded.',
    kind: 'median',
    unit: 'minutes',
    splits: ours,
    series: (tx, asked) =>
      countSeries(
        tx,
        'median',
        { rows: measured(asked), numerator: all, denominator: all, median: minutesBetween('decided_at', 'known_at') },
        asked,
      ),
  },
  {
    key: 'entry-lag',
    theme: 'Line of sight',
    question: 'How long from a contact reaching us to its record?',
    definition:
      'The middle value of the minutes between a contact reaching the council and somebody recording it. By the day it was received. Imported contacts that do not say when they were recorded are left out.',
    denominator: 'Contacts whose time is known, both received and recorded.',
    kind: 'median',
    unit: 'minutes',
    splits: ours,
    series: (tx, asked) =>
      countSeries(
        tx,
        'median',
        { rows: entered(asked), numerator: all, denominator: all, median: minutesBetween('received_at', 'known_at') },
        asked,
      ),
  },
  {
    key: 'contacts',
    theme: 'What reaches us',
    question: 'How many contacts reach us, and from whom?',
    definition: 'Contacts by the day they were received, imported history among them.',
    denominator: 'Each contact counts once, however many children it is about.',
    kind: 'count',
    unit: 'contacts',
    splits: ['source', 'none', 'team'],
    series: (tx, asked) => countSeries(tx, 'count', { rows: contacts(asked), numerator: all, denominator: all }, asked),
  },
  {
    key: 'outcome-mix',
    theme: 'What we decide',
    question: 'What do we decide?',
    definition:
      'The share of each outcome among decisions, as they stand now after corrections. Each child on each contact counts once, by the day the first decision was recorded.',
    denominator: 'Children on contacts with a decision recorded in the period.',
    kind: 'share',
    unit: 'decisions',
    splits: ['outcome'],
    series: (tx, asked) =>
      countSeries(
        tx,
        'share',
        {
          rows: decisions(asked),
          numerator: all,
          denominator: sql`sum(count(*)) over (partition by ${periodOf(asked)})`,
        },
        asked,
      ),
  },
  {
    key: 're-contacts',
    theme: 'What we decide',
    question: 'How many children had been brought to us before?',
    definition:
      'Children on contacts about whom there was another contact, on an earlier day, in the twelve months before. By the day the later contact was received.',
    denominator: 'Children on contacts received: a child counts once for each contact.',
    kind: 'share',
    unit: 'children',
    splits: ours,
    series: (tx, asked) =>
      countSeries(
        tx,
        'share',
        {
          rows: sql`select *, received_on as on_day from front_door.counted_children(${days(asked)})`,
          numerator: sql`count(*) filter (where came_before)`,
          denominator: all,
        },
        asked,
      ),
  },
]
