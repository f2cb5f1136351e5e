import { sql } from 'kysely'
import { startOfLondonDay } from '#kernel/clock'
import type { Measure, MeasureAsked, MeasurePoint, MeasureSplit } from '#platform/area'
import { type Counted, countSeries } from '#platform/series'
import type { Tx } from '#platform/transaction'
import { type DiscussionRoute, keyPartners, partners, routes } from '../words.ts'

/** How every measure of discussions can be taken apart. Attendance differs by route and area (practice, trap 9). */
export const ourSplits = ['none', 'team', 'area', 'route'] as const

const groups = {
  team: sql`coalesce(team, 'No team')`,
  area: sql`coalesce(area, 'No area')`,
  // What the files tell of has no route.
  route: sql`coalesce(route, 'unknown')`,
}

export type CountedHere = Omit<Counted, 'groups' | 'words' | 'chosen'> & Partial<Pick<Counted, 'groups'>>

/** Counts rows of one of the area's counting functions by period and group. */
export const counting = (
  tx: Tx,
  kind: Measure['kind'],
  counted: CountedHere,
  asked: MeasureAsked,
): Promise<readonly MeasurePoint[]> =>
  countSeries(
    tx,
    kind,
    {
      ...counted,
      groups: { ...groups, ...counted.groups },
      words,
      chosen: asked.only?.teamId === undefined ? sql`true` : sql`team_id = ${asked.only.teamId}`,
    },
    asked,
  )

function words(split: MeasureSplit, group: string): string {
  if (split === 'route') return routes[group as DiscussionRoute] ?? 'Not known'
  if (split === 'partner') return keyPartners.find((key) => key === group) ? partners[group as 'nhs'] : 'Ourselves'
  return split === 'rung' ? `Rung ${group}` : group
}

const instants = ({ from, to }: MeasureAsked) =>
  sql`${startOfLondonDay(from)}::timestamptz, ${startOfLondonDay(to)}::timestamptz`

/** Discussions whose limit falls in the time asked for. */
export const dueIn = (asked: MeasureAsked) => sql`select * from strategy.counted_discussions('due', ${instants(asked)})`

/** Discussions held, cancelled or decided against in the time asked for. */
export const settledIn = (asked: MeasureAsked) =>
  sql`select * from strategy.counted_discussions('settled', ${instants(asked)})`

/** Held, and who was there is known: a discussion brought in from the past without attendance is not absent partners. */
export const heldIn = (asked: MeasureAsked) =>
  sql`select * from (${settledIn(asked)}) settled where state = 'held' and is_attendance_known`

export const rungsIn = (asked: MeasureAsked) => sql`select * from strategy.counted_rungs(${instants(asked)})`
