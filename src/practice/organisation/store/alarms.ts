import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { AlarmChanges, RotaAlarm } from '../rules/alarms.ts'
import { on } from '../tables.ts'

/** The alarms that have been raised and not ended, soonest gap first. */
export async function listOpenAlarms(tx: Tx): Promise<readonly RotaAlarm[]> {
  return on(tx)
    .selectFrom('organisation.rotaAlarm as alarm')
    .select(['alarm.id', 'alarm.cover', 'alarm.startsAt', 'alarm.endsAt', 'alarm.raisedAt'])
    .where('alarm.authorityId', '=', tx.who.authorityId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organisation.rotaAlarmEnd as ended')
            .select('ended.alarmId')
            .whereRef('ended.authorityId', '=', 'alarm.authorityId')
            .whereRef('ended.alarmId', '=', 'alarm.id'),
        ),
      ),
    )
    .orderBy('alarm.startsAt')
    .orderBy('alarm.id')
    .execute()
}

/** Records which alarms are raised and which have ended. */
export async function recordAlarms(tx: Tx, { raise, end }: AlarmChanges): Promise<void> {
  const { authorityId } = tx.who
  if (raise.length > 0) {
    const rows = raise.map(({ cover, startsAt, endsAt }) => ({
      authorityId,
      id: newId(),
      cover,
      startsAt,
      endsAt,
      raisedAt: tx.now,
    }))
    await on(tx).insertInto('organisation.rotaAlarm').values(rows).execute()
  }
  if (end.length > 0) {
    const rows = end.map(({ alarm, as }) => ({ authorityId, alarmId: alarm.id, endedAs: as, endedAt: tx.now }))
    await on(tx).insertInto('organisation.rotaAlarmEnd').values(rows).execute()
  }
}
