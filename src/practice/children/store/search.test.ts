import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Identity } from '#platform/access'
import { transact } from '#platform/transaction'
import { addPerson } from '#practice/organisation'
import { testDatabase } from '#test/database'
import { answerOf } from '#test/outcome'
import { addChild, addChildren } from './children.ts'
import { likelyDuplicates, searchChildren } from './search.ts'

const { database } = await testDatabase()
const authorityId = 901
const elsewhere = 902
const day = (text: string) => Temporal.PlainDate.from(text)
let worker: Identity
let siobhan: string

before(async () => {
  for (const id of [authorityId, elsewhere]) {
    await sql`select platform.add_authority(${id}, ${`Testshire ${id}`}, false)`.execute(database.kysely)
  }
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const personId = answerOf(
      await addPerson(tx, { name: 'Amina Khan', email: 'a.khan@example.org', roles: ['duty-social-worker'] }),
    )
    worker = { kind: 'person', authorityId, personId, roles: ['duty-social-worker'] }
    siobhan = await addChild(tx, {
      givenName: 'Siobhán',
      familyName: "O'Brien-Clarke",
      dateOfBirth: day('2016-05-14'),
      identifier: { system: 'case-system', value: '771234' },
    })
    const names = [
      ['Mohammed', 'Hussain'],
      ['Zoë', 'Thompson'],
      ['Kacper', 'Wójcik'],
      ['Aaliyah', 'Begum'],
      ['Jayden', 'Smith'],
      ['Catherine', 'MacDonald'],
      ['Stephen', 'Phillips'],
    ]
    await addChildren(
      tx,
      names.map(([givenName = '', familyName = '']) => ({ givenName, familyName, dateOfBirth: day('2015-01-02') })),
    )
    const others = Array.from({ length: 300 }, (_, at) => ({ givenName: `Given${at}`, familyName: `Family${at * 7}` }))
    await addChildren(tx, others)
  })
  await transact(database, asSystem(elsewhere, 'test'), (tx) =>
    addChild(tx, { givenName: 'Siobhán', familyName: "O'Brien-Clarke" }),
  )
})

const found = (words: string, dateOfBirth: string | null = null) =>
  transact(database, worker, async (tx) => {
    const { children } = await searchChildren(tx, {
      words,
      dateOfBirth: dateOfBirth === null ? null : day(dateOfBirth),
    })
    return children.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  })

const spellings: readonly (readonly [typed: string, meant: string])[] = [
  ['Siobhan OBrien', "Siobhán O'Brien-Clarke"],
  ["o'brien clarke", "Siobhán O'Brien-Clarke"],
  ['Clarke Siobhan', "Siobhán O'Brien-Clarke"],
  ['Shiobhan O Brien', "Siobhán O'Brien-Clarke"],
  ['Muhammad Husain', 'Mohammed Hussain'],
  ['Mohamed Hussein', 'Mohammed Hussain'],
  ['zoe thomson', 'Zoë Thompson'],
  ['Kasper Wojcik', 'Kacper Wójcik'],
  ['Aliyah Begum', 'Aaliyah Begum'],
  ['Jaden Smyth', 'Jayden Smith'],
  ['Katherine McDonald', 'Catherine MacDonald'],
  ['Steven Philips', 'Stephen Phillips'],
]

for (const [typed, meant] of spellings) {
  test(`"${typed}" finds ${meant}`, async () => {
    assert.ok((await found(typed)).slice(0, 3).includes(meant))
  })
}

test("a child is found by date of birth, by reference and by another system's number", async () => {
  assert.ok((await found('', '2016-05-14')).includes("Siobhán O'Brien-Clarke"))
  assert.deepEqual(await found('771234'), ["Siobhán O'Brien-Clarke"])
})

test('nobody finds a child of another authority', async () => {
  assert.equal((await found('Siobhan O Brien Clarke')).length, 1)
})

test('a partner finds nothing at all', async () => {
  const partner: Identity = { kind: 'person', authorityId, personId: newId(), roles: ['partner'] }
  const answer = await transact(database, partner, (tx) => searchChildren(tx, { words: 'Siobhan', dateOfBirth: null }))
  assert.deepEqual(answer, { children: [], mayBeRestricted: false })
})

test('a restricted record is only hinted at, and a protected identity is never offered as a duplicate', async () => {
  const [hidden, protectedChild] = await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const one = await addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' })
    await sql`update children.child set is_restricted = true where authority_id = ${authorityId} and id = ${one}`.execute(
      tx.sql,
    )
    return [one, await addChild(tx, { givenName: 'Peregrine', familyName: 'Longbottom', isProtectedIdentity: true })]
  })
  const answer = await transact(database, worker, (tx) =>
    searchChildren(tx, { words: 'Ottoline Fairweather', dateOfBirth: null }),
  )
  assert.deepEqual(
    answer.children.map(({ id }) => id).filter((id) => id === hidden),
    [],
  )
  assert.equal(answer.mayBeRestricted, true)
  const duplicates = await transact(database, worker, (tx) =>
    likelyDuplicates(tx, { givenName: 'Peregrine', familyName: 'Longbottom', dateOfBirth: null }),
  )
  assert.equal(
    duplicates.children.some(({ id }) => id === protectedChild),
    false,
  )
})

test('everything a search shows is in the trail before it is shown', async () => {
  await found('Siobhan OBrien')
  const entries = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    tx.sql.selectFrom('trail.entry').select('subjects').where('kind', '=', 'read').orderBy('id', 'desc').execute(),
  )
  assert.ok(entries[0]?.subjects.includes(siobhan))
})
