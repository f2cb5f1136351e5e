import { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDateTime, startOfLondonDay } from '#kernel/clock'
import { byPerson, differentChildren, type Flagged, type RecordRead, type Unusual } from './reading.ts'

export interface ReadingHours {
  readonly startsAt: Temporal.PlainTime
  readonly endsAt: Temporal.PlainTime
}

/**
 * The beginning of the quiet time in which an instant falls: the end of the last reading hours before it, weekends through.
 * Null within the hours. London's clocks.
 */
export function quietSince(at: Temporal.Instant, hours: ReadingHours): Temporal.Instant | null {
  const local = londonDateTime(at)
  const time = local.toPlainTime()
  const isWorkday = local.dayOfWeek <= 5
  const isAfter = Temporal.PlainTime.compare(time, hours.endsAt) >= 0
  if (isWorkday && !isAfter && Temporal.PlainTime.compare(time, hours.startsAt) >= 0) return null
  let day = local.toPlainDate()
  if (!(isWorkday && isAfter)) day = day.subtract({ days: 1 })
  while (day.dayOfWeek > 5) day = day.subtract({ days: 1 })
  const ended = fromLondon(day.toPlainDateTime(hours.endsAt))
  return ended.ok ? ended.value : startOfLondonDay(day)
}

/**
 * Records opened in quiet times by people whose turn it was not: once for each person and quiet time. `isOnDuty` says whose
 * turn it was, because the front door works round the clock.
 */
export function outOfHours(
  reads: readonly RecordRead[],
  hours: ReadingHours,
  isOnDuty: (read: RecordRead) => boolean,
  flagged: readonly Flagged[],
): readonly Unusual[] {
  return [...byPerson(reads)].flatMap(([personId, theirs]) => {
    const nights = new Map<string, RecordRead[]>()
    for (const read of theirs) {
      const since = quietSince(read.at, hours)
      if (since === null || isOnDuty(read)) continue
      nights.set(since.toString(), [...(nights.get(since.toString()) ?? []), read])
    }
    return [...nights]
      .map(([since, night]) => nightOf(personId, Temporal.Instant.from(since), night))
      .filter((night) => !flagged.some((flag) => isSameNight(flag, night)))
  })
}

const nightOf = (personId: string, fromAt: Temporal.Instant, reads: readonly RecordRead[]): Unusual => ({
  kind: 'out-of-hours',
  personId,
  fromAt,
  toAt: reads.at(-1)?.at ?? fromAt,
  children: differentChildren(reads),
  readings: reads.length,
  childId: null,
})

const isSameNight = (flag: Flagged, night: Unusual): boolean =>
  flag.kind === 'out-of-hours' && flag.personId === night.personId && flag.fromAt.equals(night.fromAt)
