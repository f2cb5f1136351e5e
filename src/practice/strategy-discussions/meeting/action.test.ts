import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { listActionsFrom } from '#practice/actions'
import { testApp } from '#test/app'
import { meetingFor } from './made-meeting.ts'

const app = await testApp()
const { signIn } = app
const { within, due, arrange, agency } = meetingFor(app)
const manager = await signIn('team-manager')
const minuteTaker = await signIn('minute-taker')

const dueOn = londonDate(Temporal.Now.instant()).add({ days: 3 })
const typed = { what: 'Weigh him each week', why: '', atDesk: '', dueOn: dueOn.toString() }

test('an action of any agency goes into the register, with its owner, its day and the children it concerns', async () => {
  const { id, reference, address } = await due(2)
  const trust = await agency('Testshire Trust')
  const unsaid = await manager.send(`${address}/actions/add`, { ...typed, owner: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Weigh him each week/)
  const added = await manager.send(`${address}/actions/add`, { ...typed, owner: `desk:${trust}` })
  assert.equal(added.statusCode, 303, added.body)
  const [action, ...more] = await within((tx) => listActionsFrom(tx, { kind: 'strategy-discussion', id }))
  assert.deepEqual(more, [])
  assert.equal(action?.fromReference, reference)
  assert.equal(String(action?.dueOn), String(dueOn))
  assert.match(
    (await manager.get(address)).body,
    /Actions from this discussion[\s\S]*Weigh him each week[\s\S]*Testshire Trust/,
  )
})

test('a minute-taker puts down the actions of their own discussion', async () => {
  const { id, address } = await due(1)
  await arrange(id, minuteTaker)
  const added = await minuteTaker.send(`${address}/actions/add`, { ...typed, owner: `person:${manager.personId}` })
  assert.equal(added.statusCode, 303, added.body)
  assert.equal((await within((tx) => listActionsFrom(tx, { kind: 'strategy-discussion', id }))).length, 1)
})
