import { londonDateTime } from '#kernel/clock'
import type { Block } from '#platform/documents'
import { healthServices, type KeyPartner, keyPartners, partners, routes } from '../words.ts'
import type { PackedDiscussion } from './store.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** How the week is taken apart: each is a heading and what a discussion stands under. */
const splits: readonly (readonly [string, (held: PackedDiscussion) => string])[] = [
  ['All', () => 'All held'],
  ['Area', ({ areaName }) => areaName ?? 'Front door'],
  ['Route', ({ route }) => routes[route]],
  ['Disabled child', ({ hasDisabledChild }) => (hasDisabledChild ? 'Yes' : 'No, or not known')],
  ['Hour', (held) => hourOf(held)],
  ['Weekday', ({ settledAt, dueAt }) => weekdays[londonDateTime(settledAt ?? dueAt).dayOfWeek - 1] ?? ''],
  ['Emergency call', ({ isEmergencyCall }) => (isEmergencyCall ? 'Emergency call' : 'Meeting')],
]

function hourOf({ settledAt, dueAt }: PackedDiscussion): string {
  const { hour } = londonDateTime(settledAt ?? dueAt)
  if (hour < 8 || hour >= 18) return 'Between 18:00 and 08:00'
  return hour < 12 ? '08:00 to 12:00' : '12:00 to 18:00'
}

/** Attendance by partner, and all three together, over the discussions held in the week. */
export function attendanceBlocks(
  packed: readonly PackedDiscussion[],
  isShown: (each: PackedDiscussion) => boolean,
): readonly Block[] {
  const held = packed.filter(({ state }) => state === 'held')
  return [
    {
      kind: 'paragraph',
      text: `Of all discussions held in the week, those at which the partner attended. Sending information or being asked beforehand is not attending. NHS is any of: ${Object.values(healthServices).join(', ')}. Emergency calls count, and stand apart below.`,
    },
    {
      kind: 'table',
      caption: 'Attendance',
      columns: [
        { heading: 'By', width: 2 },
        { heading: 'Which', width: 3 },
        { heading: 'Held', width: 1, isNumeric: true },
        { heading: 'All three', width: 2, isNumeric: true },
        ...keyPartners.map((partner) => ({ heading: partners[partner], width: 2, isNumeric: true })),
      ],
      rows: splits.flatMap(([name, keyOf]) => rowsBy(name, keyOf, held)),
      empty: 'No discussion was held in this week.',
    },
    {
      kind: 'table',
      caption: 'Held without all three',
      columns: [
        { heading: 'Discussion', width: 2 },
        { heading: 'Area', width: 2 },
        { heading: 'Route', width: 2 },
        { heading: 'Not there', width: 3 },
      ],
      rows: held
        .filter((each) => isShown(each) && !hasAll(each))
        .map((each) => ({
          cells: [each.reference, each.areaName ?? 'Front door', routes[each.route], missingFrom(each)],
        })),
      empty: 'None.',
    },
  ]
}

function rowsBy(name: string, keyOf: (held: PackedDiscussion) => string, held: readonly PackedDiscussion[]) {
  const groups = [...Map.groupBy(held, keyOf)].sort(([one], [other]) => one.localeCompare(other))
  return groups.map(([key, some]) => ({
    cells: [
      name,
      key,
      some.length,
      shareOf(some, hasAll),
      ...keyPartners.map((partner) => shareOf(some, ({ attended }) => attended.includes(partner))),
    ],
  }))
}

const hasAll = ({ attended }: PackedDiscussion): boolean => keyPartners.every((partner) => attended.includes(partner))

const missingFrom = ({ attended }: PackedDiscussion): string =>
  keyPartners
    .filter((partner: KeyPartner) => !attended.includes(partner))
    .map((partner) => partners[partner])
    .join(', ')

const shareOf = (some: readonly PackedDiscussion[], is: (each: PackedDiscussion) => boolean): string => {
  const many = some.filter(is).length
  return `${many} (${Math.round((100 * many) / some.length)} %)`
}
