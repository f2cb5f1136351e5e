import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { addChild } from '#practice/children'
import { recordRestriction } from '#practice/restricted-records'
import { done, madeActions, person } from '#test/actions'
import { sentenceOf } from '#test/outcome'
import { countActionsFrom, findAction, listActions, listActionsFrom, listChildrenOf } from './actions.ts'
import { recordAction } from './record.ts'
import { listSteps } from './steps.ts'

const { as, set, step, desk, made, within, migrationUrl, authorityId, signIn } = await madeActions()

const seen = (by: string, id: string): Promise<boolean> => as(by, async (tx) => (await findAction(tx, id)) !== null)
const stateOf = (id: string) => within(async (tx) => (await findAction(tx, id))?.state)

/** Steps as they stand in the table, one under the other, whoever may see them. */
const forcedStep = (by: string, id: string, kind: string) =>
  as(by, (tx) =>
    sql`insert into actions.action_step (authority_id, id, action_id, kind, words, happened_on)
        values (${authorityId}, ${newId()}, ${id}, ${kind}, 'Words',
                case ${kind}::text when 'done' then current_date end)`.execute(tx.sql),
  )

const restrict = (tx: Tx, childId: string, guardianId: string) =>
  recordRestriction(tx, childId, {
    ...{ kind: 'set', category: 'high-risk', reason: 'A risk', guardianId, readers: [] },
    reviewDueOn: londonDate(tx.now).add({ days: 90 }),
  } as const)

describe('an action', () => {
  it('gets a reference short enough to say in a meeting, each its own', async () => {
    const set12 = await Promise.all(Array.from({ length: 12 }, () => set()))
    assert.equal(new Set(set12.map(({ reference }) => reference)).size, 12)
    assert.ok(set12.every(({ reference }) => /^A-\d+$/.test(reference)))
  })

  it('is done by its owner, and then verified: two states', async () => {
    const { id } = await set()
    assert.equal(await stateOf(id), 'open')
    await step(made.tom, id, done())
    assert.equal(await stateOf(id), 'done')
    await step(made.service, id, { kind: 'verified', words: 'The school confirmed it' })
    assert.equal(await stateOf(id), 'verified')
  })

  it('that was not done well enough is to be done still, and what was recorded stays', async () => {
    const { id } = await set()
    await step(made.tom, id, done())
    await step(made.dan, id, { kind: 'not-accepted', words: 'Nobody at the school knows of it' })
    assert.equal(await stateOf(id), 'open')
    assert.deepEqual(
      (await within((tx) => listSteps(tx, id))).map(({ kind, number }) => [number, kind]),
      [
        [1, 'done'],
        [2, 'not-accepted'],
      ],
    )
  })

  it('stands as before when a step is taken back', async () => {
    const { id } = await set()
    await step(made.service, id, { kind: 'handed', words: 'Tom is on leave', toOwner: person(made.sue) })
    assert.equal((await within((tx) => findAction(tx, id)))?.ownerPersonId, made.sue)
    const [handed] = await within((tx) => listSteps(tx, id))
    await step(made.service, id, { kind: 'taken-back', words: 'He is not', corrects: handed?.id ?? '' })
    assert.equal((await within((tx) => findAction(tx, id)))?.ownerPersonId, made.tom)
  })

  it('can neither be changed nor removed, and nor can its steps', async () => {
    const { id } = await set()
    for (const table of ['action', 'action_step', 'action_child', 'action_climb'])
      for (const change of [`update actions.${table} set authority_id = authority_id`, `delete from actions.${table}`])
        await assert.rejects(
          within((tx) => sql.raw(change).execute(tx.sql)),
          /permission denied/,
        )
    await assert.rejects(
      within((tx) => sql`update actions.action_now set state = 'verified' where action_id = ${id}`.execute(tx.sql)),
      /permission denied/,
    )
  })

  it('is listed with the others of the same meeting, and counted for those who may not read it', async () => {
    const meeting = newId()
    const one = await set({ from: { kind: 'meeting', id: meeting } })
    const other = await set({ from: { kind: 'meeting', id: meeting } })
    await step(made.tom, other.id, done())
    const listed = await as(made.amina, (tx) => listActionsFrom(tx, { kind: 'meeting', id: meeting }))
    assert.deepEqual(listed.map(({ id }) => id).sort(), [one.id, other.id].sort())
    const support = await signIn('scrutiny-support')
    const counts = await as(
      support.personId,
      async (tx) => [
        await countActionsFrom(tx, { kind: 'meeting', id: meeting }),
        (await listActionsFrom(tx, { kind: 'meeting', id: meeting })).length,
      ],
      ['scrutiny-support'],
    )
    assert.deepEqual(counts, [{ open: 1, overdue: 0, done: 1, verified: 0, cancelled: 0 }, 0])
  })
})

describe('PostgreSQL itself refuses', () => {
  it('a verification by the owner, by whoever reported it, and by anybody below the owner', async () => {
    const { id } = await set({ owner: person(made.amina) })
    await step(made.amina, id, done())
    await assert.rejects(forcedStep(made.amina, id, 'verified'), /not independent: owner/)
    await assert.rejects(forcedStep(made.tom, id, 'verified'), /not independent: below-owner/)
    await assert.rejects(forcedStep(made.tom, id, 'not-accepted'), /not independent: below-owner/)
    const police = await set({ owner: desk(made.police) })
    await step(made.dan, police.id, done())
    await assert.rejects(forcedStep(made.dan, police.id, 'verified'), /not independent: reported/)
    await step(made.amina, police.id, { kind: 'verified', words: 'Saw the report' })
    assert.equal(await stateOf(police.id), 'verified')
  })

  it('a verification of what nobody reported done, and a second one', async () => {
    const { id } = await set()
    await assert.rejects(forcedStep(made.service, id, 'verified'), /verified does not follow on open/)
    await step(made.tom, id, done())
    await step(made.service, id, { kind: 'verified', words: 'Yes' })
    await assert.rejects(forcedStep(made.service, id, 'verified'), /verified does not follow on verified/)
  })

  it('that somebody reports the action of another of ours done', async () => {
    const { id } = await set()
    await assert.rejects(forcedStep(made.dan, id, 'done'), /done is not theirs to record/)
  })

  it('that an owner lets themselves off, though as a manager they could let others', async () => {
    const { id } = await set({ owner: person(made.amina) })
    await assert.rejects(forcedStep(made.amina, id, 'cancelled'), /cancelled is not theirs/)
    await step(made.service, id, { kind: 'cancelled', words: 'The school rang by itself' })
    assert.equal(await stateOf(id), 'cancelled')
  })

  it('anything from a partner but that they did it', async () => {
    const { id } = await set({ owner: desk(made.police) })
    for (const kind of ['cancelled', 'verified']) await assert.rejects(forcedStep(made.officer, id, kind))
    await step(made.officer, id, done())
    assert.equal(await stateOf(id), 'done')
    await assert.rejects(forcedStep(made.officer, id, 'verified'))
    await assert.rejects(
      as(made.officer, (tx) => recordAction(tx, newFrom(tx))),
      /row-level security/,
    )
  })
})

const newFrom = (tx: Tx) => ({
  ...{ what: 'Something', from: { kind: 'own' as const }, owner: person(made.officer, made.police) },
  dueOn: londonDate(tx.now),
})

describe('a partner', () => {
  it('sees what their own agency is to do, the desk and its people, and nothing else', async () => {
    const ours = await set()
    const theirs = await set({ owner: desk(made.police) })
    const byName = await set({ owner: person(made.officer, made.police) })
    const others = await set({ owner: desk(made.nhs) })
    assert.deepEqual(await Promise.all([ours, theirs, byName, others].map(({ id }) => seen(made.officer, id))), [
      false,
      true,
      true,
      false,
    ])
  })

  it('never sees which child an action is about', async () => {
    const childId = await within((tx) => addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' }))
    const { id } = await set({ owner: desk(made.police), children: [childId] })
    assert.equal(await seen(made.officer, id), true)
    assert.deepEqual(await as(made.officer, (tx) => listChildrenOf(tx, id)), [])
    assert.deepEqual(await as(made.dan, (tx) => listChildrenOf(tx, id)), [childId])
  })

  it('sees what came since it was theirs, and no longer when it is handed on', async () => {
    const { id } = await set()
    await step(made.service, id, {
      kind: 'moved',
      words: 'Not before Friday',
      toDueOn: (await today()).add({ days: 20 }),
    })
    await step(made.service, id, { kind: 'handed', words: 'The police know more', toOwner: desk(made.police) })
    await step(made.officer, id, done())
    assert.deepEqual(
      (await as(made.officer, (tx) => listSteps(tx, id))).map(({ kind }) => kind),
      ['done'],
    )
    await step(made.dan, id, { kind: 'not-accepted', words: 'It was not' })
    await step(made.service, id, { kind: 'handed', words: 'Ours after all', toOwner: person(made.tom) })
    assert.equal(await seen(made.officer, id), false)
  })
})

const today = () => within(async (tx) => londonDate(tx.now))

describe('an action about a restricted record', () => {
  it('is hidden from everybody who may not open the record', async () => {
    const childId = await within((tx) => addChild(tx, { givenName: 'Odo', familyName: 'Hale' }))
    const { id } = await set({ owner: person(made.amina), children: [childId] })
    const police = await set({ owner: desk(made.police), children: [childId] })
    await within((tx) => restrict(tx, childId, made.amina))
    assert.equal(await seen(made.amina, id), true)
    for (const other of [made.tom, made.dan, made.service, made.head]) assert.equal(await seen(other, id), false)
    assert.equal(await seen(made.officer, police.id), false)
    assert.equal((await as(made.dan, (tx) => listActions(tx, { childId }))).total, 0)
  })

  it('is given only to somebody who may open it', async () => {
    const childId = await within((tx) => addChild(tx, { givenName: 'Otis', familyName: 'Hale' }))
    await within((tx) => restrict(tx, childId, made.amina))
    const given = (owner: ReturnType<typeof person>) =>
      as(made.amina, (tx) => recordAction(tx, { ...newFrom(tx), owner, children: [childId] }))
    assert.match(sentenceOf(await given(person(made.dan))), /restricted record/)
    assert.match(sentenceOf(await given(desk(made.police) as never)), /restricted record/)
    assert.equal((await given(person(made.amina))).ok, true)
  })

  it('cannot be made about a record that is closed to whoever makes it', async () => {
    const childId = await within((tx) => addChild(tx, { givenName: 'Olive', familyName: 'Hale' }))
    await within((tx) => restrict(tx, childId, made.amina))
    const made1 = await as(made.dan, (tx) =>
      recordAction(tx, { ...newFrom(tx), owner: person(made.amina), children: [childId] }),
    )
    assert.match(sentenceOf(made1), /not open to you/)
  })
})

describe('people who read no records', () => {
  it('see actions that are about no child, and no others', async () => {
    const analyst = await signIn('performance-analyst')
    const plain = await set({ from: { kind: 'plan' } })
    const about = await set({ from: { kind: 'strategy-discussion' } })
    const sees = (id: string) =>
      as(analyst.personId, async (tx) => (await findAction(tx, id)) !== null, ['performance-analyst'])
    assert.deepEqual([await sees(plain.id), await sees(about.id)], [true, false])
  })

  it('cannot be given one that is about a child', async () => {
    const analyst = await signIn('performance-analyst')
    const given = await as(made.service, (tx) =>
      recordAction(tx, { ...newFrom(tx), from: { kind: 'audit' }, owner: person(analyst.personId) }),
    )
    assert.match(sentenceOf(given), /may not read children’s records/)
  })

  it('and take the minutes see of those about children only what they wrote down', async () => {
    const minutes = await signIn('minute-taker')
    const roles = ['minute-taker'] as const
    const other = await set({ from: { kind: 'strategy-discussion' } })
    const own = await as(
      minutes.personId,
      async (tx) =>
        recordAction(tx, { ...newFrom(tx), from: { kind: 'strategy-discussion' }, owner: person(made.tom) }),
      roles,
    )
    assert.ok(own.ok)
    const sees = (id: string) => as(minutes.personId, async (tx) => (await findAction(tx, id)) !== null, roles)
    assert.deepEqual([await sees(own.value.id), await sees(other.id)], [true, false])
  })
})

it('what stands can be made again from the facts', async () => {
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  await owner.query("select set_config('los.authority', $1, false)", [String(authorityId)])
  const { rows } = await owner.query<{ all: number; differ: number }>(`
    select count(*)::integer as all,
           count(*) filter (where to_jsonb(stands) <> to_jsonb(actions.stand(stands.action_id)))::integer as differ
      from actions.action_now stands`)
  await owner.end()
  assert.ok((rows[0]?.all ?? 0) > 20, `only ${rows[0]?.all} actions`)
  assert.equal(rows[0]?.differ, 0)
})
