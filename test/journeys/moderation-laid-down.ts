import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { listAuthorities } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { sealGrade } from '#test/moderation'
import { give, type MadeCase, makeCase, makeTool } from '../../src/practice/audits/doing/made-audit.ts'
import { decideModerationJob } from '../../src/practice/audits/moderation/decide.ts'

/** Where moderation is found: for one of the two who graded, and for the head of service. */
export interface LaidDownModeration {
  readonly manager: readonly string[]
  readonly head: readonly string[]
}

/**
 * Audits graded twice by a service manager and the quality assurance lead: one to agree, one proposed, one that needs a panel; one
 * that waits for a moderator; and a standardisation session.
 */
export async function layDownModeration(served: Served, childId: string): Promise<LaidDownModeration> {
  const made = await within(served, (tx) => fourCases(tx, childId))
  await decideModerationJob.run(served.database, Temporal.Now.instant())
  await within(served, async (tx) => {
    for (const each of [made.toAgree, made.proposed, made.divided]) {
      await give(tx, each, made.lead, { purpose: 'moderate', knownAt: tx.now.subtract({ hours: 72 }) })
      await seal(tx, made.versionId, each.id, made.lead, 'moderate')
    }
    await propose(tx, made.proposed.id, made.lead.personId)
    const refused = await propose(tx, made.divided.id, made.manager.personId)
    await sql`insert into audits.final_consent (authority_id, final_id, case_id, agrees, words, recorded_by)
              values (${tx.who.authorityId}, ${refused}, ${made.divided.id}, false, 'Too kind', ${made.lead.personId})`.execute(
      tx.sql,
    )
  })
  const session = await layDownSession(served, made.toolId, made.toAgree.reference)
  return {
    manager: [
      `${made.toAgree.page}/final`,
      `${made.proposed.page}/final/consent`,
      made.proposed.page,
      '/audits/my-grading',
    ],
    head: [
      ...[`${made.divided.page}/final/panel`, `${made.waiting.page}/moderation`, '/audits/moderation/give'],
      ...['/audits/leniency', '/audits/agreement', session],
    ],
  }
}

async function fourCases(tx: Tx, childId: string) {
  const { toolId, versionId } = await makeTool(tx)
  const [worker, manager, lead] = [
    await firstOf(tx, 'duty-social-worker'),
    await firstOf(tx, 'service-manager'),
    await firstOf(tx, 'moderator', 'qa-lead', 'principal-social-worker'),
  ]
  const made = { eastId: null, versionId, people: [[worker, 'worker']], childId } as const
  const knownAt = tx.now.subtract({ hours: 72 })
  const one = async (): Promise<MadeCase> => {
    const each = await makeCase(tx, made)
    await give(tx, each, manager, { knownAt })
    await seal(tx, versionId, each.id, manager, 'mark')
    return each
  }
  const [toAgree, proposed, divided, waiting] = [await one(), await one(), await one(), await one()]
  return { toolId, versionId, manager, lead, toAgree, proposed, divided, waiting }
}

const seal = (tx: Tx, versionId: string, caseId: string, who: Somebody, purpose: 'mark' | 'moderate') =>
  sealGrade(tx, {
    ...{ caseId, personId: who.personId, purpose, versionId, section: 'history' },
    grade: purpose === 'mark' ? 'good' : 'inadequate',
  })

async function propose(tx: Tx, caseId: string, personId: string): Promise<string> {
  const id = newId()
  await sql`insert into audits.final_grade (authority_id, id, case_id, how, grade, reasons, decided_at, recorded_by)
            values (${tx.who.authorityId}, ${id}, ${caseId}, 'agreed', 'requires-improvement', 'It was late', now(), ${personId})`.execute(
    tx.sql,
  )
  return id
}

async function layDownSession({ address, signIn }: Served, toolId: string, reference: string): Promise<string> {
  const head = await signIn('head-of-service')
  const dueOn = londonDate(Temporal.Now.instant()).add({ days: 20 })
  const planned = await sendForm(head, `${address}/audits/standardisation/new`, {
    ...{ name: 'Autumn', toolId, dueOn: `${dueOn.day}/${dueOn.month}/${dueOn.year}` },
  })
  const session = planned.split('?')[0] ?? ''
  const agreed = { reference, grade: 'requires-improvement', reasons: 'Her voice is missing' }
  await sendForm(head, `${address}${session}/cases/add`, agreed)
  await head.context().close()
  return session
}

interface Somebody {
  readonly personId: string
}

/** The person as whom the sign-in page's first button signs in, of those who have one of these roles alone. */
async function firstOf(tx: Tx, ...roles: readonly Role[]): Promise<Somebody> {
  const { rows } = await sql<{ id: string }>`
    select id from platform.account
     where authority_id = ${tx.who.authorityId} and cardinality(roles) = 1 and roles && ${[...roles]}::text[]`.execute(
    tx.sql,
  )
  const [first] = await listPeople(tx, { ids: rows.map(({ id }) => id) })
  assert.ok(first, `nobody in the sample is a ${roles.join(' or ')} alone`)
  return { personId: first.id }
}

async function within<T>({ database }: Served, work: (tx: Tx) => Promise<T>): Promise<T> {
  const [only] = await listAuthorities(database)
  assert.ok(only, 'the sample has no authority')
  return transact(database, asSystem(only.authorityId, 'test'), work)
}
