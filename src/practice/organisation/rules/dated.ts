import { Temporal } from 'temporal-polyfill'

/** A dated record: from `startsOn` up to but not including `endsOn`; without an end, until further notice. */
export interface Dated {
  readonly id: string
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate | null
}

export const holdsOn = (day: Temporal.PlainDate, { startsOn, endsOn }: Omit<Dated, 'id'>): boolean =>
  !isEarlier(day, startsOn) && (endsOn === null || isEarlier(day, endsOn))

export interface Clearing<T> {
  /** These end on the day asked. */
  readonly ends: readonly T[]
  /** These would only have begun then or later: they are taken back. */
  readonly cancels: readonly T[]
}

/**
 * What has to end or be taken back so that nothing of these holds from `day` on. A move to another team is this, then
 * one new membership: nobody is in two teams at once, and what was true before `day` stays on record.
 */
export function clearFrom<T extends Dated>(records: readonly T[], day: Temporal.PlainDate): Clearing<T> {
  return {
    ends: records.filter(
      ({ startsOn, endsOn }) => isEarlier(startsOn, day) && (endsOn === null || isEarlier(day, endsOn)),
    ),
    cancels: records.filter(({ startsOn }) => !isEarlier(startsOn, day)),
  }
}

const isEarlier = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0
