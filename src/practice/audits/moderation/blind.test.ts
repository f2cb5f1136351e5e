import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { keysOf } from '#kernel/words'
import type { Role } from '#platform/access'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { answersOf, moderationFor, written } from '#test/moderation'
import { listAreas } from '../../../app.ts'
import { on } from '../tables.ts'

const app = await testApp()
const { within, lines, round, auditCase, auditor, give, decide, grade, today } = await moderationFor(app)
const areas = listAreas('http://localhost')
const first = await auditor('service-manager')
const lead = await auditor('qa-lead')
const otherLead = await app.signIn('qa-lead')
const secrets = Object.values(written)

/** A case of which the first audit is sent in, Inadequate, with an action; and it is decided that it is graded again. */
async function firstGraded(
  mark = '',
): Promise<{ readonly caseId: string; readonly cycleId: string; readonly actionId: string }> {
  const cycleId = await round({ moderatedPercent: 100 })
  const caseId = await auditCase(cycleId)
  await give(caseId, first.personId)
  const action = {
    ...{ 'action.0.what': `${written.action}${mark}`, 'action.0.why': '', 'action.0.atDesk': '' },
    ...{ 'action.0.owner': `person:${lines.east.teamManager}`, 'action.0.dueOn': today.add({ days: 9 }).toString() },
  }
  const words: Record<keyof typeof written, string> = { ...written }
  if (mark !== '') for (const key of keysOf(written)) words[key] = `${mark} ${written[key]}`
  const sent = await grade(first, caseId, 'inadequate', words, action)
  assert.equal(sent.statusCode, 303, sent.body)
  await decide()
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from actions.action where from_id = ${caseId}`.execute(tx.sql),
  )
  return { caseId, cycleId, actionId: rows[0]?.id ?? '' }
}

/** Every address of the whole product, with the ids of this case where they belong, as pages and as files. */
const addressesOf = (ids: Readonly<Record<string, string>>): readonly string[] =>
  areas.flatMap(({ pages }) =>
    pages.flatMap(({ pattern }) => {
      const path = pattern.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? newId())
      return [path, `${path}?format=csv`, `${path}?q=Kestrel`]
    }),
  )

/** All that somebody with these roles can read of the database, row by row, that holds one of these words or says how it was graded. */
async function readable(
  personId: string,
  roles: readonly Role[],
  caseId: string,
  mark: string,
): Promise<readonly string[]> {
  const who = { kind: 'person', authorityId: app.authorityId, personId, roles: [...roles] } as const
  return transact(app.database, who, async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'v', 'm', 'p') and n.nspname !~ '^(pg_|information_schema|pgboss|migration)'
         and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') order by 1`.execute(tx.sql)
    assert.ok(rows.length > 100, `only ${rows.length} tables`)
    const found: string[] = []
    for (const { name } of rows) {
      // What the trail holds is bytes.
      const line =
        name === 'trail.entry' ? sql`convert_from(known.body, 'UTF8') || known.action` : sql`row_to_json(known)::text`
      const read = await sql<{ line: string }>`select ${line} as line from ${sql.raw(name)} known`.execute(tx.sql)
      for (const { line } of read.rows) {
        const isTold = line.includes(mark) || (line.includes(caseId) && /inadequate|few-pairs/.test(line))
        if (isTold) found.push(name)
      }
    }
    return [...new Set(found)]
  })
}

test('whoever is to grade it blind finds nothing of the first audit on any page, in any file, list, search or work', async () => {
  const { caseId, cycleId, actionId } = await firstGraded()
  await give(caseId, lead.personId, 'moderate')
  const addresses = addressesOf({
    caseId,
    cycleId,
    actionId,
    personId: first.personId,
    childId: newId(),
    slot: 'moderate-1',
  })
  assert.ok(addresses.length > 200)
  let opened = 0
  for (const address of addresses) {
    const { statusCode, body } = await lead.get(address)
    if (statusCode === 200) opened += 1
    for (const secret of secrets) assert.ok(!body.includes(secret), `${address} tells: ${secret}`)
    assert.ok(
      !/It was graded Inadequate|It was drawn at random|Too few of the auditor/.test(body),
      `${address} tells why`,
    )
  }
  assert.ok(opened > 50, `only ${opened} were opened`)
  // The same walk by somebody who is not blind meets all of it: the walk can fail.
  const seen = new Set<string>()
  for (const address of [`/audits/cases/${caseId}`, `/actions/${actionId}`]) {
    const { body } = await otherLead.get(address)
    for (const secret of [...secrets, 'It was graded Inadequate']) if (body.includes(secret)) seen.add(secret)
  }
  assert.deepEqual([...seen].sort(), [...secrets, 'It was graded Inadequate'].sort())
  const own = answersOf('good', {
    ...written,
    overall: 'Own words',
    reason: 'Own',
    wentWell: 'Own',
    learning: 'Own',
    finding: 'Own',
  })
  assert.equal((await lead.send(`/audits/cases/${caseId}/audit`, own)).statusCode, 303)
  assert.ok((await lead.get(`/audits/cases/${caseId}`)).body.includes(written.overall), 'theirs is sealed')
})

test('no table and no view tells it, whatever role they are given besides; to others they do', async () => {
  const { caseId } = await firstGraded('Siskin')
  const open = await readable(otherLead.personId, ['qa-lead'], caseId, 'Siskin')
  for (const table of [
    'audits.submission',
    'audits.section_grade',
    'audits.finding',
    'audits.moderation_pick',
    'actions.action',
  ])
    assert.ok(open.includes(table), `${table} is open to a lead who is not to grade it`)
  const blind = await auditor('qa-lead')
  await give(caseId, blind.personId, 'moderate')
  const roles: readonly (readonly Role[])[] = [
    ['qa-lead'],
    ['moderator'],
    ['qa-lead', 'head-of-service', 'director', 'service-manager', 'moderator'],
    ['principal-social-worker', 'performance-analyst'],
  ]
  for (const each of roles)
    assert.deepEqual(await readable(blind.personId, each, caseId, 'Siskin'), [], each.join(', '))
})

test('neither the seed nor the frame of the random share tells why it was chosen', async () => {
  const { caseId, cycleId } = await firstGraded()
  const draws = (personId: string) =>
    transact(
      app.database,
      { kind: 'person', authorityId: app.authorityId, personId, roles: ['qa-lead'] },
      async (tx) => {
        const drawn = await sql`select id from audits.draw where cycle_id = ${cycleId}`.execute(tx.sql)
        const items = await sql`
        select item.subject_id from audits.frame_item item where item.subject_id = ${caseId}`.execute(tx.sql)
        return [drawn.rows.length, items.rows.length]
      },
    )
  assert.deepEqual(await draws(lead.personId), [1, 1])
  await give(caseId, lead.personId, 'moderate')
  assert.deepEqual(await draws(lead.personId), [0, 0])
})

test('who has read it is refused as moderator by page and by database, also when it is taken off them and given again', async () => {
  const { caseId } = await firstGraded()
  await give(caseId, lead.personId, 'moderate')
  const slot = `/audits/cases/${caseId}/assign/moderate-1`
  assert.equal((await otherLead.send(slot, { auditorId: 'nobody', reason: 'She is busy' })).statusCode, 303)
  assert.ok(
    (await lead.get(`/audits/cases/${caseId}`)).body.includes(written.overall),
    'nobody’s any more: she reads it',
  )
  const again = await otherLead.send(slot, { auditorId: lead.personId, reason: 'She is back' })
  assert.equal(again.statusCode, 400)
  assert.match(again.body, /has read what was written in this audit and cannot grade it blind/)
  await assert.rejects(
    within(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from audits.assignment taken where case_id = ${caseId} and purpose = 'moderate' and auditor_id is null`.execute(
        tx.sql,
      )
      await on(tx)
        .insertInto('audits.assignment')
        .values({
          ...{
            authorityId: app.authorityId,
            id: newId(),
            caseId,
            purpose: 'moderate',
            marker: 1,
            auditorId: lead.personId,
          },
          ...{ allocationId: null, dueOn: today, replaces: rows[0]?.id ?? null, reason: 'Again', assignedAt: tx.now },
        })
        .execute()
    }),
    /not independent of this case: has-read/,
  )
})

test('who was told of the Inadequate, has or has read an action from it, or asked for the second grade is refused as well', async () => {
  const { caseId, actionId } = await firstGraded()
  const reasons = (personId: string) =>
    within((tx) =>
      sql<{
        why: readonly string[]
      }>`select audits.why_not_independent(${caseId}, ${personId}, 'moderate', 1) as why`.execute(tx.sql),
    ).then(({ rows }) => rows[0]?.why ?? [])
  assert.ok((await reasons(lines.east.teamManager)).includes('has-read'), 'owns an action')
  assert.ok((await reasons(lines.east.serviceManager)).includes('has-read'), 'was told')
  const reading = await auditor('service-manager')
  assert.deepEqual(await reasons(reading.personId), [])
  assert.match((await reading.get(`/actions/${actionId}`)).body, new RegExp(written.action))
  assert.deepEqual(await reasons(reading.personId), ['has-read'], 'read it in the register')
  const asking = await auditor('qa-lead')
  assert.deepEqual(await reasons(asking.personId), [])
  assert.equal((await asking.send(`/audits/cases/${caseId}/moderation`, { words: 'It worries me' })).statusCode, 303)
  assert.deepEqual(await reasons(asking.personId), ['has-read'])
})

test('no message that leaves the house holds a grade or a word of an audit', async () => {
  await firstGraded()
  const { rows } = await within((tx) =>
    sql<{ line: string }>`select row_to_json(m)::text as line from mail.message m`.execute(tx.sql),
  )
  assert.ok(rows.length > 0, 'the Inadequate was told of')
  for (const { line } of rows) assert.ok(![...secrets, 'Inadequate'].some((word) => line.includes(word)), line)
})

test('audits have no part in the interface for other systems and in what they are told', () => {
  const audits = areas.find(({ name }) => name === 'audits')
  assert.deepEqual([audits?.api ?? [], audits?.events ?? []], [[], []])
})
