import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Role } from '#platform/access'
import { addChild } from '#practice/children'
import { madeActions, person } from '#test/actions'
import type { Visitor } from '#test/app'
import { dayAsTyped } from './parts/questions.ts'

const { set, desk, within, signIn, made } = await madeActions()
const manager = await signIn('service-manager')
const owner = await signIn('duty-social-worker')
const colleague = await signIn('duty-social-worker')
const today = londonDate(Temporal.Now.instant())
const inAWeek = dayAsTyped(today.add({ days: 7 }))

const add = async (by: Visitor, changed: Record<string, string> = {}, query = '') => {
  const sent = await by.send(`/actions/add${query}`, {
    ...{ what: 'Ring the school', why: '', owner: `person:${owner.personId}`, atDesk: '', dueOn: inAWeek },
    ...{ fromKind: 'meeting', fromReference: 'MM-7', isAboutChildren: 'no' },
    ...changed,
  })
  return { sent, address: String(sent.headers.location ?? '').split('?')[0] ?? '' }
}

const doneAnswers = { evidence: 'Rang the head teacher at ten', happenedOn: dayAsTyped(today) }

describe('the pages of actions', () => {
  it('take an action from being set to being verified by somebody else', async () => {
    const { sent, address } = await add(manager)
    assert.equal(sent.statusCode, 303, sent.body)
    assert.match((await owner.get('/')).body, /Ring the school/)
    const reported = await owner.send(`${address}/done`, doneAnswers)
    assert.equal(reported.statusCode, 303, reported.body)
    assert.match((await manager.get('/')).body, /Reported done/)
    assert.doesNotMatch((await colleague.get('/')).body, /Reported done/)
    const verified = await manager.send(`${address}/verify`, { found: 'verified', words: 'The school confirmed it' })
    assert.equal(verified.statusCode, 303, verified.body)
    const shown = (await owner.get(address)).body
    assert.match(shown, /Verified/)
    assert.match(shown, /The school confirmed it/)
    assert.match(shown, /Rang the head teacher at ten/)
  })

  it('say to the owner that somebody else has to verify it, and refuse them', async () => {
    const { address } = await add(manager)
    await owner.send(`${address}/done`, doneAnswers)
    assert.match((await owner.get(address)).body, /It is your own action. Somebody else has to verify it/)
    assert.equal((await owner.get(`${address}/verify`)).statusCode, 403)
    assert.equal((await owner.send(`${address}/verify`, { found: 'verified', words: 'I did it' })).statusCode, 403)
  })

  it('bring the form back with everything typed when something is missing', async () => {
    const { sent } = await add(manager, { dueOn: '1/1/2020', what: 'Ring the nursery' })
    assert.equal(sent.statusCode, 400)
    assert.match(sent.body, /Give a day from today on/)
    assert.match(sent.body, /Ring the nursery/)
    const nobody = await add(manager, { owner: '' })
    assert.match(nobody.sent.body, /Choose who is to do it/)
  })

  it('say what happened when two people report the same action done', async () => {
    const { address } = await add(manager)
    await owner.send(`${address}/done`, doneAnswers)
    const again = await owner.send(`${address}/done`, doneAnswers)
    assert.equal(again.statusCode, 409)
    assert.match(again.body, /done, to be verified/)
  })

  it('move, hand over, cancel and take back, each with its reason in the time line', async () => {
    const { address } = await add(manager)
    const moved = await manager.send(`${address}/move`, { dueOn: dayAsTyped(today.add({ days: 9 })), reason: 'Shut' })
    assert.equal(moved.statusCode, 303, moved.body)
    const to = { owner: `person:${colleague.personId}`, atDesk: '', dueOn: '', reason: 'Knows the head' }
    const handed = await manager.send(`${address}/hand-over`, to)
    assert.equal(handed.statusCode, 303, handed.body)
    assert.match((await manager.send(`${address}/hand-over`, to)).body, /It is theirs already/)
    const page = await manager.get(`${address}/take-back`)
    const stepId = /name="stepId" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const back = await manager.send(`${address}/take-back`, { stepId, reason: 'Wrong colleague' })
    assert.equal(back.statusCode, 303, back.body)
    const stale = await manager.send(`${address}/take-back`, { stepId, reason: 'Again' })
    assert.equal(stale.statusCode, 409)
    assert.equal((await manager.send(`${address}/cancel`, { reason: 'The school rang' })).statusCode, 303)
    const shown = (await owner.get(address)).body
    for (const words of ['Shut', 'Knows the head', 'Wrong colleague', 'The school rang', 'What was taken back'])
      assert.match(shown, new RegExp(words))
  })

  it('let an owner not move their own date', async () => {
    const { address } = await add(manager, { owner: `person:${manager.personId}` })
    assert.equal((await manager.get(`${address}/move`)).statusCode, 403)
    assert.doesNotMatch((await manager.get(address)).body, /Move to another date/)
  })

  it('show which child an action is about to staff alone, at the head of the record and in the chronology', async () => {
    const childId = await within((tx) => addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' }))
    const police = { owner: `desk:${made.police}`, isAboutChildren: 'yes' }
    const { sent, address } = await add(manager, police, `?child=${childId}`)
    assert.equal(sent.statusCode, 303, sent.body)
    const reference = /A-\d+/.exec((await manager.get(address)).body)?.[0] ?? ''
    assert.match((await manager.get(`/children/${childId}`)).body, new RegExp(reference))
    assert.match((await manager.get(`/children/${childId}/chronology`)).body, new RegExp(reference))
    const partner = await signIn('partner')
    // The tests' partners belong to the first agency by name, the NHS: what is the police's is hidden from them.
    assert.equal((await partner.get(address)).statusCode, 404)
    const theirs = await set({ owner: desk(made.nhs), children: [childId] })
    const shown = await partner.get(`/actions/${theirs.id}`)
    assert.equal(shown.statusCode, 200)
    assert.doesNotMatch(shown.body, /CH-\d|Grace Bell|Move to another date|Verify/)
    assert.match((await partner.get('/')).body, new RegExp(theirs.reference))
    assert.equal((await partner.send(`/actions/${theirs.id}/done`, doneAnswers)).statusCode, 303)
  })

  it('show a partner the same for what is hidden as for what is not there', async () => {
    const partner = await signIn('partner')
    const hidden = await set()
    for (const end of ['', '/done', '/verify', '/move', '/hand-over', '/cancel', '/take-back']) {
      const one = await partner.get(`/actions/${hidden.id}${end}`)
      const other = await partner.get(`/actions/${crypto.randomUUID()}${end}`)
      assert.deepEqual([one.statusCode, other.statusCode], [404, 404], end)
    }
  })
})

describe('the list of actions', () => {
  it('begins with mine, is filtered by state and agency, sorted, and downloaded as it is filtered', async () => {
    const mine = await signIn('team-manager')
    await set({ owner: person(mine.personId), what: 'Mine to do' })
    await set({ owner: desk(made.nhs), what: 'For the NHS' })
    const list = (await mine.get('/actions')).body
    assert.match(list, /Mine to do/)
    assert.doesNotMatch(list, /For the NHS/)
    assert.match((await mine.get('/actions?whose=all')).body, /For the NHS/)
    assert.doesNotMatch((await mine.get(`/actions?whose=all&owner=own`)).body, /For the NHS/)
    const csv = await mine.get('/actions?whose=all&sort=reference&direction=descending&format=csv')
    assert.match(csv.body, /^\uFEFF?Action,What,Why,Who,By,From,Where it stands,Done on,Recorded\r\n/)
    assert.equal((await mine.get('/actions?format=xlsx')).rawPayload.subarray(0, 2).toString(), 'PK')
    for (const query of ['sort=words', 'show=some', 'owner=me', 'page=0'])
      assert.equal((await mine.get(`/actions?${query}`)).statusCode, 400, query)
  })

  it('shows an overdue action as overdue, and says so when none fits', async () => {
    const mine = await signIn('team-manager')
    assert.match((await mine.get('/actions')).body, /No action fits/)
    await set({ owner: person(mine.personId), dueOn: today.subtract({ days: 1 }) })
    assert.match((await mine.get('/actions?show=overdue')).body, /govuk-tag--red">\s*Overdue/)
  })
})

it('an action of a guardian’s record whose owner may not open it any more is put before the guardian', async () => {
  const childId = await within((tx) => addChild(tx, { givenName: 'Odette', familyName: 'Hale' }))
  const { address } = await add(manager, { isAboutChildren: 'yes' }, `?child=${childId}`)
  const restricted = await manager.send(`/children/${childId}/restriction`, {
    ...{ category: 'high-risk', guardianId: manager.personId, reason: 'A risk' },
  })
  assert.equal(restricted.statusCode, 303, restricted.body)
  assert.equal((await owner.get(address)).statusCode, 404)
  assert.match((await manager.get('/')).body, /can no longer see it/)
})

it('nobody but staff and minute-takers adds actions', async () => {
  const roles: readonly Role[] = ['performance-analyst', 'administrator', 'voice-and-influence']
  for (const role of roles) assert.equal((await (await signIn(role)).get('/actions/add')).statusCode, 403, role)
  assert.equal((await (await signIn('minute-taker')).get('/actions/add')).statusCode, 200)
})
