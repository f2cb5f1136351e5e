import { dayNumberOf } from '#kernel/clock'
import type { Chance } from '../random.ts'

/**
 * How the work went in the sample's past. Until the inspectors' visit of July 2021 much was late and recorded late; with the
 * plan that followed it became rarer within months. Made up, so that charts have something true to show.
 */
export interface Pace {
  /** Shares from 0 to 1. */
  readonly lateOutcomes: number
  readonly lateRecordings: number
  readonly lateEntries: number
  readonly reviewsInTime: number
  /** Hours over 24 that a late outcome takes, on average. */
  readonly hoursOver: number
}

const visit = dayNumberOf({ year: 2021, month: 7, day: 20 })

const before: Pace = { lateOutcomes: 0.23, lateRecordings: 0.29, lateEntries: 0.17, reviewsInTime: 0.42, hoursOver: 13 }
const after: Pace = { lateOutcomes: 0.06, lateRecordings: 0.05, lateEntries: 0.07, reviewsInTime: 0.93, hoursOver: 6 }

/** Months that it took to get two thirds of the way. */
const monthsToSettle = 4

export function paceOn(dayNumber: number): Pace {
  if (dayNumber < visit) return before
  const left = Math.exp(-(dayNumber - visit) / (30.4 * monthsToSettle))
  const between = (key: keyof Pace): number => after[key] + (before[key] - after[key]) * left
  return {
    lateOutcomes: between('lateOutcomes'),
    lateRecordings: between('lateRecordings'),
    lateEntries: between('lateEntries'),
    reviewsInTime: between('reviewsInTime'),
    hoursOver: between('hoursOver'),
  }
}

/** Teams differ: by how much of the front door's own share is late, and recorded late. */
export const teamPatterns = [
  { lateOutcomes: 0.7, lateRecordings: 1 },
  { lateOutcomes: 1, lateRecordings: 2.2 },
  { lateOutcomes: 1.7, lateRecordings: 1 },
] as const

const minute = 60_000
const hour = 60 * minute

/** When what happened at one contact happened, in milliseconds since 1970. */
export interface Times {
  readonly receivedAt: number
  readonly recordedAt: number
  readonly decidedAt: number
  /** When the decision was recorded: what counts. */
  readonly knownAt: number
}

export interface Asked {
  readonly receivedAt: number
  readonly dayNumber: number
  /** Which area's team it belongs to; null for the front door's own. */
  readonly area: number | null
  readonly isOffDuty: boolean
}

export function timesOf(dice: Chance, { receivedAt, dayNumber, area, isOffDuty }: Asked): Times {
  const pace = paceOn(dayNumber)
  const team = area === null ? null : teamPatterns[area % teamPatterns.length]
  const recordedAt = receivedAt + entryMinutes(dice, pace) * minute
  const lateShare = pace.lateOutcomes * (team?.lateOutcomes ?? 0.95) * (isOffDuty ? 1.25 : 0.9)
  const knownAt = dice.happens(lateShare)
    ? receivedAt + 24 * hour + minute + Math.round(Math.min(80, -Math.log(1 - dice.next()) * pace.hoursOver) * hour)
    : recordedAt + Math.round((0.04 + 0.93 * dice.next() ** 1.9) * (receivedAt + 24 * hour - recordedAt))
  const lag = lagMinutes(dice, pace.lateRecordings * (team?.lateRecordings ?? 1)) * minute
  return { receivedAt, recordedAt, decidedAt: Math.max(recordedAt, knownAt - lag), knownAt }
}

const entryMinutes = (dice: Chance, { lateEntries }: Pace): number =>
  dice.happens(lateEntries) ? 45 + dice.below(300) : 3 + Math.floor(24 * dice.next() ** 1.5)

/** From deciding to recording: minutes, or hours where the day ran away with the manager. */
const lagMinutes = (dice: Chance, lateShare: number): number =>
  dice.happens(lateShare) ? 64 + Math.floor(420 * dice.next() ** 2) : 1 + Math.floor(38 * dice.next() ** 2.2)

/** The sweep looks every five minutes: the first look at or after a moment. */
export const sweptAfter = (at: number): number => Math.ceil(at / (5 * minute)) * 5 * minute
