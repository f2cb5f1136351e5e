import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { Temporal } from 'temporal-polyfill'
import { mostTries, waitAfter } from '../../src/platform/webhooks/rules/schedule.ts'
import { takeDue } from '../../src/platform/webhooks/store/sending.ts'
import { hoursAgo } from '../../src/practice/front-door/api/made-bodies.ts'
import { asTypedNow } from '../../src/practice/front-door/made-contact.ts'
import { contactLate, decisionRecorded } from '../../src/practice/front-door/webhooks/events.ts'
import { tellOfDecision } from '../../src/practice/front-door/webhooks/tell.ts'
import { type Arrived, openReceiver } from './receiver.ts'
import { tellingApp } from './telling-app.ts'

const { database, within, administrator, signIn, tellContact, tellDecision, addWebhook, run } = await tellingApp()
const manager = await signIn('duty-manager')

/** Each test has its own webhook and none of another's. */
beforeEach(() =>
  within((tx) => sql`update webhooks.subscription set ended_at = now(), ended_why = 'test'`.execute(tx.sql)),
)

const typeOf = ({ body }: Arrived): string => JSON.parse(body).type
const after = (seconds: number): Temporal.Instant => Temporal.Now.instant().add({ seconds })

/** Ids of contacts are the database's; tests know the case system's. */
const idOf = async (contactId: string): Promise<string> => {
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from front_door.contact where source_contact_id = ${contactId}`.execute(tx.sql),
  )
  return rows[0]?.id ?? ''
}

interface Stands {
  readonly state: string
  readonly attempts: readonly string[]
}

/** How the messages to a webhook stand, oldest first, with what each attempt met. */
const standing = async (webhookId: string): Promise<readonly Stands[]> => {
  const { rows } = await within((tx) =>
    sql<Stands>`
      select state, array(select coalesce(status::text, fault) from webhooks.attempt
                           where delivery_id = delivery.id order by attempted_at) as attempts
        from webhooks.delivery where subscription_id = ${webhookId} order by asked_at`.execute(tx.sql),
  )
  return rows
}

test('a late contact and a decision are told, signed so that anybody’s library can check it', async () => {
  const receiver = await openReceiver()
  const { secret } = await addWebhook(receiver.url, 'contact.late', 'decision.recorded')
  await tellContact('LATE', { receivedAt: hoursAgo(25), recordedAt: hoursAgo(24.5) })
  await run('front-door.sweep')
  await tellDecision('LATE')
  await run('webhooks.send')
  assert.deepEqual(receiver.arrived.map(typeOf).sort(), ['contact.late', 'decision.recorded'])
  for (const { body, headers } of receiver.arrived) {
    assert.equal(headers['content-type'], 'application/json')
    const read = new Webhook(secret).verify(body, headers as Record<string, string>) as { data: { contactId: string } }
    assert.equal(read.data.contactId, 'LATE')
    assert.throws(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>))
    const stranger = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    assert.throws(() => new Webhook(stranger).verify(body, headers as Record<string, string>))
  }
})

test('a message holds what its description says, and nothing about a child or anybody else', async () => {
  const receiver = await openReceiver()
  await addWebhook(receiver.url, 'contact.late', 'decision.recorded')
  await tellContact('PLAIN', { receivedAt: hoursAgo(25), recordedAt: hoursAgo(24.5) })
  await run('front-door.sweep')
  await tellDecision('PLAIN')
  await tellDecision('PLAIN', { outcome: 'early-help', decidedAt: hoursAgo(0.5), recordedAt: hoursAgo(0.4) })
  await run('webhooks.send')
  const told = new Map<string, { isCorrection?: boolean; period?: number }[]>()
  for (const { body } of receiver.arrived) {
    assert.doesNotMatch(body, /Ash|Mia|2019|alone|Manager|worry|assessment|early-help|PLAIN-1/)
    const { type, data } = JSON.parse(body)
    const event = type === contactLate.name ? contactLate : decisionRecorded
    assert.deepEqual(event.data.parse(data), data)
    told.set(type, [...(told.get(type) ?? []), data])
  }
  assert.deepEqual(
    told.get('contact.late')?.map(({ period }) => period),
    [1],
  )
  assert.deepEqual(
    told
      .get('decision.recorded')
      ?.map(({ isCorrection }) => isCorrection)
      .sort(),
    [false, true],
  )
})

test('what a manager decides here is told as well, without what was decided', async () => {
  const receiver = await openReceiver()
  await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('HERE')
  const contact = `/contacts/${await idOf('HERE')}`
  const form = (await manager.get(`${contact}/decision`)).body
  const [, childId = ''] = /name="child\.0\.childId" value="([^"]+)"/.exec(form) ?? []
  const answers = {
    notKnown: 'Who picks him up on Fridays',
    why: 'A bruise without a likely story',
    decidedBy: manager.personId,
    decidedAt: asTypedNow(),
  }
  const decided = await manager.send(`${contact}/decision`, {
    ...answers,
    'child.0.childId': childId,
    'child.0.outcome': 'assessment',
  })
  assert.equal(decided.statusCode, 303, decided.body)
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 1)
  const [{ body } = { body: '' }] = receiver.arrived
  assert.doesNotMatch(body, /Fridays|bruise|Person|assessment/)
  const { contactId, state, recordedIn, isCorrection } = JSON.parse(body).data
  assert.deepEqual(
    { contactId, state, recordedIn, isCorrection },
    { contactId: 'HERE', state: 'outcome-recorded', recordedIn: 'line-of-sight', isCorrection: false },
  )
})

test('a webhook is told only of what it was added for, and nobody is told what was told before', async () => {
  const receiver = await openReceiver()
  await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('ONCE', { receivedAt: hoursAgo(25), recordedAt: hoursAgo(24.5) })
  await run('front-door.sweep')
  await run('front-door.sweep')
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 0)
  await tellDecision('ONCE')
  await run('webhooks.send')
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 1)
})

test('of a restricted contact nobody is told, even when it is restricted after the message was put on its way', async () => {
  const receiver = await openReceiver()
  const { id } = await addWebhook(receiver.url, 'contact.late', 'decision.recorded')
  const restrict = (contactId: string) =>
    within((tx) =>
      sql`update children.child set is_restricted = true where id in (
            select child_id from front_door.contact_child where source_child_id = ${`${contactId}-1`})`.execute(tx.sql),
    )
  await tellContact('BEFORE', { receivedAt: hoursAgo(25), recordedAt: hoursAgo(24.5) })
  await restrict('BEFORE')
  await run('front-door.sweep')
  assert.deepEqual(await standing(id), [])
  await tellContact('AFTERWARDS')
  await tellDecision('AFTERWARDS')
  await restrict('AFTERWARDS')
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 0)
  assert.deepEqual(await standing(id), [{ state: 'withdrawn', attempts: [] }])
})

test('what fails is tried again, later each time, under the same id', async () => {
  const receiver = await openReceiver()
  receiver.answers = 503
  const { id, secret } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('AGAIN')
  await tellDecision('AGAIN')
  await run('webhooks.send')
  await run('webhooks.send', after(80))
  assert.equal(receiver.arrived.length, 1)
  await run('webhooks.send', after(95))
  assert.equal(receiver.arrived.length, 2)
  receiver.answers = 200
  await run('webhooks.send', after(95 + 185))
  assert.deepEqual(await standing(id), [{ state: 'delivered', attempts: ['503', '503', '200'] }])
  assert.equal(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id'])).size, 1)
  for (const { body, headers } of receiver.arrived) new Webhook(secret).verify(body, headers as Record<string, string>)
})

test('after a day it is given up, and stands in the administrator’s work until it is sent again', async () => {
  const receiver = await openReceiver()
  receiver.answers = 500
  const { id } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('GIVEN-UP')
  await tellDecision('GIVEN-UP')
  let at = Temporal.Now.instant()
  for (let tries = 1; tries <= mostTries; tries += 1) {
    await run('webhooks.send', at)
    at = at.add({ seconds: (waitAfter(tries) ?? 0) + 5 })
  }
  const hours = at.since(Temporal.Now.instant()).total('hours')
  assert.ok(hours > 23 && hours < 27, `${hours} hours`)
  await run('webhooks.send', at.add({ hours: 100 }))
  assert.deepEqual(
    (await standing(id)).map(({ state, attempts }) => [state, attempts.length]),
    [['given-up', mostTries]],
  )
  const work = await administrator.get('/')
  assert.match(work.body, /1 message given up: the other system was not told/)
  assert.ok(work.body.includes(`href="/other-systems/webhooks/${id}"`))
  assert.doesNotMatch((await manager.get('/')).body, /given up/)
  const page = `/other-systems/webhooks/${id}`
  const [, delivery = ''] = /name="delivery" value="([\w-]{36})"/.exec((await administrator.get(page)).body) ?? []
  receiver.answers = 200
  assert.equal((await administrator.send(page, { step: 'again', delivery })).statusCode, 303)
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, mostTries + 1)
  assert.doesNotMatch((await administrator.get('/')).body, /given up/)
})

test('whoever answers 410 is told of nothing more, and the administrator learns it', async () => {
  const receiver = await openReceiver()
  receiver.answers = 410
  const { id } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('GONE')
  await tellDecision('GONE')
  await run('webhooks.send')
  receiver.answers = 200
  await tellDecision('GONE', { outcome: 'early-help', decidedAt: hoursAgo(0.5), recordedAt: hoursAgo(0.4) })
  await run('webhooks.send', after(200_000))
  assert.equal(receiver.arrived.length, 1)
  assert.deepEqual(await standing(id), [{ state: 'given-up', attempts: ['410'] }])
  assert.match((await administrator.get('/')).body, /1 message given up/)
  const page = `/other-systems/webhooks/${id}`
  assert.match((await administrator.get(page)).body, /The receiver answered 410: nobody listens there/)
  assert.equal((await administrator.send(page, { step: 'leave' })).statusCode, 303)
  assert.doesNotMatch((await administrator.get('/')).body, /given up/)
})

test('a redirect is not followed', async () => {
  const receiver = await openReceiver()
  receiver.answers = 307
  const { id } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('TURNED')
  await tellDecision('TURNED')
  await run('webhooks.send')
  assert.deepEqual(
    receiver.arrived.map(({ path }) => path),
    ['/line-of-sight'],
  )
  assert.deepEqual(await standing(id), [{ state: 'waiting', attempts: ['307'] }])
  assert.match(
    (await administrator.get(`/other-systems/webhooks/${id}`)).body,
    /It answered 307, a redirect, which is not followed/,
  )
})

test('a decision that is undone is told to nobody', async () => {
  const receiver = await openReceiver()
  const { id } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('UNDONE')
  const contactId = await idOf('UNDONE')
  await assert.rejects(
    within(async (tx) => {
      await tellOfDecision(tx, { contactId, decidedAt: null, recordedIn: 'line-of-sight', isCorrection: false })
      throw new Error('undone')
    }),
  )
  assert.deepEqual(await standing(id), [])
})

test('a power cut between a decision and its message, or while it is sent, loses nothing', async () => {
  const receiver = await openReceiver()
  const { id } = await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('CUT')
  await tellDecision('CUT')
  // The process that was to send is gone: another one takes a message and dies with it in its hands.
  const taken = await within((tx) => takeDue(tx, Temporal.Now.instant()))
  assert.equal(taken.length, 1)
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 0)
  await within((tx) =>
    sql`update webhooks.delivery set held_until = now() - interval '1 second'
                            where subscription_id = ${id} and held_until is not null`.execute(tx.sql),
  )
  await run('webhooks.send')
  assert.deepEqual(await standing(id), [{ state: 'delivered', attempts: ['204'] }])
})

test('two workers at once send each message once', async () => {
  const receiver = await openReceiver()
  receiver.milliseconds = 100
  await addWebhook(receiver.url, 'decision.recorded')
  for (let number = 0; number < 12; number += 1) {
    await tellContact(`TWO-${number}`)
    await tellDecision(`TWO-${number}`)
  }
  await Promise.all([run('webhooks.send'), run('webhooks.send')])
  assert.equal(receiver.arrived.length, 12)
  assert.equal(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id'])).size, 12)
})

test('a receiver that never answers is left after ten seconds and holds up nobody else', async () => {
  const [silent, well] = [await openReceiver(), await openReceiver()]
  silent.answers = null
  const { id } = await addWebhook(silent.url, 'decision.recorded')
  const other = await addWebhook(well.url, 'decision.recorded')
  for (let number = 0; number < 8; number += 1) {
    await tellContact(`WAIT-${number}`)
    await tellDecision(`WAIT-${number}`)
  }
  const began = performance.now()
  await run('webhooks.send')
  assert.ok(performance.now() - began < 20_000)
  assert.equal((await standing(other.id)).filter(({ state }) => state === 'delivered').length, 8)
  const tried = (await standing(id)).filter(({ attempts }) => attempts.length > 0)
  assert.deepEqual(tried[0], { state: 'waiting', attempts: ['It did not answer within 10 seconds'] })
})

test('the queue is asked for each decision, so that none waits for another’s transaction', async () => {
  const receiver = await openReceiver()
  await addWebhook(receiver.url, 'decision.recorded')
  await tellContact('ONE')
  await tellContact('OTHER')
  const told = { decidedAt: null, recordedIn: 'line-of-sight', isCorrection: false } as const
  const [one, other] = [await idOf('ONE'), await idOf('OTHER')]
  await within(async (tx) => {
    await tellOfDecision(tx, { contactId: one, ...told })
    // Another transaction, from beginning to end, while this one is open.
    await within((second) => tellOfDecision(second, { contactId: other, ...told }))
  })
  await run('webhooks.send')
  assert.equal(receiver.arrived.length, 2)
})

test('the secret stands sealed in the database, where no page can read it', async () => {
  const receiver = await openReceiver()
  const { id, secret } = await addWebhook(receiver.url, 'decision.recorded')
  const { rows } = await within((tx) =>
    sql<{ sealed: Buffer }>`select sealed from webhooks.secret where subscription_id = ${id}`.execute(tx.sql),
  )
  const bytes = Buffer.from(secret.replace('whsec_', ''), 'base64')
  assert.equal(bytes.length, 32)
  assert.ok(rows[0] !== undefined && !rows[0].sealed.includes(bytes))
  const page = await administrator.get(`/other-systems/webhooks/${id}`)
  assert.ok(!page.body.includes(secret) && !page.body.includes('whsec_'))
  const asAdministrator = await database.kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('los.authority', '901', true), set_config('los.roles', 'administrator', true)`.execute(
      transaction,
    )
    const seen = await sql`select 1 from webhooks.subscription`.execute(transaction)
    const secrets = await sql`select 1 from webhooks.secret`.execute(transaction)
    return [seen.rows.length > 0, secrets.rows.length]
  })
  assert.deepEqual(asAdministrator, [true, 0])
})
