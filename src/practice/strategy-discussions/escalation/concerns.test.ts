import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { addAgency, addPerson } from '#practice/organisation'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { answerOf } from '#test/outcome'
import { answerChallenge, findChallenge, raiseChallenge } from '../after/store/challenges.ts'
import { listPackedEscalations } from '../pack/store.ts'
import { answerConcern, findConcern, type NewConcernAnswer, recordConcern } from '../store/concerns.ts'
import { act } from './act.ts'
import { sendDailyLists } from './daily-list.ts'
import { lookAt } from './engine.ts'
import { discussionDue, instant, type MadeCouncil, makeCouncil } from './made-discussion.ts'
import { listEscalations } from './store/list.ts'
import { replyToEscalation } from './store/record.ts'

const { database, migrationUrl } = await testDatabase()
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

let authorities = 300
const council = (): Promise<MadeCouncil> => {
  authorities += 1
  return makeCouncil(database, authorities)
}

const raisedAt = (made: MadeCouncil, known: string) =>
  made.as((tx) =>
    recordConcern(tx, {
      agencyId: made.police,
      raisedBy: null,
      raisedByName: 'The custody sergeant',
      raisedAt: instant(known),
      about: 'Ottoline Fairweather, six',
      worry: 'Alone at night',
      knownAt: instant(known),
    }),
  )

const answeredAt = (made: MadeCouncil, id: string, known: string, answer: Partial<NewConcernAnswer> = {}) =>
  made.as(async (tx) => {
    const concern = await findConcern(tx, id)
    assert.ok(concern)
    const other = { kind: 'other', discussionId: null, answer: 'A contact, then.', knownAt: instant(known) } as const
    await answerConcern(tx, concern, { ...other, ...answer })
  })

const challengedAt = (made: MadeCouncil, concernId: string, known: string) =>
  made.as((tx) =>
    raiseChallenge(tx, {
      ...{ concernId, discussionId: null, about: 'not-holding', informationId: null, words: 'He is alone again' },
      ...{ agencyId: made.police, raisedBy: null, raisedByName: 'The custody sergeant' },
      raisedAt: instant(known),
      knownAt: instant(known),
    }),
  )

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
    const { escalations } = await listEscalations(tx, { show: 'ended', limit: 20, skip: 0 })
    return escalations.map(({ condition, aboutReference, outcome }) => `${aboutReference} ${condition}: ${outcome}`)
  })

const isWatched = (made: MadeCouncil, id: string) =>
  made.as(async (tx) => {
    const { rows } = await sql<{ open: boolean }>`
      select until_at is null as open from strategy.concern_watch where concern_id = ${id}`.execute(tx.sql)
    return rows[0]?.open
  })

test('a concern that nobody answers goes to the service manager and then to the head of service, through the night', async () => {
  const made = await council()
  // Fri 24 Dec 2021.
  const { reference } = await raisedAt(made, '2021-12-24T19:00:00Z')
  assert.deepEqual((await made.escalateAt('2021-12-25T19:00:00Z')).opened, [])
  assert.deepEqual(await made.escalateAt('2021-12-25T19:00:01Z'), {
    at: '2021-12-25T19:00:01Z',
    opened: [
      {
        escalation: 'E-1',
        discussion: reference,
        condition: 'concern-not-answered',
        rung: 1,
        to: 'Sam Okafor',
        due: '2021-12-25T20:00:00Z',
      },
    ],
    climbed: [],
    mails: 1,
    alreadyOpen: 0,
  })
  const { climbed } = await made.escalateAt('2021-12-25T20:00:00Z')
  assert.deepEqual(
    climbed.map(({ discussion, rung, to, due }) => [discussion, rung, to, due]),
    [[reference, 2, 'Hana Lewis', '2021-12-25T21:00:00Z']],
  )
  assert.deepEqual((await made.escalateAt('2021-12-26T09:00:00Z')).climbed, [])
})

test('its mails and the daily list name the concern by reference, and no child', async () => {
  const made = await council()
  const { reference } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await made.escalateAt('2021-11-23T09:05:00Z')
  const deps = { database, authorityId: made.authorityId, calendar: shippedCalendar, publicUrl: 'http://localhost' }
  assert.equal(await sendDailyLists(deps, instant('2021-11-23T10:00:00Z')), 1)
  const { rows } = await made.as((tx) =>
    sql<{
      subject: string
      text: string
    }>`select subject, text from mail.message order by subject like '%open with you%'`.execute(tx.sql),
  )
  assert.equal(rows.length, 2)
  for (const { text } of rows) {
    assert.ok(text.includes(reference), text)
    assert.doesNotMatch(text, /Ottoline|Fairweather|Alone/)
  }
  assert.match(rows[0]?.text ?? '', /about a partner’s concern SC-/)
})

test('an answer ends it, and then the concern is no longer looked at until somebody challenges it', async () => {
  const made = await council()
  const now = await made.as(async (tx) => tx.now)
  const { id, reference } = await raisedAt(made, now.subtract({ hours: 25 }).toString())
  await made.escalateAt(now.subtract({ minutes: 30 }).toString())
  await answeredAt(made, id, now.subtract({ minutes: 20 }).toString())
  assert.equal(await isWatched(made, id), true)
  assert.equal((await made.escalateAt(now.toString())).alreadyOpen, 0)
  assert.deepEqual(await endings(made), [`${reference} concern-not-answered: happened-late`])
  assert.equal(await isWatched(made, id), false)
  await challengedAt(made, id, now.add({ minutes: 1 }).toString())
  assert.equal(await isWatched(made, id), true)
  const { opened } = await made.escalateAt(now.add({ minutes: 1 }).toString())
  assert.deepEqual(
    opened.map(({ discussion, condition, rung, to }) => [discussion, condition, rung, to]),
    [[reference, 'challenge-not-answered', 2, 'Sam Okafor']],
  )
})

test('a challenge is escalated also where the concern has no answer, and ends when somebody answers it', async () => {
  const made = await council()
  const { id, reference } = await raisedAt(made, '2021-11-22T09:00:00Z')
  const challenge = await challengedAt(made, id, '2021-11-22T20:00:00Z')
  assert.equal((await made.escalateAt('2021-11-22T20:00:00Z')).opened.length, 1)
  await made.as(async (tx) => {
    const found = await findChallenge(tx, challenge.id)
    assert.ok(found)
    const answeredAt = instant('2021-11-22T20:30:00Z')
    await answerChallenge(tx, found, { answer: 'We look at it now.', whatChanges: '', answeredAt })
  })
  const now = await made.as(async (tx) => tx.now)
  await made.escalateAt(now.toString())
  assert.deepEqual(await endings(made), [`${reference} challenge-not-answered: answered`])
})

test('once the concern has a discussion its escalations end, and a challenge nobody answered goes on there', async () => {
  const made = await council()
  const { id, reference } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await challengedAt(made, id, '2021-11-22T20:00:00Z')
  assert.equal((await made.escalateAt('2021-11-23T09:05:00Z')).opened.length, 2)
  const discussion = await discussionDue(made, '2021-11-23T09:10:00Z', '2021-11-24T09:10:00Z')
  await answeredAt(made, id, '2021-11-23T09:10:00Z', { kind: 'discussion', discussionId: discussion.id })
  const { opened } = await made.escalateAt('2021-11-23T09:15:00Z')
  assert.deepEqual(
    opened.map((asked) => [asked.discussion, asked.condition, asked.to, asked.due]),
    [[discussion.reference, 'challenge-not-answered', 'Dee Ross', '2021-11-23T10:10:00Z']],
  )
  assert.deepEqual((await endings(made)).toSorted(), [
    `${reference} challenge-not-answered: no-longer-needed`,
    `${reference} concern-not-answered: happened-late`,
  ])
  // Answered, it ends there too: it is one challenge.
  await made.as(async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from strategy.challenge where concern_id = ${id}`.execute(
      tx.sql,
    )
    const found = await findChallenge(tx, rows[0]?.id ?? '')
    assert.ok(found)
    await answerChallenge(tx, found, {
      answer: 'It is held.',
      whatChanges: '',
      answeredAt: instant('2021-11-23T09:30:00Z'),
    })
  })
  const now = await made.as(async (tx) => tx.now)
  await made.escalateAt(now.toString())
  assert.ok((await endings(made)).includes(`${discussion.reference} challenge-not-answered: answered`))
})

test('an answer to the escalation holds the rung once more, and keeps the concern looked at', async () => {
  const made = await council()
  const { id } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await made.escalateAt('2021-11-23T09:05:00Z')
  await made.as(async (tx) => {
    const { escalations } = await listEscalations(tx, { show: 'open', limit: 1, skip: 0 })
    const [escalation] = escalations
    assert.ok(escalation)
    await replyToEscalation(tx, {
      ...{ escalationId: escalation.id, discussionId: null, concernId: id, rung: 1 },
      ...{ said: 'Ringing them now', done: '', repliedByName: '', repliedAt: instant('2021-11-23T09:30:00Z') },
    })
  })
  assert.deepEqual((await made.escalateAt('2021-11-23T10:05:00Z')).climbed, [])
  assert.equal((await made.escalateAt('2021-11-23T10:25:00Z')).climbed.length, 1)
})

test('run twice, by three at once, and after a crash half-way, each is there once', async () => {
  const made = await council()
  for (let concern = 0; concern < 5; concern += 1) await raisedAt(made, '2021-11-22T09:00:00Z')
  await ownerRuns(`create function public.crash() returns trigger language plpgsql as $$ begin
    if (select count(*) from mail.message where authority_id = new.authority_id) >= 2 then raise exception 'crash'; end if;
    return new; end $$; create trigger crash before insert on mail.message for each row execute function public.crash()`)
  await assert.rejects(made.escalateAt('2021-11-23T09:05:00Z'), /crash/)
  await ownerRuns('drop trigger crash on mail.message; drop function public.crash()')
  assert.deepEqual(await facts(made), { escalations: 2, rungs: 2, ends: 0, mails: 2 })
  const all = await Promise.all([1, 2, 3].map(() => made.escalateAt('2021-11-23T09:10:00Z')))
  assert.equal(all.flatMap(({ opened }) => opened).length, 3)
  const done = { escalations: 5, rungs: 5, ends: 0, mails: 5 }
  assert.deepEqual(await facts(made), done)
  assert.equal((await made.escalateAt('2021-11-23T09:10:00Z')).alreadyOpen, 5)
  assert.deepEqual(await facts(made), done)
})

async function ownerRuns(statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

test('a past moment is judged from what was known then', async () => {
  const made = await council()
  const { id } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await answeredAt(made, id, '2021-11-23T12:00:00Z')
  assert.deepEqual((await made.escalateAt('2021-11-23T13:00:00Z')).opened, [])
  assert.equal((await made.escalateAt('2021-11-23T10:00:00Z')).opened.length, 1)
})

test('an agency reads that its own concern climbs, answers nothing of it, and never sees another’s', async () => {
  const made = await council()
  const { id } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await made.escalateAt('2021-11-23T09:05:00Z')
  const people = await made.as(async (tx) => {
    const add = async (name: string, agencyId: string) =>
      answerOf(
        await addPerson(tx, {
          ...{ name, email: `${name.split(' ')[0]}.${made.authorityId}@agency.example`, roles: ['partner'], agencyId },
          startsOn: instant('2020-01-01T00:00:00Z').toZonedDateTimeISO('UTC').toPlainDate(),
        }),
      )
    const other = answerOf(await addAgency(tx, { name: 'Another trust', kind: 'nhs' }))
    return { officer: await add('Olive Officer', made.police), stranger: await add('Stan Stranger', other) }
  })
  const seenBy = (personId: string) =>
    transact(database, { kind: 'person', authorityId: made.authorityId, personId, roles: ['partner'] }, async (tx) => {
      const counts: number[] = []
      for (const table of ['escalation', 'escalation_rung', 'concern_watch', 'concern'])
        counts.push((await sql`select from ${sql.table(`strategy.${table}`)}`.execute(tx.sql)).rows.length)
      return counts
    })
  assert.deepEqual(await seenBy(people.officer), [1, 1, 0, 1])
  assert.deepEqual(await seenBy(people.stranger), [0, 0, 0, 0])
  const { rows } = await made.as((tx) =>
    sql<{ id: string }>`select id from strategy.escalation where concern_id = ${id}`.execute(tx.sql),
  )
  await assert.rejects(
    transact(
      database,
      { kind: 'person', authorityId: made.authorityId, personId: people.officer, roles: ['partner'] },
      (tx) =>
        replyToEscalation(tx, {
          ...{ escalationId: rows[0]?.id ?? '', discussionId: null, concernId: id, rung: 1 },
          ...{ said: 'Held by us', done: '', repliedByName: '' },
        }),
    ),
    /row-level security/,
  )
})

test('its rungs are counted with all others, and the weekly pack names the concern', async () => {
  const made = await council()
  const { reference } = await raisedAt(made, '2021-11-22T09:00:00Z')
  await made.escalateAt('2021-11-23T09:05:00Z')
  await made.escalateAt('2021-11-23T10:00:00Z')
  const [from, to] = [instant('2021-11-22T00:00:00Z'), instant('2021-11-29T00:00:00Z')]
  const { rows } = await made.as((tx) =>
    sql<{ rung: number; route: string | null }>`
      select rung, route from strategy.counted_rungs(${from}, ${to}) order by rung`.execute(tx.sql),
  )
  assert.deepEqual(rows, [
    { rung: 1, route: null },
    { rung: 2, route: null },
  ])
  const packed = await made.as((tx) => listPackedEscalations(tx, from, to))
  assert.deepEqual(
    packed.map(({ discussion, condition, rungs, agencyId }) => [discussion, condition, rungs, agencyId]),
    [[reference, 'concern-not-answered', 2, made.police]],
  )
})

test('an escalation is about one of the two, never both and never neither', async () => {
  const made = await council()
  const { id } = await raisedAt(made, '2021-11-22T09:00:00Z')
  const { id: discussionId } = await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  const insert = (discussion: string | null, concern: string | null) =>
    made.as((tx) =>
      sql`insert into strategy.escalation (authority_id, id, reference, discussion_id, concern_id, condition, since, opened_at)
          values (${made.authorityId}, gen_random_uuid(), gen_random_uuid()::text, ${discussion}, ${concern}, 'not-held', now(), now())`.execute(
        tx.sql,
      ),
    )
  await assert.rejects(insert(discussionId, id), /escalation_about_one/)
  await assert.rejects(insert(null, null), /escalation_about_one/)
})

test('it costs what is open, however many concerns there were', async () => {
  const made = await council()
  const past = 8000
  await made.as(async (tx) => {
    await sql`
      insert into strategy.concern (authority_id, id, reference, raised_at, about, worry, known_at)
      select ${made.authorityId}, gen_random_uuid(), 'PC-' || number, began, 'A child', 'A worry', began
        from generate_series(1, ${past}::integer) as number,
             lateral (select '2021-11-20T00:00:00Z'::timestamptz - number * interval '3 hours' as began) as at`.execute(
      tx.sql,
    )
    await sql`select strategy.watch_concern_again(id, known_at) from strategy.concern
               where authority_id = ${made.authorityId}`.execute(tx.sql)
    await sql`update strategy.concern_watch set until_at = from_at + interval '20 hours'
               where authority_id = ${made.authorityId}`.execute(tx.sql)
  })
  for (let open = 0; open < 5; open += 1) await raisedAt(made, '2021-11-22T09:00:00Z')
  await ownerRuns('analyze')
  const counted = () =>
    made.as(async (tx) => {
      const readSoFar = async () => {
        const { rows } = await sql<{ read: number }>`
          select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read from pg_stat_xact_user_tables
           where schemaname = 'strategy'`.execute(tx.sql)
        return rows[0]?.read ?? 0
      }
      const before = await readSoFar()
      const at = instant('2021-11-23T10:00:00Z')
      const { toDo, clock } = await lookAt(tx, shippedCalendar, at)
      for (const about of toDo) await act(tx, { about, at, clock, publicUrl: 'http://localhost' })
      const { total } = await listEscalations(tx, { show: 'open', limit: 50, skip: 0 })
      assert.deepEqual([toDo.length, total], [5, 5])
      return (await readSoFar()) - before
    })
  // What the other tests left is read as well: tables of a few hundred rows are read whole.
  const read = await counted()
  assert.ok(read < past / 10, `${read} rows were read for 5 concerns`)
})
