import { sql } from 'kysely'
import { asSystem, type Role } from '#platform/access'
import { listAuthorities } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { give, type MadeCase, makeCase, makeTool, wholeAudit } from '../../src/practice/audits/doing/made-audit.ts'

/** Where an audit is found: for whoever audits, for the head of service who plans. */
export interface LaidDownAudit {
  readonly manager: readonly string[]
  readonly head: readonly string[]
}

/**
 * An audit that is still to be done, with a worry for the child's safety, and one that came to Inadequate and is over: both of the
 * work of a duty social worker and given to a service manager of the sample, so that every page of doing an audit opens.
 */
export async function auditLaidDown(served: Served, childId: string): Promise<LaidDownAudit> {
  const [open, over, workerId] = await within(served, (tx) => twoCases(tx, childId))
  const manager = await served.signIn('service-manager')
  const send = (path: string, answers: Readonly<Record<string, string>>) =>
    sendForm(manager, served.address + path, answers)
  await send(`${open.page}/worry`, { words: 'She is alone with him tonight' })
  const family = { 'voice.child.asked': 'no', 'voice.child.whyNot': 'Two', 'voice.parent.asked': 'no' }
  const silent = { 'voice.parent.whyNot': 'Not safe', [`worker.${workerId}.whyNot`]: 'Away' }
  await send(over.audit, { ...wholeAudit, ...family, ...silent, 'overall.grade': 'inadequate' })
  await manager.context().close()
  await within(served, (tx) =>
    sql`insert into audits.moderation_pick (authority_id, case_id, is_moderated, is_random_share, picked_at)
        values (${tx.who.authorityId}, ${over.id}, false, false, now())`.execute(tx.sql),
  )
  return { manager: [open.page, over.page], head: [over.page, `${over.page}/plan`] }
}

async function twoCases(tx: Tx, childId: string): Promise<readonly [MadeCase, MadeCase, string]> {
  const { versionId } = await makeTool(tx)
  const [worker, auditor] = [await firstOf(tx, 'duty-social-worker'), await firstOf(tx, 'service-manager')]
  const made = { eastId: null, versionId, people: [[worker, 'worker']], childId } as const
  const knownAt = tx.now.subtract({ hours: 72 })
  const cases: [MadeCase, MadeCase] = [await makeCase(tx, made), await makeCase(tx, made)]
  for (const each of cases) await give(tx, each, auditor, { knownAt })
  return [...cases, worker.personId]
}

/** The person as whom the sign-in page's first button of a role signs in. */
async function firstOf(tx: Tx, role: Role): Promise<{ readonly personId: string }> {
  const { rows } = await sql<{ roles: readonly Role[]; personId: string }>`
    select id as person_id, roles from platform.account where authority_id = ${tx.who.authorityId} and roles = ${[role]}`.execute(
    tx.sql,
  )
  const people = await listPeople(tx, { ids: rows.map(({ personId }) => personId) })
  const [first] = people
  if (first === undefined) throw new Error(`nobody in the sample is a ${role} alone`)
  return { personId: first.id }
}

async function within<T>({ database }: Served, work: (tx: Tx) => Promise<T>): Promise<T> {
  const [only] = await listAuthorities(database)
  if (only === undefined) throw new Error('the sample has no authority')
  return transact(database, asSystem(only.authorityId, 'test'), work)
}
