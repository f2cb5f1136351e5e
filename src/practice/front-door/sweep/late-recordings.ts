import type { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import type { Settings } from '#practice/organisation'
import type { Turns } from './holders.ts'
import { climbsDue, dueOnRung } from './ladder.ts'
import {
  type AlertClimb,
  listLateDecisions,
  listOpenAlerts,
  type NewAlert,
  openAlerts,
  recordAlertClimbs,
} from './store/late-recordings.ts'

interface Sweep {
  readonly at: Temporal.Instant
  readonly settings: Settings
  readonly turns: Turns
}

/**
 * Decisions are to be recorded at once (council report §11). One recorded too long after it was made goes to the
 * decider's manager, who answers for it with a reason; unanswered, it climbs like a review.
 */
export async function sweepLateRecordings(
  tx: Tx,
  run: Sweep,
): Promise<{ readonly alerted: number; readonly climbed: number }> {
  const climbed = await climbAlerts(tx, run)
  return { alerted: await alert(tx, run), climbed }
}

async function alert(tx: Tx, { at, settings, turns }: Sweep): Promise<number> {
  const alerts: NewAlert[] = []
  for (const late of await listLateDecisions(tx, at, settings.recordingLagMinutes)) {
    const minutes = Math.floor(elapsedMinutes(late.decidedAt, late.knownAt))
    const turn = await turns.managerOf(late.decidedBy)
    alerts.push({ decisionId: late.decisionId, contactId: late.contactId, minutes, ...turn })
  }
  const fresh = await openAlerts(tx, alerts, at, dueOnRung('duty-manager', 'duty-manager', at, settings))
  const told = alerts.filter(({ decisionId }) => fresh.has(decisionId))
  trail(tx, 'late-recording.alerted', at, told)
  return fresh.size
}

async function climbAlerts(tx: Tx, { at, settings, turns }: Sweep): Promise<number> {
  const climbs: AlertClimb[] = []
  for (const open of await listOpenAlerts(tx, at)) {
    for (const rung of climbsDue(open, at, settings)) {
      if (rung === 'duty-manager') continue
      const { personId } = await turns.climbing(rung, open.assignedTo)
      const dueAt = dueOnRung(rung, open.firstRung, open.openedAt, settings)
      climbs.push({ decisionId: open.decisionId, contactId: open.contactId, rung, assignedTo: personId, dueAt })
    }
  }
  trail(tx, 'late-recording.climbed', at, climbs)
  return recordAlertClimbs(tx, climbs, at)
}

function trail(tx: Tx, action: string, at: Temporal.Instant, about: readonly (NewAlert | AlertClimb)[]): void {
  if (about.length === 0) return
  const subjects = [...new Set(about.flatMap(({ contactId, decisionId }) => [contactId, decisionId]))]
  tx.trail.changed({ action, subjects, content: { at, about } })
}
