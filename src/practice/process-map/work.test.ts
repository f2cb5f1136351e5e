import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { firstMap } from './first-map.ts'
import { addMap, addVersion } from './store/maps.ts'
import { findVersion, publishVersion } from './store/versions.ts'

const { database, authorityId, signIn } = await testApp()
const owner = await signIn('team-manager')
const other = await signIn('service-manager')

const today = londonDate(Temporal.Now.instant())
let map = ''
let barriers: readonly string[] = []

before(async () => {
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const document = firstMap({ id: owner.personId, name: owner.name })
    const days = [-1, 7, 8]
    const dated = {
      ...document,
      barriers: document.barriers.map((barrier, at) => ({
        ...barrier,
        dueOn: today.add({ days: days[at] ?? 0 }).toString(),
      })),
    }
    const added = await addMap(tx, { name: 'The way', purpose: '', document: dated, what: 'Drawn' })
    assert.ok(added.ok)
    const version = await findVersion(tx, added.value.versionId)
    assert.ok(version)
    await publishVersion(tx, version, 'Agreed')
    // A draft that would make them somebody else's counts for nothing until it is published.
    const theirs = dated.barriers.map((barrier) => ({ ...barrier, ownerId: other.personId }))
    const copy = { mapId: added.value.mapId, copiedFrom: version.id, what: 'Copied' }
    await addVersion(tx, { ...copy, document: { ...dated, barriers: theirs } })
    map = `/process-map/${added.value.mapId}`
    barriers = dated.barriers.map(({ id }) => id)
  })
})

const workOf = async (visitor: Visitor): Promise<readonly boolean[]> => {
  const { body } = await visitor.get('/')
  return barriers.map((id) => body.includes(`${map}/barriers/${id}`))
}

test('a barrier is its owner’s work from a week before its day on, overdue ones first, and nobody else’s', async () => {
  assert.deepEqual(await workOf(owner), [true, true, false])
  assert.deepEqual(await workOf(other), [false, false, false])
  const { body } = await owner.get('/')
  assert.match(
    body,
    /Overdue[\s\S]*Barrier: Clinic times clash[\s\S]*It was to be done by[\s\S]*Barrier: Invitations arrive/,
  )
})

test('it stays while it is being worked on, and ends when it is resolved or accepted as it is', async () => {
  const [late = '', near = ''] = barriers
  const say = (id: string, status: string) => owner.send(`${map}/barriers/${id}`, { status, note: 'As agreed.' })
  assert.equal((await say(late, 'being-worked-on')).statusCode, 303)
  assert.deepEqual(await workOf(owner), [true, true, false])
  await say(late, 'resolved')
  await say(near, 'accepted')
  assert.deepEqual(await workOf(owner), [false, false, false])
  await say(late, 'open')
  assert.deepEqual(await workOf(owner), [true, false, false], 'it turned out not to be resolved')
})
