import { sql } from 'kysely'
import type { Measure } from '#platform/area'
import { readSettings } from '#practice/organisation'
import type { MeasuresDeps } from './index.ts'
import { counting, dueIn, ourSplits, rungsIn, settledIn } from './series.ts'
import { withDeadline, workingDays } from './working.ts'

const all = sql`count(*)`
const theme = 'Discussions in time'
const filters = ['team'] as const

/** So far beyond the time asked for a deadline can lie, with Christmas in between. */
const beyond = { days: 60 }

/** Whether what was due is held, in time, and sent round. */
export const holdingMeasures = ({ calendar }: MeasuresDeps): readonly Measure[] => [
  {
    key: 'held-in-time',
    theme,
    question: 'Is every discussion held within its limit?',
    definition:
      'Strategy discussions held by their limit, which runs from when reasonable cause was recorded (24 elapsed hours unless the setting says otherwise; after an emergency call, five working days). By the day of the limit.',
    denominator:
      'Discussions whose limit is over, or that were held before it. One that lapsed, due and never held, counts as not in time. Cancelled ones and decisions not to hold one are left out and counted for themselves.',
    kind: 'share',
    unit: 'discussions',
    splits: ourSplits,
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'share',
        {
          rows: sql`select * from (${dueIn(asked)}) due where state = 'held' or state = 'due' and due_at < ${tx.now}`,
          numerator: sql`count(*) filter (where state = 'held' and happened_at <= due_at)`,
          denominator: all,
        },
        asked,
      ),
  },
  {
    key: 'not-held',
    theme,
    question: 'Which discussions are never held?',
    definition:
      'Decisions not to hold a discussion, by the day of the decision, and discussions that lapsed: due, past their limit, and neither held nor decided about, by the day of the limit. One that is held late leaves the lapsed ones. A register of meetings held is blind to both.',
    denominator: 'Each discussion counts once. Cancelled ones are left out.',
    kind: 'count',
    unit: 'discussions',
    splits: ['outcome', ...ourSplits],
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'count',
        {
          rows: sql`
            select on_day, 'Decided not to hold' as what, team_id, team, area, route from (${settledIn(asked)}) settled
             where state = 'decided-not-to-hold'
            union all
            select on_day, 'Lapsed', team_id, team, area, route from (${dueIn(asked)}) due
             where state = 'due' and due_at < ${tx.now}`,
          numerator: all,
          denominator: all,
          groups: { outcome: sql`what` },
        },
        asked,
      ),
  },
  {
    key: 'circulated-in-time',
    theme,
    question: 'Is the record sent round within one working day?',
    definition:
      'Discussions whose record was first sent round by the end of the first working day after the discussion ended. By the day it was held.',
    denominator:
      'Discussions held whose working day is over, or whose record was sent. One never sent round counts as not in time. Those brought in from another system’s past are left out.',
    kind: 'share',
    unit: 'discussions',
    splits: ourSplits,
    filters,
    async series(tx, asked) {
      const { endOfWorkingDay } = await readSettings(tx)
      const working = workingDays(await calendar(), asked.from.subtract(beyond), asked.to.add(beyond))
      const held = sql`select * from (${settledIn(asked)}) settled where state = 'held' and is_attendance_known`
      return counting(
        tx,
        'share',
        {
          rows: sql`select * from (${withDeadline(held, working, 1, endOfWorkingDay)}) timed
                     where deadline_at < ${tx.now} or circulated_at is not null`,
          numerator: sql`count(*) filter (where circulated_at <= deadline_at)`,
          denominator: all,
        },
        asked,
      )
    },
  },
  {
    key: 'full-meeting-after-call',
    theme,
    question: 'Does a full meeting follow each emergency call in time?',
    definition:
      'Emergency calls after which all three partners met by the end of the fifth working day (a setting). A follow-up at which one of them was missing is no full meeting. By the day of the call.',
    denominator: 'Emergency calls whose limit for the full meeting is over, or that were followed by one.',
    kind: 'share',
    unit: 'emergency calls',
    splits: ourSplits,
    filters,
    async series(tx, asked) {
      const { endOfWorkingDay, fullMeetingDays } = await readSettings(tx)
      const working = workingDays(await calendar(), asked.from.subtract(beyond), asked.to.add(beyond))
      const calls = sql`select * from (${settledIn(asked)}) settled where state = 'held' and is_emergency_call`
      return counting(
        tx,
        'share',
        {
          // The limit that was set when the call was recorded; where none was, as the settings are now.
          rows: sql`select * from (${withDeadline(calls, working, fullMeetingDays, endOfWorkingDay)}) timed
                     where coalesce(full_due_at, deadline_at) < ${tx.now} or full_met_at is not null`,
          numerator: sql`count(*) filter (where full_met_at <= coalesce(full_due_at, deadline_at))`,
          denominator: all,
        },
        asked,
      )
    },
  },
  {
    key: 'escalations',
    theme: 'Escalation',
    question: 'How often do we escalate?',
    definition:
      'Escalations of what did not happen as it should: a partner who did not answer or come, a discussion not held, a record not sent, a concern not answered. Those about a concern have no team, area or route. By the day the rung opened.',
    denominator: 'Each rung that was opened counts once: the first is the escalation itself.',
    kind: 'count',
    unit: 'rungs',
    splits: ['rung', 'none', 'partner', 'team', 'area', 'route'],
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'count',
        { rows: rungsIn(asked), numerator: all, denominator: all, groups: escalationGroups },
        asked,
      ),
  },
  {
    key: 'escalations-answered',
    theme: 'Escalation',
    question: 'Are escalations answered in time, on which rung?',
    definition:
      'Rungs of escalations answered by their deadline, by whoever was asked, or ended by then because what was missing came. Going ahead without a partner, and ending it unresolved, are no answer. By the day the rung opened.',
    denominator:
      'Rungs whose deadline is over, or that were answered. One that was no longer needed before its deadline is left out.',
    kind: 'share',
    unit: 'rungs',
    splits: ['none', 'rung', 'partner', 'team', 'area', 'route'],
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'share',
        {
          rows: sql`select * from (${rungsIn(asked)}) opened
                     where not is_needless and (due_at < ${tx.now} or answered_at is not null)`,
          numerator: sql`count(*) filter (where answered_at <= due_at)`,
          denominator: all,
          groups: escalationGroups,
        },
        asked,
      ),
  },
]

const escalationGroups = { rung: sql`rung::text`, partner: sql`coalesce(partner, 'ourselves')` }
