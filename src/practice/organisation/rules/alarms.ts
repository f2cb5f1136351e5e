import type { Temporal } from 'temporal-polyfill'
import { isBefore, overlaps } from './gaps.ts'
import type { Gap } from './rota.ts'

/** An alarm that has been raised and not ended. */
export interface RotaAlarm extends Gap {
  readonly id: string
  readonly raisedAt: Temporal.Instant
}

export interface AlarmChanges {
  readonly raise: readonly Gap[]
  readonly end: readonly { readonly alarm: RotaAlarm; readonly as: 'filled' | 'passed' }[]
}

/**
 * What has to be raised and ended so that the alarms tell of the gaps that are. An alarm goes on while any of its time is
 * still a gap, so that filling half of a night does not silence the other half and does not ring again. Run twice, the
 * second run finds nothing to do.
 *
 * @param gaps the gaps from `now` on
 */
export function alarmChanges(open: readonly RotaAlarm[], gaps: readonly Gap[], now: Temporal.Instant): AlarmChanges {
  const isSame = (alarm: RotaAlarm, gap: Gap) => alarm.cover === gap.cover && overlaps(alarm, gap)
  const over = open.filter((alarm) => !gaps.some((gap) => isSame(alarm, gap)))
  return {
    raise: gaps.filter((gap) => !open.some((alarm) => isSame(alarm, gap))),
    end: over.map((alarm) => ({ alarm, as: isBefore(now, alarm.endsAt) ? 'filled' : 'passed' })),
  }
}
