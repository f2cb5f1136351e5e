import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { html } from '#platform/html'
import { listTeams, namesOf } from '#practice/organisation'
import { listAllocations } from './store/allocations.ts'

/** What this area adds to a child's chronology: allocations, and changes of who the child is recorded as. */
export const childrenHistory: HistorySource = async (tx, childIds) => [
  ...(await allocated(tx, childIds)),
  ...(await changes(tx, childIds)),
]

const allocated: HistorySource = async (tx, childIds) => {
  const allocations = await listAllocations(tx, childIds)
  if (allocations.length === 0) return []
  const people = allocations.flatMap(({ workerId }) => workerId ?? [])
  const names = await namesOf(tx, people)
  const teams = new Map((await listTeams(tx, { withClosed: true })).map(({ id, name }) => [id, name]))
  return allocations.flatMap((allocation): readonly HistoryEvent[] => {
    const { id, fromDay, toDay, workerId, workerText, teamId } = allocation
    const worker = (workerId === null ? workerText : names.get(workerId)) ?? ''
    const to = [worker, teams.get(teamId ?? '') ?? ''].filter((part) => part !== '').join(', ')
    const began = { id, at: fromDay, kind: 'allocation', title: to === '' ? 'Allocated' : `Allocated to ${to}` }
    if (toDay === null) return [began]
    return [
      began,
      { id: `${id} end`, at: toDay, kind: 'allocation', title: `No longer allocated to ${to || 'a worker'}` },
    ]
  })
}

const changes: HistorySource = async (tx, childIds) => {
  const { rows } = await sql<{
    id: string
    field: string
    reason: string | null
    recordedAt: Temporal.Instant
    by: string | null
  }>`
    select c.id, c.field, c.reason, c.recorded_at, p.name as by
      from children.child_change c
      left join organisation.person p on p.authority_id = c.authority_id and p.id = c.recorded_by
     where c.authority_id = ${tx.who.authorityId} and c.child_id = any(${[...childIds]}::uuid[])`.execute(tx.sql)
  return rows.map(({ id, field, reason, recordedAt, by }) => ({
    id,
    at: recordedAt,
    recordedAt,
    kind: 'record',
    title: `Record changed: ${field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
    ...(reason === null ? {} : { body: html`${reason}` }),
    ...(by === null ? {} : { by }),
  }))
}
