import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { answerOf, sentenceOf } from '#test/outcome'
import { watchRota, watchRotaNow } from '../jobs.ts'
import { type MadeOrganisation, makeOrganisation, on } from '../made-organisation.ts'
import { recordAbsence } from './absences.ts'
import { listOpenAlarms } from './alarms.ts'
import { recordCover } from './cover.ts'
import { recordLeaver } from './leaving.ts'
import { covering, decidersOnDuty, headOfService, lineManagerOf, onDuty, serviceManagerFor } from './responsible.ts'
import { addShift, cancelShift, changeShift, findShift, listGaps } from './rota.ts'

const { database } = await testDatabase()

let authorities = 910
/** Each test in an authority of its own: rotas add up. */
async function inNewAuthority(work: (tx: Tx, made: MadeOrganisation) => Promise<void>): Promise<void> {
  await newAuthority(work)
}

async function newAuthority(work: (tx: Tx, made: MadeOrganisation) => Promise<void>): Promise<number> {
  authorities += 1
  const authorityId = authorities
  await sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely)
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    await work(tx, await makeOrganisation(tx, String(authorityId)))
  })
  return authorityId
}

const shift = (tx: Tx, personId: string, startsAt: Temporal.Instant, endsAt: Temporal.Instant) =>
  addShift(tx, { duty: 'duty-manager', personId, startsAt, endsAt })

describe('who is on duty', () => {
  it('is whoever holds the shift, from its first moment up to its last', () =>
    inNewAuthority(async (tx, { amina }) => {
      const [from, to] = [on(tx.now, 1, 8), on(tx.now, 1, 20)]
      answerOf(await shift(tx, amina, from, to))
      const names = async (at: Temporal.Instant) => (await onDuty(tx, 'duty-manager', at)).map(({ name }) => name)
      assert.deepEqual(await names(from), ['Amina Khan'])
      assert.deepEqual(await names(to.subtract({ seconds: 1 })), ['Amina Khan'])
      assert.deepEqual(await names(to), [])
    }))

  it('is whoever covers while the holder is away, and nobody where nobody covers', () =>
    inNewAuthority(async (tx, { amina, dan }) => {
      answerOf(await shift(tx, amina, on(tx.now, 1, 8), on(tx.now, 1, 20)))
      answerOf(
        await recordAbsence(tx, {
          personId: amina,
          kind: 'planned',
          startsAt: on(tx.now, 1, 12),
          endsAt: on(tx.now, 1, 18),
        }),
      )
      answerOf(
        await recordCover(tx, {
          personId: amina,
          coveredBy: dan,
          startsAt: on(tx.now, 1, 12),
          endsAt: on(tx.now, 1, 15),
        }),
      )
      const [covered] = await decidersOnDuty(tx, on(tx.now, 1, 13))
      assert.deepEqual(
        [covered?.name, covered?.insteadOf, covered?.until.toString()],
        ['Dan Ross', amina, on(tx.now, 1, 15).toString()],
      )
      assert.deepEqual(await decidersOnDuty(tx, on(tx.now, 1, 16)), [])
      const gaps = await listGaps(tx, on(tx.now, 1, 8), on(tx.now, 1, 20))
      assert.deepEqual(
        gaps.map(({ startsAt, endsAt }) => [startsAt.toString(), endsAt.toString()]),
        [[on(tx.now, 1, 15).toString(), on(tx.now, 1, 18).toString()]],
      )
    }))

  it('a decider is covered only by somebody who may decide', () =>
    inNewAuthority(async (tx, { amina, tom }) => {
      const cover = await recordCover(tx, { personId: amina, coveredBy: tom, startsAt: tx.now, endsAt: null })
      assert.match(sentenceOf(cover), /Amina Khan may decide and Tom Lee may not/)
    }))

  it('somebody whose roles would not let them decide is not put on as a decider', () =>
    inNewAuthority(async (tx, { tom }) => {
      assert.match(sentenceOf(await shift(tx, tom, on(tx.now, 1, 8), on(tx.now, 1, 20))), /Tom Lee holds no role/)
    }))

  it('a shift entered twice is refused; ending before it starts too', () =>
    inNewAuthority(async (tx, { amina }) => {
      answerOf(await shift(tx, amina, on(tx.now, 1, 8), on(tx.now, 1, 20)))
      assert.match(sentenceOf(await shift(tx, amina, on(tx.now, 1, 19), on(tx.now, 1, 21))), /already on this duty/)
      assert.match(sentenceOf(await shift(tx, amina, on(tx.now, 2, 8), on(tx.now, 2, 8))), /must end after it starts/)
    }))

  it('two people who change one shift: the second is told, and the first one’s change stands', () =>
    inNewAuthority(async (tx, { amina, dan, service }) => {
      const times = { duty: 'duty-manager', startsAt: on(tx.now, 1, 8), endsAt: on(tx.now, 1, 20) } as const
      const id = answerOf(await addShift(tx, { ...times, personId: amina }))
      const seen = await findShift(tx, id)
      assert.ok(seen)
      answerOf(await changeShift(tx, seen, { ...times, personId: dan, why: 'Swapped' }))
      const second = await changeShift(tx, seen, { ...times, personId: service, why: 'Swapped too' })
      assert.equal(second.ok === false && second.kind, 'conflict')
      assert.deepEqual(
        (await onDuty(tx, 'duty-manager', times.startsAt)).map(({ name }) => name),
        ['Dan Ross'],
      )
    }))
})

describe('who stands above', () => {
  it('the service manager of a worker and of a team is the one on their line', () =>
    inNewAuthority(async (tx, { tom, front, amina }) => {
      assert.equal((await lineManagerOf(tx, tom, tx.now))?.personId, amina)
      assert.equal((await serviceManagerFor(tx, { personId: tom }, tx.now))?.name, 'Grace Bell')
      assert.equal((await serviceManagerFor(tx, { teamId: front }, tx.now))?.name, 'Grace Bell')
      assert.equal((await headOfService(tx, tx.now))?.name, 'Helen Marsh')
    }))

  it('while they are away it is whoever covers; with nobody covering it is still them, and said so', () =>
    inNewAuthority(async (tx, { tom, service, dan }) => {
      answerOf(await recordAbsence(tx, { personId: service, kind: 'unplanned', startsAt: tx.now, endsAt: null }))
      const away = await serviceManagerFor(tx, { personId: tom }, tx.now)
      assert.deepEqual([away?.name, away?.isAway], ['Grace Bell', true])
      answerOf(await recordCover(tx, { personId: service, coveredBy: dan, startsAt: tx.now, endsAt: null }))
      const covered = await serviceManagerFor(tx, { personId: tom }, tx.now)
      assert.deepEqual([covered?.name, covered?.insteadOf, covered?.isAway], ['Dan Ross', service, false])
      assert.equal((await covering(tx, service, tx.now))?.name, 'Dan Ross')
      assert.equal(await covering(tx, dan, tx.now), null)
    }))
})

describe('a gap in the rota is an alarm', () => {
  it('raised once however many look at once, and ended as filled when it is', async () => {
    const authorityId = await newAuthority(async (tx, { amina }) => {
      answerOf(await shift(tx, amina, tx.now, tx.now.add({ hours: 90 })))
      answerOf(await shift(tx, amina, tx.now.add({ hours: 94 }), tx.now.add({ hours: 190 })))
      answerOf(await shift(tx, amina, tx.now.add({ hours: 190 }), tx.now.add({ hours: 280 })))
    })
    const as = asSystem(authorityId, 'test')
    const look = () => transact(database, as, (tx) => watchRotaNow(tx, tx.now))
    const looks = await Promise.all([look(), look(), look()])
    assert.equal(
      looks.reduce((sum, { raised }) => sum + raised, 0),
      1,
    )
    const [alarm] = await transact(database, as, listOpenAlarms)
    assert.ok(alarm)
    await transact(database, as, async (tx) => {
      const { personId } = await tx.sql
        .selectFrom('platform.account')
        .select('id as personId')
        .where('name', '=', 'Dan Ross')
        .where('authorityId', '=', authorityId)
        .executeTakeFirstOrThrow()
      answerOf(await shift(tx, personId, alarm.startsAt, alarm.endsAt))
    })
    assert.deepEqual(await look(), { raised: 0, ended: 1 })
    assert.deepEqual(await transact(database, as, listOpenAlarms), [])
  })

  it('somebody who leaves, or a shift taken off, opens one', () =>
    inNewAuthority(async (tx, { amina, dan }) => {
      const [from, to] = [on(tx.now, 1, 0), on(tx.now, 2, 0)]
      answerOf(await shift(tx, amina, from, on(tx.now, 1, 12)))
      const second = await findShift(tx, answerOf(await shift(tx, dan, on(tx.now, 1, 12), to)))
      assert.ok(second)
      assert.deepEqual(await listGaps(tx, from, to), [])
      answerOf(await recordLeaver(tx, { personId: amina, why: 'Left' }))
      answerOf(await cancelShift(tx, second, 'Not needed'))
      assert.equal((await listGaps(tx, from, to)).length, 1)
    }))

  it('the hourly job looks at every authority, and says in the trail what it did', async () => {
    const authorityId = await newAuthority(async () => undefined)
    const now = await transact(database, asSystem(authorityId, 'test'), async (tx) => tx.now)
    await watchRota.run(database, now)
    await watchRota.run(database, now)
    const runs = await transact(database, asSystem(authorityId, 'test'), (tx) =>
      tx.sql
        .selectFrom('trail.entry')
        .select('body')
        .where('action', '=', 'rota.watched')
        .where('authorityId', '=', authorityId)
        .orderBy('id')
        .execute(),
    )
    const raised = runs.map(
      ({ body }) => (JSON.parse(body.toString()) as { account: { raised: number } }).account.raised,
    )
    assert.deepEqual(raised, [1, 0])
  })
})
