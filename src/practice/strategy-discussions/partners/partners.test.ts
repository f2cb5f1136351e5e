import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { listAreas } from '../../../app.ts'
import { followJob } from '../inviting/follow.ts'
import { arrangement, familyName, invitingFor } from '../inviting/made-inviting.ts'
import { listInvitations } from '../inviting/store/invitations.ts'
import { answerConcern, findConcern } from '../store/concerns.ts'
import { tellAnswersJob } from './tell-answers.ts'

const testing = await testApp()
const { database, migrationUrl, signIn, authorityId } = testing
const { within, agency, made, partnerOf } = invitingFor(testing)
const manager = await signIn('team-manager')
const nhs = await agency('Testshire NHS', 'nhs', 'desk@nhs.example.org')
const police = await agency('Testshire Constabulary', 'police', 'desk@police.example.org')
/** At the desk that is asked; asked by name; asked and withdrawn; named in somebody's place; and never asked. */
const nurse = await partnerOf(nhs, 'Nora Nurse', 'nora@nhs.example.org')
const detective = await partnerOf(police, 'Dee Detective', 'dee@police.example.org')
const withdrawn = await partnerOf(police, 'Will Withdrawn', 'will@police.example.org')
const named = await partnerOf(police, 'Sam Sergeant', 'sam@police.example.org')
const stranger = await partnerOf(police, 'Sid Stranger', 'sid@police.example.org')

await prepareJobs(migrationUrl, 'los_app', [
  'mail.send',
  'strategy-discussions.invite',
  'strategy-discussions.escalate',
])

const invitationTo = async (id: string, email: string) => {
  const found = (await within((tx) => listInvitations(tx, id))).find((each) => each.email === email)
  assert.ok(found)
  return found
}

/** The NHS's desk and two of the police by name, of whom one is withdrawn. */
async function arranged() {
  const discussion = await made()
  const asked = arrangement({ nhs, police, chairId: manager.personId }, { 'police.to': `person:${detective.personId}` })
  assert.equal((await manager.send(`${discussion.address}/arrange`, asked)).statusCode, 303)
  const also = { partner: 'police', healthService: '', 'who.to': `person:${withdrawn.personId}` }
  assert.equal((await manager.send(`${discussion.address}/invite`, also)).statusCode, 303)
  // Somebody of theirs without an account is no door for all of their agency.
  const byName = {
    partner: 'police',
    healthService: '',
    'who.name': 'Ann Other',
    'who.email': 'ann@police.example.org',
  }
  assert.equal((await manager.send(`${discussion.address}/invite`, byName)).statusCode, 303)
  const { id } = await invitationTo(discussion.id, 'will@police.example.org')
  await manager.send(`/strategy-discussions/invitations/${id}/withdraw`, { reason: 'On leave.' })
  return discussion
}

const open = await arranged()
const nameSomebody = async () => {
  const { id } = await invitationTo(open.id, 'dee@police.example.org')
  const answer = {
    answer: 'someone-else',
    someoneName: 'Sam Sergeant',
    someoneRole: '',
    someoneEmail: 'sam@police.example.org',
  }
  assert.equal((await detective.send(`/partner/invitations/${id}`, answer)).statusCode, 303)
  await followJob('http://localhost').run(database, Temporal.Now.instant())
}

/** Every table of the schema that says of which discussion it is, read as this partner with no page between. */
async function readable(who: Visitor, discussionId: string): Promise<readonly string[]> {
  return transact(database, { kind: 'person', authorityId, personId: who.personId, roles: ['partner'] }, async (tx) => {
    const { rows: tables } = await sql<{ name: string; column: string }>`
      select tables.table_name as name, columns.column_name as column
        from information_schema.tables tables
        join information_schema.columns columns using (table_schema, table_name)
       where tables.table_schema = 'strategy'
         and (columns.column_name = 'discussion_id' or tables.table_name = 'discussion' and columns.column_name = 'id')
       order by 1`.execute(tx.sql)
    assert.ok(tables.length >= 30, `only ${tables.length} tables`)
    const found: string[] = []
    for (const { name, column } of tables) {
      const { rows } = await sql<{ howMany: number }>`
        select count(*)::integer as how_many from ${sql.table(`strategy.${name}`)}
         where ${sql.ref(column)} = ${discussionId}`.execute(tx.sql)
      if ((rows[0]?.howMany ?? 0) > 0) found.push(name)
    }
    const { rows: children } = await sql`select from strategy.children_of(${discussionId})`.execute(tx.sql)
    return children.length > 0 ? [...found, 'children_of()'] : found
  })
}

/** Every address that takes a discussion or an invitation, filled with these. */
const patterns = listAreas('http://localhost')
  .flatMap(({ pages }) => pages.map(({ pattern }) => pattern))
  .filter((pattern) => /:(discussionId|invitationId)/.test(pattern))
const addressesOf = (ids: { readonly discussionId: string; readonly invitationId: string }): readonly string[] =>
  patterns.map((pattern) =>
    pattern.replaceAll(/:(\w+)/g, (_all, name: string) => (ids as Readonly<Record<string, string>>)[name] ?? newId()),
  )

const withoutTokens = (body: string): string =>
  body
    .replaceAll(/nonce="[^"]+"/g, '')
    .replaceAll(/value="[^"]+"/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')

test('whoever is asked by desk, by name or in somebody’s place reads the discussion; nobody else of their agency does', async () => {
  await nameSomebody()
  for (const who of [nurse, detective, named]) {
    const { statusCode, body } = await who.get(`/partner/discussions/${open.id}`)
    assert.equal(statusCode, 200, who.name)
    assert.match(body, new RegExp(`${open.reference}[\\s\\S]*${familyName}`))
    assert.doesNotMatch(body, /a bruise/)
    assert.ok((await readable(who, open.id)).includes('discussion'))
  }
  for (const who of [withdrawn, stranger]) assert.deepEqual(await readable(who, open.id), [], who.name)
})

test('to a partner who is not asked, every page of a discussion answers like one that does not exist', async () => {
  const { id: invitationId } = await invitationTo(open.id, 'desk@nhs.example.org')
  const there = addressesOf({ discussionId: open.id, invitationId })
  const nowhere = addressesOf({ discussionId: newId(), invitationId: newId() })
  assert.ok(there.length >= 10)
  for (const who of [withdrawn, stranger])
    for (const [at, address] of there.entries()) {
      const [hidden, missing] = [await who.get(address), await who.get(nowhere[at] ?? '')]
      assert.equal(hidden.statusCode, 404, `${who.name} ${address}`)
      assert.equal(withoutTokens(hidden.body), withoutTokens(missing.body), address)
    }
})

test('the desk’s invitation is not answered by a colleague asked by name, nor theirs by the desk, nor anybody’s by a stranger', async () => {
  const desk = await invitationTo(open.id, 'desk@nhs.example.org')
  const own = await invitationTo(open.id, 'dee@police.example.org')
  const answer = { answer: 'yes' }
  for (const [who, id] of [
    [detective, desk.id],
    [nurse, own.id],
    [named, own.id],
    [stranger, own.id],
    [withdrawn, own.id],
  ] as const)
    assert.equal((await who.send(`/partner/invitations/${id}`, answer)).statusCode, 404, who.name)
  for (const who of [stranger, withdrawn, nurse])
    await assert.rejects(
      transact(database, { kind: 'person', authorityId, personId: who.personId, roles: ['partner'] }, (tx) =>
        sql`insert into strategy.reply (authority_id, id, invitation_id, discussion_id, answer, given_by, replied_at)
            values (${authorityId}, ${newId()}, ${own.id}, ${open.id}, 'yes', 'own-sign-in', now())`.execute(tx.sql),
      ),
      /row-level security/,
      who.name,
    )
})

test('lists, files, search, My work and calendars of a partner name no discussion that they are not part of', async () => {
  for (const who of [withdrawn, stranger]) {
    const { body } = await who.send('/my-calendar', { wanted: 'make' })
    const feed = /(\/calendar\/[\w-]{43}\.ics)/.exec(body)?.[1] ?? ''
    for (const address of [
      '/',
      '/partner',
      '/partner?format=csv',
      '/partner/concerns',
      '/partner/figures',
      '/partner/figures?format=csv',
      feed,
    ]) {
      const shown = await who.get(address)
      assert.equal(shown.statusCode, 200, address)
      assert.doesNotMatch(shown.body, new RegExp(`${open.reference}\\b|${familyName}`), `${who.name} ${address}`)
    }
    for (const address of [
      '/strategy-discussions',
      '/strategy-discussions?format=csv',
      '/children/search',
      `/children/${open.childId}`,
    ])
      assert.equal((await who.get(address)).statusCode, 404, address)
  }
})

test('once withdrawn the desk reads nothing more, and whoever it had named neither', async () => {
  const discussion = await arranged()
  const desk = await invitationTo(discussion.id, 'desk@nhs.example.org')
  const helper = await partnerOf(nhs, 'Hari Visitor', 'hari@nhs.example.org')
  const outside = await partnerOf(police, 'Pat Outside', 'pat@police.example.org')
  const naming = { answer: 'someone-else', someoneName: 'Hari', someoneRole: '', someoneEmail: 'hari@nhs.example.org' }
  await nurse.send(`/partner/invitations/${desk.id}`, naming)
  await followJob('http://localhost').run(database, Temporal.Now.instant())
  assert.ok((await readable(helper, discussion.id)).length > 0)
  assert.deepEqual(await readable(outside, discussion.id), [])
  await manager.send(`/strategy-discussions/invitations/${desk.id}/withdraw`, { reason: 'Another service is asked.' })
  assert.deepEqual(await readable(nurse, discussion.id), [])
  assert.deepEqual(await readable(helper, discussion.id), [])
})

test('an agency’s concern and challenge are its own, and answered where it sees it', async () => {
  const concern = { about: 'A boy of six at number 9.', worry: 'Alone at night.' }
  const { statusCode, headers } = await nurse.send('/partner/concerns/new', concern)
  assert.equal(statusCode, 303)
  const [address = ''] = String(headers.location).split('?')
  assert.match((await nurse.get(address)).body, /Alone at night/)
  assert.equal((await stranger.get(address)).statusCode, 404)
  assert.match((await manager.get('/')).body, /asks whether a strategy discussion is needed/)
  assert.equal((await nurse.send(`${address}/challenge`, { words: 'He was alone again.' })).statusCode, 303)
  assert.match((await nurse.get('/partner/concerns')).body, /He was alone again/)
  assert.doesNotMatch((await stranger.get('/partner/concerns')).body, /He was alone again|Alone at night/)
  const page = `/strategy-discussions/${open.id}/challenge`
  assert.equal(
    (
      await nurse.send(page, {
        about: 'decision',
        informationId: '',
        words: 'It is worse than that.',
        agencyId: '',
        raisedByName: '',
      })
    ).statusCode,
    303,
  )
  assert.match((await nurse.get(`/partner/discussions/${open.id}`)).body, /It is worse than that/)
  assert.equal((await stranger.get(page)).statusCode, 404)
})

test('whoever raised a concern is told once by mail that none is held, and their challenge hangs on that discussion alone', async () => {
  const notHeld = await made()
  const other = await made()
  const { headers } = await nurse.send('/partner/concerns/new', { about: 'A girl of two.', worry: 'A burn.' })
  const concernId = String(headers.location).split('?')[0]?.split('/').at(-1) ?? ''
  await within(async (tx) => {
    const concern = await findConcern(tx, concernId)
    assert.ok(concern)
    await answerConcern(tx, concern, { kind: 'not-holding', discussionId: notHeld.id, answer: 'None is held.' })
  })
  const job = tellAnswersJob('http://localhost')
  await Promise.all([1, 2].map(() => job.run(database, Temporal.Now.instant())))
  const mail = await within(
    async (tx) =>
      (
        await sql<{ toAddress: string; text: string }>`
          select to_address, text from mail.message where about_kind = 'concern-answer'`.execute(tx.sql)
      ).rows,
  )
  assert.deepEqual(
    mail.map(({ toAddress }) => toAddress),
    ['nora@nhs.example.org'],
  )
  assert.doesNotMatch(mail[0]?.text ?? '', /girl|burn/i)
  const sent = await nurse.send(`/partner/concerns/${concernId}/challenge`, { words: 'It has no story.' })
  assert.equal(sent.statusCode, 303)
  assert.deepEqual(await readable(nurse, notHeld.id), ['challenge', 'concern_answer'])
  const forge = (discussionId: string) =>
    transact(database, { kind: 'person', authorityId, personId: nurse.personId, roles: ['partner'] }, (tx) =>
      sql`insert into strategy.challenge (authority_id, id, reference, discussion_id, concern_id, about, words, agency_id, raised_by, raised_at)
          values (${authorityId}, ${newId()}, ${newId()}, ${discussionId}, ${concernId}, 'other', 'Mine', ${nhs}, ${nurse.personId}, now())`.execute(
        tx.sql,
      ),
    )
  await assert.rejects(forge(other.id), /row-level security/)
})

test('what was read of a discussion by a partner is trailed, the children with it', async () => {
  await nurse.get(`/partner/discussions/${open.id}`)
  const { rows } = await within((tx) =>
    sql<{ subjects: string[] }>`
      select subjects from trail.entry where person_id = ${nurse.personId} and kind = 'read' order by id desc limit 1`.execute(
      tx.sql,
    ),
  )
  assert.ok(rows[0]?.subjects.includes(open.childId))
  assert.ok(rows[0]?.subjects.includes(open.id))
})

test('an agency’s figures are its own; what all did together is the same for every agency, and small counts are withheld', async () => {
  const held = await arranged()
  await within(async (tx) => {
    await sql`insert into strategy.settlement (authority_id, id, discussion_id, kind, happened_at, ended_at, form)
              values (${authorityId}, ${newId()}, ${held.id}, 'held', now(), now(), 'video')`.execute(tx.sql)
    await sql`insert into strategy.attendance (authority_id, id, discussion_id, partner, health_service, agency_id, came, how, happened_at)
              values (${authorityId}, ${newId()}, ${held.id}, 'nhs', 'school-nursing', ${nhs}, 'attended', 'video', now())`.execute(
      tx.sql,
    )
  })
  const figures = (who: Visitor) => who.get('/partner/figures?format=csv').then(({ body }) => body)
  assert.match(await figures(nurse), /,1,1,0,0,0/)
  assert.match(await figures(stranger), /,1,0,0,1,0/)
  const all = (who: Visitor) => who.get('/partner/figures?of=everybody&format=csv').then(({ body }) => body)
  assert.equal(await all(nurse), await all(stranger))
  const asManager = await transact(
    database,
    { kind: 'person', authorityId, personId: manager.personId, roles: ['team-manager'] },
    (tx) => sql`select * from strategy.own_agency_figures('2000-01-01', '2100-01-01')`.execute(tx.sql),
  )
  assert.deepEqual(asManager.rows, [])
})
