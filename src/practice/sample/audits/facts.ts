import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import type { Part } from '#practice/audits'
import { type DiscussionToAudit, listDiscussionsToAudit } from '#practice/strategy-discussions'
import { sampleStaff } from '../staff.ts'
import { managersOf } from './people.ts'
import type { Work } from './told.ts'

/** A discussion of the past as its audit is told from. Moments in milliseconds since 1970. */
export interface PastDiscussion {
  readonly work: Work
  readonly happenedAt: number
  readonly recordedAt: number
}

/** A child who was referred, with the area team that has the file. */
export interface PastFile {
  readonly childId: string
  /** As PostgreSQL reads it. */
  readonly onDay: string
  readonly area: number
}

export interface Facts {
  readonly discussions: readonly PastDiscussion[]
  readonly files: readonly PastFile[]
}

/** Everything of the past up to a moment that is or could be audited. The same database gives the same, in the same order. */
export async function factsOf(tx: Tx, until: Temporal.Instant): Promise<Facts> {
  const from = Temporal.Instant.fromEpochMilliseconds(0)
  const held = await listDiscussionsToAudit(tx, { heldSince: from })
  const not = await listDiscussionsToAudit(tx, { notHeldFrom: from, to: until, at: until })
  return {
    discussions: [...held, ...not.filter(({ state }) => state === 'decided-not-to-hold')]
      .filter(({ recordedAt }) => Temporal.Instant.compare(recordedAt, until) < 0)
      .map((discussion) => ({
        work: workOf(discussion),
        happenedAt: discussion.happenedAt.epochMilliseconds,
        recordedAt: discussion.recordedAt.epochMilliseconds,
      })),
    files: await listFiles(tx),
  }
}

/** Whose work it was, by the same records as the product's own opening of an audit goes by. */
function workOf(discussion: DiscussionToAudit): Work {
  const teamId = discussion.teamId ?? sampleStaff.frontDoorTeam
  const isHeld = discussion.state === 'held'
  const { allocatedWorkerId: worker } = discussion
  return {
    subject: 'strategy-discussion',
    id: discussion.id,
    happenedOn: londonDate(discussion.happenedAt).toString(),
    state: isHeld ? 'held' : 'decided-not-to-hold',
    teamId,
    areaId: discussion.areaId,
    childIds: discussion.childIds,
    people: once([
      [discussion.chairId, 'chair'],
      [discussion.minuteTakerId, 'minute-taker'],
      [worker, 'worker'],
      [discussion.reasonableCauseBy, 'decider'],
      [discussion.decidedToHoldBy, 'decider'],
      [isHeld ? null : discussion.decidedBy, 'decider'],
      [worker === null ? null : managersOf(teamId).teamManager, 'manager'],
    ]),
  }
}

/** The file of a child, in an area, up to a day. */
export function fileWork(childId: string, area: number, happenedOn: string): Work {
  const team = sampleStaff.areaWorkers[area]
  if (team === undefined) throw new Error(`there is no area ${area}`)
  const { teamId, areaId, workerId, managerId } = team
  return {
    ...{ subject: 'child', id: childId, happenedOn, state: null, teamId, areaId, childIds: [childId] },
    people: once([
      [workerId, 'worker'],
      [managerId, 'manager'],
    ]),
  }
}

function once(parts: readonly (readonly [string | null, Part])[]): Work['people'] {
  const people = new Map<string, Work['people'][number]>()
  for (const [personId, part] of parts) if (personId !== null) people.set(`${personId} ${part}`, { personId, part })
  return [...people.values()]
}

async function listFiles(tx: Tx): Promise<readonly PastFile[]> {
  const { rows } = await sql<{ childId: string; onDay: Temporal.PlainDate; team: string }>`
    select child_id, on_day, team from case_records.referral
     where authority_id = ${tx.who.authorityId} and not is_no_further_action
     order by on_day, child_id`.execute(tx.sql)
  return rows.flatMap(({ childId, onDay, team }) => {
    const area = sampleStaff.areaWorkers.findIndex(({ teamName }) => teamName === team)
    return area === -1 ? [] : [{ childId, onDay: onDay.toString(), area }]
  })
}
