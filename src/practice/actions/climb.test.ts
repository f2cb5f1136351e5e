import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { prepareJobs } from '#platform/jobs'
import { addEscalationContact, recordAbsence, recordCover } from '#practice/organisation'
import { done, madeActions, person } from '#test/actions'
import { shippedCalendar } from '#test/calendar'
import { answerOf } from '#test/outcome'
import { climbActions, climbJob } from './climb.ts'
import { listActions } from './store/actions.ts'

const { set, step, as, desk, made, within, database, migrationUrl, authorityId } = await madeActions()

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

// A Tuesday in July: London is an hour ahead of UTC.
const dueOn = Temporal.PlainDate.from('2026-07-07')
const at = (text: string) => Temporal.Instant.from(text)
const firstRung = at('2026-07-08T16:00:00Z')
const secondRung = at('2026-07-15T16:00:00Z')
const climb = (now: Temporal.Instant) => within((tx) => climbActions(tx, 'http://localhost', shippedCalendar, now))

/** To whom an action climbed, by rung; an agency's rung as `agency 1`. */
const climbsOf = (id: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ rung: number; to: string | null }>`
      select rung, coalesce(to_person_id::text, 'agency ' || to_agency_rung) as to
        from actions.action_climb where action_id = ${id} order by climbed_at, rung`.execute(tx.sql)
    return rows.map(({ to }) => to)
  })

const mails = (reference: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ toAddress: string; text: string }>`
      select to_address, text from mail.message where subject = ${`Action ${reference} is overdue`}
       order by queued_at, id`.execute(tx.sql)
    return rows
  })

describe('an overdue action', () => {
  it('climbs to the line manager after a working day, to theirs after five more, and mail holds no word of it', async () => {
    const { id, reference } = await set({ dueOn, what: 'Ring Ottoline’s school' })
    await climb(firstRung.subtract({ seconds: 1 }))
    assert.deepEqual(await climbsOf(id), [])
    await climb(firstRung)
    assert.deepEqual(await climbsOf(id), [made.amina])
    await climb(secondRung.subtract({ seconds: 1 }))
    assert.deepEqual(await climbsOf(id), [made.amina])
    await climb(secondRung)
    assert.deepEqual(await climbsOf(id), [made.amina, made.service])
    const sent = await mails(reference)
    assert.deepEqual(
      sent.map(({ toAddress }) => toAddress),
      ['amina.khan@council.example', 'grace.bell@council.example'],
    )
    for (const { text } of sent) {
      assert.match(text, new RegExp(`http://localhost/actions/${id}`))
      assert.doesNotMatch(text, /Ottoline|school/)
    }
  })

  it('climbs once for the same hour, whoever runs the job twice or at the same time', async () => {
    const { id, reference } = await set({ dueOn })
    await Promise.all([climb(firstRung), climb(firstRung)])
    await climb(firstRung.add({ hours: 1 }))
    assert.deepEqual(await climbsOf(id), [made.amina])
    assert.equal((await mails(reference)).length, 1)
  })

  it('catches up after downtime, rung by rung', async () => {
    const { id } = await set({ dueOn })
    await climb(secondRung.add({ hours: 240 }))
    assert.deepEqual(await climbsOf(id), [made.amina, made.service])
  })

  it('does not climb once it is done, and begins anew with another date', async () => {
    const finished = await set({ dueOn })
    await step(made.tom, finished.id, done())
    const moved = await set({ dueOn })
    await climb(firstRung)
    assert.deepEqual(await climbsOf(finished.id), [])
    assert.deepEqual(await climbsOf(moved.id), [made.amina])
    await step(made.service, moved.id, { kind: 'moved', words: 'The school was shut', toDueOn: dueOn.add({ days: 7 }) })
    await climb(at('2026-07-14T16:00:00Z'))
    assert.deepEqual(await climbsOf(moved.id), [made.amina])
    await climb(secondRung)
    assert.deepEqual(await climbsOf(moved.id), [made.amina, made.amina])
  })

  it('goes to whoever stands in for the line manager', async () => {
    const { id } = await set({ dueOn })
    const away = { startsAt: at('2026-07-08T08:00:00Z'), endsAt: at('2026-07-09T08:00:00Z') }
    await within(async (tx) => {
      answerOf(await recordAbsence(tx, { personId: made.amina, kind: 'planned', ...away }))
      answerOf(await recordCover(tx, { personId: made.amina, coveredBy: made.dan, ...away }))
    })
    await climb(firstRung)
    assert.deepEqual(await climbsOf(id), [made.dan])
  })

  it('of a partner goes up the agency’s contacts, and then to the service manager of whoever set it', async () => {
    await within(async (tx) => {
      for (const [rung, name] of ['Inspector', 'Superintendent'].entries())
        answerOf(
          await addEscalationContact(tx, {
            ...{ agencyId: made.police, rung: rung + 1, name, jobTitle: '', telephone: '' },
            email: `${name.toLowerCase()}@police.example`,
          }),
        )
    })
    const { id, reference } = await set({ dueOn, owner: desk(made.police) }, made.amina)
    await climb(firstRung)
    assert.deepEqual(await climbsOf(id), ['agency 1'])
    await climb(secondRung)
    await climb(at('2026-07-22T16:00:00Z'))
    assert.deepEqual(await climbsOf(id), ['agency 1', 'agency 2', made.service])
    assert.deepEqual(
      (await mails(reference)).map(({ toAddress }) => toAddress),
      ['inspector@police.example', 'superintendent@police.example', 'grace.bell@council.example'],
    )
  })

  it('of somebody with nobody above them goes to nobody, once', async () => {
    const { id } = await set({ dueOn, owner: person(made.head) })
    await climb(firstRung)
    await climb(firstRung)
    assert.deepEqual(await climbsOf(id), [null])
  })
})

it('the job visits every authority by itself, and says in the trail what climbed', async () => {
  const { id } = await set({ dueOn: dueOn.add({ days: 7 }) })
  await climbJob({ publicUrl: 'http://localhost', calendar: async () => shippedCalendar }).run(database, secondRung)
  assert.deepEqual(await climbsOf(id), [made.amina])
  const { rows } = await within((tx) =>
    sql<{ body: Buffer }>`
      select body from trail.entry where authority_id = ${authorityId} and action = 'actions.climbed'
       order by id desc limit 1`.execute(tx.sql),
  )
  assert.ok(JSON.parse(String(rows[0]?.body)).account.actions.includes(id))
})

it('what is settled costs nothing: overdue actions are found by the index of what is open', async () => {
  const plan = await as(made.dan, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx.sql)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select action_id from actions.action_now
       where authority_id = ${authorityId} and state = 'open' and due_on < '2026-07-08'`.execute(tx.sql)
    await listActions(tx, { isOverdue: true })
    return JSON.stringify(rows)
  })
  assert.match(plan, /action_now_open/)
})
