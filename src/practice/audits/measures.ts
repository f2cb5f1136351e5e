import { sql } from 'kysely'
import type { Measure, MeasureAsked } from '#platform/area'
import { type Counted, countSeries } from '#platform/series'
import type { Tx } from '#platform/transaction'

const theme = 'Audits of practice'
const splits = ['none', 'team'] as const
const filters = ['team'] as const
const all = sql`count(*)`

const dueIn = ({ from, to }: MeasureAsked) => sql`select * from audits.measured(${from}, ${to})`
const gradedIn = (asked: MeasureAsked) => sql`select * from (${dueIn(asked)}) due where is_graded`

const counting = (tx: Tx, counted: Pick<Counted, 'rows' | 'numerator'>, asked: MeasureAsked) =>
  countSeries(
    tx,
    'share',
    {
      ...counted,
      denominator: all,
      groups: { team: sql`coalesce(team, 'No team')` },
      chosen: asked.only?.teamId === undefined ? sql`true` : sql`team_id = ${asked.only.teamId}`,
    },
    asked,
  )

/** What audits publish. Restricted records are counted like any; grades only when no second grade is outstanding. */
export const auditMeasures: readonly Measure[] = [
  {
    key: 'audits-in-time',
    theme,
    question: 'Are audits done when they are due?',
    definition: 'Audits sent in, by everybody who was to mark them, on or before the day they were due. By that day.',
    denominator:
      'Audits that are done, or whose day is over. Excused ones are left out here and counted in the quarterly report; standardisation sessions are left out.',
    kind: 'share',
    unit: 'audits',
    splits,
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        {
          rows: sql`select * from (${dueIn(asked)}) due where is_over`,
          numerator: sql`count(*) filter (where is_in_time)`,
        },
        asked,
      ),
  },
  {
    key: 'discussions-audited',
    theme,
    question: 'Is every strategy discussion audited?',
    definition: 'Strategy discussions of which the weekly audit is done. By the day the discussion was held.',
    denominator:
      'Every discussion held, whether its audit was opened or not, those excused too. Those of the last two weeks or so are mostly not due yet.',
    kind: 'share',
    unit: 'discussions',
    splits: ['none'],
    filters: [],
    series: (tx, asked) =>
      countSeries(
        tx,
        'share',
        {
          rows: sql`select held_on as on_day, done_on is not null as is_done
                      from audits.counted_discussions(${asked.from}, ${asked.to}) where is_held`,
          numerator: sql`count(*) filter (where is_done)`,
          denominator: all,
          groups: {},
        },
        asked,
      ),
  },
  {
    key: 'audits-moderated',
    theme,
    question: 'How many audits are graded a second time?',
    definition:
      'Audits that were graded blind by a second person, drawn at random or for a reason, and whose final grade is agreed. By the day the audit was due.',
    denominator: 'Audits whose grade stands. Those still being moderated are left out until they are over.',
    kind: 'share',
    unit: 'audits',
    splits,
    filters,
    series: (tx, asked) =>
      counting(tx, { rows: gradedIn(asked), numerator: sql`count(*) filter (where is_moderated)` }, asked),
  },
  {
    key: 'graded-good-or-better',
    theme,
    question: 'How many audits find practice good or better?',
    definition:
      'Audits whose standing grade is Good or Outstanding: the final one where it was moderated, otherwise the first. By the day the audit was due. Beware: a grade mix means nothing without what it was drawn from, how many audits were not done, how many were moderated and how far graders agree. Read it with the quarterly report. A higher share can be a kinder grader, and a fall can be a more honest one.',
    denominator: 'Audits whose grade stands. Those not done, excused or still being moderated are left out.',
    kind: 'share',
    unit: 'audits',
    splits,
    filters,
    series: (tx, asked) =>
      counting(tx, { rows: gradedIn(asked), numerator: sql`count(*) filter (where is_good)` }, asked),
  },
]
