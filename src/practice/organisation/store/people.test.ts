import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { asSystem, type PersonIdentity, type Role } from '#platform/access'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { answerOf, sentenceOf } from '#test/outcome'
import { makeOrganisation } from '../made-organisation.ts'
import { listAgencies } from './agencies.ts'
import { changeLineManager, changeRoles, moveToTeam, teamOn } from './careers.ts'
import { addPerson, invitePerson } from './joining.ts'
import { recordLeaver, recordReturn } from './leaving.ts'
import { getPerson, listPeople } from './people.ts'
import { listTeams } from './places.ts'

const { database } = await testDatabase()
const authorityId = 901
await sql`select platform.add_authority(${authorityId}, 'Testshire', false), platform.add_authority(902, 'Elsewhere', false)`.execute(
  database.kysely,
)
const system = asSystem(authorityId, 'test')
const made = await transact(database, system, (tx) => makeOrganisation(tx))
const as = (personId: string, ...roles: readonly Role[]): PersonIdentity => ({
  kind: 'person',
  authorityId,
  personId,
  roles,
})

describe('people', () => {
  it('somebody new has an account, roles, a team and a line manager from their first day', async () => {
    const tom = await transact(database, system, (tx) => getPerson(tx, made.tom))
    assert.equal(tom.teamName, 'Duty and Advice Team')
    assert.equal(tom.lineManagerName, 'Amina Khan')
    assert.deepEqual(tom.roles, ['duty-social-worker'])
  })

  it('an e-mail address belongs to one person, in capitals or not, in any authority', async () => {
    const again = { name: 'Tom Lee', email: 'Tom.Lee@council.example', roles: ['duty-social-worker'] as const }
    for (const id of [authorityId, 902]) {
      const added = await transact(database, asSystem(id, 'test'), (tx) => addPerson(tx, again))
      assert.match(sentenceOf(added), /already signs in with this e-mail address/)
    }
  })

  it('a one-time link is kept as a hash that cannot be turned back into it', async () => {
    await transact(database, system, async (tx) => {
      const { token, endsAt } = await invitePerson(tx, made.tom)
      const { tokenHash } = await tx.sql.selectFrom('platform.invitation').selectAll().executeTakeFirstOrThrow()
      assert.deepEqual(tokenHash, createHash('sha256').update(token).digest())
      assert.equal(tx.now.until(endsAt).total('hours'), 48)
    })
  })

  it('a move keeps the team of before, and one planned for tomorrow is not true today', async () => {
    await transact(database, system, async (tx) => {
      const today = londonDate(tx.now)
      await moveToTeam(tx, { personId: made.tom, teamId: made.east, day: today.add({ days: 1 }), why: 'Rotation' })
      assert.equal((await getPerson(tx, made.tom)).teamId, made.front)
      assert.equal(await teamOn(tx, made.tom, today.add({ days: 1 })), made.east)
      await moveToTeam(tx, { personId: made.tom, teamId: made.east, day: today, why: 'Sooner after all' })
      assert.equal((await getPerson(tx, made.tom)).teamId, made.east)
      assert.equal(await teamOn(tx, made.tom, today.subtract({ days: 1 })), made.front)
    })
  })

  it('nobody is put above themselves', async () => {
    const changed = await transact(database, system, (tx) =>
      changeLineManager(tx, { personId: made.head, managerId: made.tom, day: londonDate(tx.now), why: 'Slip' }),
    )
    assert.match(sentenceOf(changed), /Tom Lee is managed by Helen Marsh/)
  })

  it('roles end and begin on a day, and the account has those of today', async () => {
    await transact(database, system, async (tx) => {
      const change = { personId: made.sue, held: ['out-of-hours-manager', 'team-manager'], why: 'Acting up' } as const
      answerOf(await changeRoles(tx, { ...change, day: londonDate(tx.now) }))
      assert.deepEqual((await getPerson(tx, made.sue)).roles, ['team-manager', 'out-of-hours-manager'])
      assert.equal((await listPeople(tx, { role: 'team-manager' })).length, 1)
    })
  })

  it('nobody gives themselves a role, neither by the page nor past it', async () => {
    const head = as(made.head, 'head-of-service')
    const held = ['head-of-service', 'administrator'] as const
    const byPage = await transact(database, head, (tx) =>
      changeRoles(tx, { personId: made.head, held, day: londonDate(tx.now), why: 'Handy' }),
    )
    assert.match(sentenceOf(byPage), /Nobody changes their own roles/)
    const pastIt = transact(database, head, (tx) =>
      sql`insert into organisation.person_role (authority_id, id, person_id, role, starts_on)
          values (${authorityId}, gen_random_uuid(), ${made.head}, 'administrator', '2026-01-01')`.execute(tx.sql),
    )
    await assert.rejects(pastIt, /row-level security/)
  })

  it('what was recorded of somebody is never changed or deleted', async () => {
    for (const change of [
      sql`update organisation.membership set why = 'else'`,
      sql`delete from organisation.person_role`,
    ]) {
      await assert.rejects(
        transact(database, system, (tx) => change.execute(tx.sql)),
        /permission denied/,
      )
    }
  })

  it('somebody who left cannot sign in, holds no role, and is left out of the lists; coming back opens the account', async () => {
    await transact(database, system, async (tx) => {
      answerOf(await recordLeaver(tx, { personId: made.sue, why: 'Retired' }))
      const gone = await getPerson(tx, made.sue)
      assert.deepEqual([gone.isActive, gone.roles, gone.teamId], [false, [], null])
      assert.equal(
        (await listPeople(tx)).some(({ id }) => id === made.sue),
        false,
      )
      await recordReturn(tx, { personId: made.sue, why: 'Back' })
      assert.equal((await getPerson(tx, made.sue)).isActive, true)
    })
  })
})

describe('who sees whom', () => {
  const namesSeen = (who: PersonIdentity) =>
    transact(database, who, async (tx) => (await listPeople(tx)).map(({ name }) => name))

  it('a partner sees the people of their own agency, no team of ours, and no other agency', async () => {
    const nurse = as(made.nurse, 'partner')
    assert.deepEqual(await namesSeen(nurse), ['Ellie Ward'])
    await transact(database, nurse, async (tx) => {
      assert.deepEqual(await listTeams(tx), [])
      assert.deepEqual(
        (await listAgencies(tx)).map(({ name }) => name),
        ['Community NHS Trust'],
      )
    })
  })

  it('scrutiny support sees teams, because measures are split by them, and none of the staff', async () => {
    const scrutiny = as(made.tom, 'scrutiny-support')
    assert.deepEqual(await namesSeen(scrutiny), ['Tom Lee'])
    assert.equal((await transact(database, scrutiny, (tx) => listTeams(tx))).length, 2)
  })

  it('another authority in the same database sees nobody', async () => {
    assert.deepEqual(await transact(database, asSystem(902, 'test'), (tx) => listPeople(tx)), [])
  })
})
