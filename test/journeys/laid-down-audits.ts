import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { madeAuditor, madeTool } from '#test/audits'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { listAreas, listJobs } from '../../src/app.ts'

/**
 * The audits of a Monday: the sample's discussions of the last weeks opened and allocated, one of them with a chair whom nobody
 * knows; a round of case files drawn, and a conflict declared. Answers where the head of service starts.
 */
export async function layDownAudits({ address, database, signIn }: Served): Promise<readonly string[]> {
  const [authority] = await listAuthorities(database)
  const within = <T>(work: Parameters<typeof transact<T>>[2]): Promise<T> =>
    transact(database, asSystem(authority?.authorityId ?? 0, 'test'), work)
  const { files, conflicted } = await within(async (tx) => {
    const discussions = await madeTool(tx, 'strategy-discussion', 'strategy-discussion')
    const made = await madeTool(tx, 'case-file', 'child')
    const managers = await listPeople(tx, { anyRole: ['service-manager', 'team-manager'], employer: 'own' })
    for (const { id } of managers) {
      await madeAuditor(tx, id, discussions.toolId)
      await madeAuditor(tx, id, made.toolId)
    }
    return { files: made, conflicted: managers[0]?.id ?? '' }
  })
  const job = listJobs(listAreas(address)).find(({ name }) => name === 'audits.open-weekly')
  assert.ok(job)
  await job.run(database, Temporal.Now.instant().add({ hours: 24 * 8 }))
  const head = await signIn('head-of-service')
  const today = londonDate(Temporal.Now.instant())
  const typed = ({ day, month, year }: Temporal.PlainDate) => `${day}/${month}/${year}`
  const draw = await sendForm(head, `${address}/audits/cycles/new`, {
    ...{ kind: 'case-file', name: 'Case files', toolId: files.toolId, markers: '1', previousTeamMonths: '12' },
    ...{ fromDay: typed(today.subtract({ days: 40 })), lastDay: typed(today), dueOn: typed(today.add({ days: 20 })) },
    ...{ minTeams: '1', moderatedPercent: '10' },
  })
  const drawing = draw.split('?')[0] ?? ''
  await sendForm(head, address + drawing, { size: '3', by: 'team' })
  const round = drawing.replace(/\/draw$/, '')
  await sendForm(head, `${address}${round}/allocate`, { hoursEach: '', setsAside: 'yes' })
  const about = { about: 'team', teamId: await teamOf(within), aboutPersonId: '', child: '', untilDay: '' }
  await sendForm(head, `${address}/audits/conflicts`, {
    ...about,
    personId: conflicted,
    reason: 'A sister works there',
  })
  await head.context().close()
  const unknown = await within((tx) =>
    sql<{ id: string }>`select id from audits.audit_case where independence_unknown <> '' limit 1`.execute(tx.sql),
  )
  const followed = await within((tx) =>
    sql<{ id: string }>`
      select case_id as id from audits.follow_up
      union all select case_id from audits.not_followed_up(now() - interval '90 days') limit 1`.execute(tx.sql),
  )
  const open = await within((tx) =>
    sql<{ id: string }>`
      select action_id as id from actions.action_now where state = 'open' order by due_on desc limit 1`.execute(tx.sql),
  )
  const ofUnknown = unknown.rows.map(({ id }) => `/audits/cases/${id}`)
  return [
    round,
    `${round}/why-not`,
    drawing,
    '/audits/conflicts',
    '/audits/coverage',
    ...ofUnknown,
    ...followed.rows.map(({ id }) => `/audits/cases/${id}/follow-up`),
    ...open.rows.map(({ id }) => `/actions/${id}/move`),
  ]
}

const teamOf = async (within: <T>(work: Parameters<typeof transact<T>>[2]) => Promise<T>): Promise<string> => {
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from organisation.team order by name limit 1`.execute(tx.sql),
  )
  return rows[0]?.id ?? ''
}
