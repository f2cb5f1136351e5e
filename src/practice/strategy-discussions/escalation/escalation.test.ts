import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { prepareJobs } from '#platform/jobs'
import { recordAbsence, recordCover } from '#practice/organisation'
import { shippedCalendar } from '#test/calendar'
import { runCommand } from '#test/commands'
import { testDatabase } from '#test/database'
import { answerOf } from '#test/outcome'
import { escalateCommand } from './command.ts'
import type { Asked, Escalated } from './engine.ts'
import { escalateJob } from './job.ts'
import {
  arrangedFor,
  discussionDue,
  discussionHeld,
  instant,
  type MadeCouncil,
  makeCouncil,
  recordCirculated,
  replyGiven,
} from './made-discussion.ts'
import { recordGoingAhead } from './store/going-ahead.ts'
import { endEscalation, replyToEscalation } from './store/record.ts'

const { database, migrationUrl } = await testDatabase()
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

let authorities = 100
const council = (): Promise<MadeCouncil> => {
  authorities += 1
  return makeCouncil(database, authorities)
}

/** "partner-declined, rung 1, Police desk, by 2021-11-22T12:00:00Z". */
const inWords = (asked: readonly Asked[]): readonly string[] =>
  asked.map(({ condition, rung, to, due }) => `${condition}, rung ${rung}, ${to}, by ${due}`)

/** A discussion known on Monday at 09:00, due a day later, arranged at 10:00 for 16:00. */
async function arrangedMonday(made: MadeCouncil) {
  const discussion = await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  const invitations = await arrangedFor(made, discussion.id, {
    known: '2021-11-22T10:00:00Z',
    starts: '2021-11-22T16:00:00Z',
  })
  const reply = (partner: keyof typeof invitations, answer: string, known: string) =>
    replyGiven(made, discussion.id, { invitationId: invitations[partner], answer, known })
  return { ...discussion, reply }
}

const facts = (made: MadeCouncil) =>
  made.as(async (tx) => {
    const { rows } = await sql<{ rungs: number; escalations: number; ends: number; mails: number }>`
      select (select count(*)::integer from strategy.escalation) as escalations,
             (select count(*)::integer from strategy.escalation_rung) as rungs,
             (select count(*)::integer from strategy.escalation_end) as ends,
             (select count(*)::integer from mail.message) as mails`.execute(tx.sql)
    return rows[0]
  })

const endings = (made: MadeCouncil) =>
  made.as(async (tx) => {
    const { rows } = await sql<{ condition: string; partner: string | null; outcome: string }>`
      select raised.condition, raised.partner, ended.outcome from strategy.escalation_end ended
        join strategy.escalation raised on raised.authority_id = ended.authority_id and raised.id = ended.escalation_id
       order by ended.ended_at, raised.opened_at, raised.condition, raised.partner`.execute(tx.sql)
    return rows.map(({ condition, partner, outcome }) => `${condition} ${partner ?? ''}: ${outcome}`)
  })

const idOf = (made: MadeCouncil, reference: string) =>
  made.as(async (tx) => {
    const { rows } = await sql<{ id: string; discussionId: string }>`
      select id, discussion_id from strategy.escalation where reference = ${reference}`.execute(tx.sql)
    const [found] = rows
    assert.ok(found)
    return found
  })

test('a partner who has not confirmed at half of the notice is asked, desk first and then rung by rung', async () => {
  const made = await council()
  const { reply, reference } = await arrangedMonday(made)
  await reply('nhs', 'yes', '2021-11-22T10:30:00Z')
  await reply('local-authority', 'yes', '2021-11-22T10:30:00Z')
  assert.deepEqual((await made.escalateAt('2021-11-22T12:59:00Z')).opened, [])
  const first = await made.escalateAt('2021-11-22T13:00:00Z')
  assert.deepEqual(inWords(first.opened), ['partner-not-confirmed, rung 1, Police desk, by 2021-11-22T14:00:00Z'])
  assert.equal(first.opened[0]?.discussion, reference)
  assert.equal(first.mails, 1)
  assert.deepEqual(await made.escalateAt('2021-11-22T13:59:00Z'), {
    at: '2021-11-22T13:59:00Z',
    opened: [],
    climbed: [],
    mails: 0,
    alreadyOpen: 1,
  })
  assert.deepEqual(inWords((await made.escalateAt('2021-11-22T14:00:00Z')).climbed), [
    'partner-not-confirmed, rung 2, Sergeant Stone, by 2021-11-22T15:00:00Z',
  ])
  assert.deepEqual(inWords((await made.escalateAt('2021-11-22T15:00:00Z')).climbed), [
    'partner-not-confirmed, rung 3, Inspector Vale, by 2021-11-22T16:00:00Z',
  ])
  await reply('police', 'someone-else', '2021-11-22T15:10:00Z')
  assert.equal((await made.escalateAt('2021-11-22T15:15:00Z')).alreadyOpen, 0)
  assert.deepEqual(await endings(made), ['partner-not-confirmed police: sent-someone'])
})

test('a refusal is escalated at once; nobody named on a rung is skipped, and it is said', async () => {
  const made = await council()
  const { reply } = await arrangedMonday(made)
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  const { opened } = await made.escalateAt('2021-11-22T11:00:00Z')
  assert.deepEqual(inWords(opened), ['partner-declined, rung 1, Nurse Ward, by 2021-11-22T13:30:00Z'])
  const later = await made.escalateAt('2021-11-22T13:30:00Z')
  assert.deepEqual(inWords(later.climbed), ['partner-declined, rung 3, Director Hay, by 2021-11-22T16:00:00Z'])
  const { rows } = await made.as((tx) =>
    sql<{ unnamed: number[] }>`select unnamed from strategy.escalation_rung where rung = 3`.execute(tx.sql),
  )
  assert.deepEqual(rows[0]?.unnamed, [2])
})

test('a refusal that was put right and then given again is escalated again', async () => {
  const made = await council()
  const { reply } = await arrangedMonday(made)
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  await made.escalateAt('2021-11-22T11:00:00Z')
  await reply('nhs', 'yes', '2021-11-22T11:30:00Z')
  await made.escalateAt('2021-11-22T11:30:00Z')
  await reply('nhs', 'no', '2021-11-22T12:00:00Z')
  const { opened } = await made.escalateAt('2021-11-22T12:00:00Z')
  assert.deepEqual(inWords(opened), ['partner-declined, rung 1, Nurse Ward, by 2021-11-22T14:00:00Z'])
  assert.deepEqual(await endings(made), ['partner-declined nhs: came'])
})

test('an answer holds the rung once more; what is missing still, climbs', async () => {
  const made = await council()
  const { reply } = await arrangedMonday(made)
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  const [asked] = (await made.escalateAt('2021-11-22T11:00:00Z')).opened
  assert.ok(asked)
  const { id, discussionId } = await idOf(made, asked.escalation)
  const repliedAt = instant('2021-11-22T12:30:00Z')
  await made.as((tx) =>
    replyToEscalation(tx, {
      escalationId: id,
      discussionId,
      rung: 1,
      said: 'Finding a school nurse',
      done: 'Rang the school',
      repliedByName: 'Nurse Ward',
      repliedAt,
    }),
  )
  assert.deepEqual((await made.escalateAt('2021-11-22T14:59:00Z')).climbed, [])
  assert.deepEqual(inWords((await made.escalateAt('2021-11-22T15:00:00Z')).climbed).slice(0, 1), [
    'partner-declined, rung 3, Director Hay, by 2021-11-22T16:00:00Z',
  ])
})

test('the chair goes ahead without a partner: that ends it before, and what was missing is raised afterwards', async () => {
  const made = await council()
  const { reply, id } = await arrangedMonday(made)
  for (const partner of ['police', 'local-authority'] as const) await reply(partner, 'yes', '2021-11-22T10:30:00Z')
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  await made.escalateAt('2021-11-22T11:00:00Z')
  await made.as((tx) =>
    recordGoingAhead(tx, {
      discussionId: id,
      partner: 'nhs',
      reason: 'The child goes home at five.',
      decidedBy: made.teamManager,
      knownAt: instant('2021-11-22T11:10:00Z'),
    }),
  )
  assert.equal((await made.escalateAt('2021-11-22T11:15:00Z')).alreadyOpen, 0)
  assert.deepEqual(await endings(made), ['partner-declined nhs: went-ahead-without'])
  await discussionHeld(made, id, {
    began: '2021-11-22T11:30:00Z',
    ended: '2021-11-22T12:00:00Z',
    there: ['local-authority', 'police'],
  })
  assert.deepEqual(inWords((await made.escalateAt('2021-11-22T12:00:00Z')).opened), [
    'partner-absent, rung 1, Nurse Ward, by 2021-11-22T17:00:00Z',
  ])
})

test('a discussion that was not held climbs every hour through the night, until it is held', async () => {
  const made = await council()
  const { id } = await discussionDue(made, '2021-12-24T19:00:00Z', '2021-12-25T19:00:00Z')
  assert.deepEqual((await made.escalateAt('2021-12-25T19:00:00Z')).opened, [])
  assert.deepEqual(inWords((await made.escalateAt('2021-12-25T19:05:00Z')).opened), [
    'not-held, rung 1, Dee Ross, by 2021-12-25T20:00:00Z',
  ])
  assert.deepEqual(inWords((await made.escalateAt('2021-12-25T20:00:00Z')).climbed), [
    'not-held, rung 2, Sam Okafor, by 2021-12-25T21:00:00Z',
  ])
  assert.deepEqual(inWords((await made.escalateAt('2021-12-25T21:00:00Z')).climbed), [
    'not-held, rung 3, Hana Lewis, by 2021-12-25T22:00:00Z',
  ])
  assert.deepEqual((await made.escalateAt('2021-12-26T03:00:00Z')).climbed, [])
  await discussionHeld(made, id, {
    began: '2021-12-26T08:00:00Z',
    ended: '2021-12-26T09:00:00Z',
    there: ['local-authority', 'nhs', 'police'],
    circulated: '2021-12-26T10:00:00Z',
  })
  await made.escalateAt('2021-12-26T09:00:00Z')
  assert.deepEqual(await endings(made), ['not-held : happened-late'])
})

test('somebody on leave is not waited for: whoever covers them is asked, and without cover the rung is skipped', async () => {
  const made = await council()
  await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  const [startsAt, endsAt] = [instant('2021-11-23T00:00:00Z'), instant('2021-11-30T00:00:00Z')]
  await made.as(async (tx) => {
    answerOf(await recordAbsence(tx, { personId: made.teamManager, kind: 'planned', startsAt, endsAt }))
    answerOf(await recordCover(tx, { personId: made.serviceManager, coveredBy: made.headOfService, startsAt, endsAt }))
  })
  const { opened } = await made.escalateAt('2021-11-23T09:05:00Z')
  // The team manager is away and nobody covers; the service manager's cover is the head of service.
  assert.deepEqual(inWords(opened), ['not-held, rung 2, Hana Lewis, by 2021-11-23T10:00:00Z'])
  const { rows } = await made.as((tx) =>
    sql<{ insteadOfName: string; unnamed: number[]; isLast: boolean }>`
      select instead_of_name, unnamed, is_last from strategy.escalation_rung`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ insteadOfName: 'Sam Okafor', unnamed: [1], isLast: true }])
})

test('an agency that has named nobody leaves it to the authority’s own line', async () => {
  const made = await council()
  const { reply } = await arrangedMonday(made)
  await made.as((tx) =>
    sql`update organisation.agency set desk_email = '', desk_telephone = '' where id = ${made.police}`.execute(tx.sql),
  )
  await made.as((tx) =>
    sql`insert into organisation.escalation_contact (authority_id, id, agency_id, rung, name, replaces, is_cancelled)
        select authority_id, gen_random_uuid(), agency_id, rung, name, id, true from organisation.escalation_contact
         where agency_id = ${made.police}`.execute(tx.sql),
  )
  await reply('police', 'no', '2021-11-22T11:00:00Z')
  assert.deepEqual(inWords((await made.escalateAt('2021-11-22T11:00:00Z')).opened), [
    'partner-declined, rung 1, Dee Ross, by 2021-11-22T12:40:00Z',
  ])
})

test('run twice, and by three workers at once, it does what it would have done once', async () => {
  const made = await council()
  for (let discussion = 0; discussion < 6; discussion += 1) {
    const { reply } = await arrangedMonday(made)
    await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  }
  const job = escalateJob({ publicUrl: 'http://localhost', calendar: async () => shippedCalendar })
  const at = '2021-11-22T13:00:00Z'
  const [one, other] = await Promise.all([
    made.escalateAt(at),
    made.escalateAt(at),
    job.run(database, instant(at)).then(() => null),
  ])
  const references = [...(one?.opened ?? []), ...(other?.opened ?? [])].map(({ escalation }) => escalation)
  assert.equal(new Set(references).size, references.length)
  // Of each: the refusal, and two who have not confirmed.
  const done = await facts(made)
  assert.deepEqual(done, { escalations: 18, rungs: 18, ends: 0, mails: 18 + ((await dailyMails(made)) ?? 0) })
  const again = await made.escalateAt(at)
  assert.deepEqual({ ...again, at: '' }, { at: '', opened: [], climbed: [], mails: 0, alreadyOpen: 18 })
  assert.deepEqual(await facts(made), done)
})

const dailyMails = (made: MadeCouncil) =>
  made.as(async (tx) => {
    const { rows } = await sql<{ lists: number }>`
      select count(*)::integer as lists from strategy.escalation_list
       where recipient_id <> '00000000-0000-0000-0000-000000000000'`.execute(tx.sql)
    return rows[0]?.lists
  })

test('after a crash half-way the next run does the rest, and nothing twice', async () => {
  const made = await council()
  const broken = await arrangedMonday(made)
  await broken.reply('nhs', 'no', '2021-11-22T11:00:00Z')
  const sound = await arrangedMonday(made)
  await sound.reply('nhs', 'no', '2021-11-22T11:00:00Z')
  // The mail of the second cannot be put down: its whole transaction is undone, the first one's stands.
  const owner = (statement: string) => ownerRuns(statement)
  await owner(`create function public.crash() returns trigger language plpgsql as $$ begin
    if (select count(*) from mail.message where authority_id = new.authority_id) >= 1 then raise exception 'crash'; end if;
    return new; end $$; create trigger crash before insert on mail.message for each row execute function public.crash()`)
  await assert.rejects(made.escalateAt('2021-11-22T11:00:00Z'), /crash/)
  await owner('drop trigger crash on mail.message; drop function public.crash()')
  assert.deepEqual(await facts(made), { escalations: 1, rungs: 1, ends: 0, mails: 1 })
  const rest = await made.escalateAt('2021-11-22T11:05:00Z')
  assert.equal(rest.opened.length, 1)
  assert.equal(rest.alreadyOpen, 1)
  assert.deepEqual(await facts(made), { escalations: 2, rungs: 2, ends: 0, mails: 2 })
})

async function ownerRuns(statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

test('moments looked at out of order are each answered from what was known then', async () => {
  const made = await council()
  const { reply } = await arrangedMonday(made)
  for (const partner of ['police', 'local-authority'] as const) await reply(partner, 'yes', '2021-11-22T10:30:00Z')
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  await reply('nhs', 'yes', '2021-11-22T14:00:00Z')
  assert.deepEqual((await made.escalateAt('2021-11-22T15:00:00Z')).opened, [])
  assert.equal((await made.escalateAt('2021-11-22T11:00:00Z')).opened.length, 1)
  assert.equal((await made.escalateAt('2021-11-22T11:05:00Z')).alreadyOpen, 1)
  assert.deepEqual((await made.escalateAt('2021-11-22T10:59:00Z')).opened, [])
})

test('an emergency call makes its full meeting due, once, and is escalated when that is not held', async () => {
  const made = await council()
  const { id } = await discussionDue(made, '2022-05-30T08:00:00Z', '2022-05-31T08:00:00Z')
  await discussionHeld(made, id, {
    began: '2022-05-30T09:00:00Z',
    ended: '2022-05-30T09:30:00Z',
    there: ['local-authority', 'nhs', 'police'],
    isEmergencyCall: true,
    circulated: '2022-05-30T12:00:00Z',
  })
  await Promise.all([made.escalateAt('2022-05-30T10:00:00Z'), made.escalateAt('2022-05-30T10:00:00Z')])
  const { rows } = await made.as((tx) =>
    sql<{ dueAt: unknown }>`select due_at::text from strategy.discussion where origin = 'full-meeting'`.execute(tx.sql),
  )
  assert.equal(rows.length, 1)
  // Five working days after Mon 30 May 2022, without Thu 2 and Fri 3 June: Wed 8 June, 17:00 BST.
  assert.deepEqual((await made.escalateAt('2022-06-08T16:00:00Z')).opened, [])
  assert.deepEqual(inWords((await made.escalateAt('2022-06-08T16:05:00Z')).opened), [
    'full-meeting-not-held, rung 1, Dee Ross, by 2022-06-08T17:00:00Z',
  ])
})

test('closed by a person, it stays closed while nothing new is late', async () => {
  const made = await council()
  const { id } = await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  await discussionHeld(made, id, {
    began: '2021-11-22T10:00:00Z',
    ended: '2021-11-22T11:00:00Z',
    there: ['local-authority', 'nhs'],
    circulated: '2021-11-22T12:00:00Z',
  })
  const [asked] = (await made.escalateAt('2021-11-22T11:05:00Z')).opened
  assert.ok(asked)
  const { id: escalationId, discussionId } = await idOf(made, asked.escalation)
  const end = {
    escalationId,
    discussionId,
    outcome: 'answered',
    words: 'Rang them.',
    endedBy: made.teamManager,
  } as const
  await made.as((tx) => endEscalation(tx, { ...end, endedAt: instant('2021-11-22T13:00:00Z') }))
  const later = await made.escalateAt('2021-11-30T09:00:00Z')
  assert.deepEqual({ ...later, at: '' }, { at: '', opened: [], climbed: [], mails: 0, alreadyOpen: 0 })
})

test('the command prints one document of exactly the agreed shape, and says what is wrong with a time', async () => {
  const own = await testDatabaseOfItsOwn()
  const { reply, reference } = await arrangedMonday(own.made)
  await reply('nhs', 'no', '2021-11-22T11:00:00Z')
  const run = (...typed: readonly string[]) =>
    runCommand(own, escalateCommand('http://localhost'), ['escalate', ...typed])
  const said = await run('--at', '2021-11-22T11:00:00Z', '--json')
  const [document] = said.documents as readonly Escalated[]
  assert.deepEqual(document, {
    at: '2021-11-22T11:00:00Z',
    opened: [
      {
        escalation: document?.opened[0]?.escalation,
        discussion: reference,
        condition: 'partner-declined',
        rung: 1,
        to: 'Nurse Ward',
        due: '2021-11-22T13:30:00Z',
      },
    ],
    climbed: [],
    mails: 1,
    alreadyOpen: 0,
  })
  assert.match(document?.opened[0]?.escalation ?? '', /^E-\d+$/)
  assert.equal(said.code, 0)
  assert.match((await run('--at', '2021-11-22T11:05:00Z')).lines.join('\n'), /1 escalation already open/)
  const wrong = await run('--at', 'yesterday', '--json')
  assert.equal(wrong.code, 2)
  assert.deepEqual(wrong.documents, [])
  assert.match(wrong.complaints[0] ?? '', /^--at: /)
})

async function testDatabaseOfItsOwn() {
  const own = await ownDatabase
  return { ...own, made: await makeCouncil(own.database, 1) }
}

const ownDatabase = testDatabase().then(async (own) => {
  await prepareJobs(own.migrationUrl, 'los_app', ['mail.send'])
  return own
})

test('a record that went to everybody in time is no news', async () => {
  const made = await council()
  const { id } = await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  await discussionHeld(made, id, {
    began: '2021-11-22T10:00:00Z',
    ended: '2021-11-22T11:00:00Z',
    there: ['local-authority', 'nhs', 'police'],
  })
  assert.deepEqual((await made.escalateAt('2021-11-23T17:00:00Z')).opened, [])
  assert.deepEqual(inWords((await made.escalateAt('2021-11-23T17:05:00Z')).opened), [
    'record-not-circulated, rung 1, Dee Ross, by 2021-11-24T17:00:00Z',
  ])
  await recordCirculated(made, id, '2021-11-24T09:00:00Z')
  assert.equal((await made.escalateAt('2021-11-24T09:05:00Z')).alreadyOpen, 0)
  assert.deepEqual(await endings(made), ['record-not-circulated : happened-late'])
})
