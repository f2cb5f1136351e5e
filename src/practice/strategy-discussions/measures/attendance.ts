import { sql } from 'kysely'
import type { Measure } from '#platform/area'
import { counting, heldIn, ourSplits } from './series.ts'

const all = sql`count(*)`
const whole = sql`count(*) filter (where cardinality(attended) = 3)`
const known =
  'Discussions held in the period, of those whose attendance is known. One that was brought in from another system’s past without attendance is left out, and never counts as absent.'
const theme = 'Partners at the table'
const filters = ['team'] as const

/** Who was there. Only attendance counts: information sent, and being asked beforehand, stand beside it on the discussion. */
export const attendanceMeasures: readonly Measure[] = [
  {
    key: 'three-partners',
    theme,
    question: 'Are all three partners at the table?',
    definition:
      'Strategy discussions at which the local authority, the NHS and the police all attended, in person, by video or by telephone. Emergency calls count. The NHS is health visiting, school nursing, GP, hospital, midwifery, CAMHS, children’s community health or a paediatrician. By the day it was held.',
    denominator: known,
    kind: 'share',
    unit: 'discussions',
    splits: ourSplits,
    filters,
    series: (tx, asked) => counting(tx, 'share', { rows: heldIn(asked), numerator: whole, denominator: all }, asked),
  },
  {
    key: 'three-partners-in-meetings',
    theme,
    question: 'Are all three partners at the table, emergency calls left aside?',
    definition:
      'The same as for all discussions, without emergency calls by telephone or video. By the day it was held.',
    denominator: `${known} Emergency calls are left out.`,
    kind: 'share',
    unit: 'discussions',
    splits: ourSplits,
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'share',
        {
          rows: sql`select * from (${heldIn(asked)}) held where not is_emergency_call`,
          numerator: whole,
          denominator: all,
        },
        asked,
      ),
  },
  {
    key: 'partner-attendance',
    theme,
    question: 'How often is each partner there?',
    definition:
      'Strategy discussions that each of the three partners attended, emergency calls among them. By the day it was held.',
    denominator: known,
    kind: 'share',
    unit: 'discussions',
    splits: ['partner'],
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'share',
        {
          rows: sql`select held.*, partner from (${heldIn(asked)}) held
                     cross join unnest(array['local-authority', 'nhs', 'police']) as partner`,
          numerator: sql`count(*) filter (where partner = any (attended))`,
          denominator: all,
          groups: { partner: sql`partner` },
        },
        asked,
      ),
  },
]
