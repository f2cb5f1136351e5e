import assert from 'node:assert/strict'
import { test } from 'node:test'
import { post, testApp, type Visitor } from '#test/app'
import { asTypedNow, contactAnswers } from '../made-contact.ts'

const { app, signIn } = await testApp()
const worker = await signIn('duty-social-worker')
const manager = await signIn('duty-manager')
const other = await signIn('duty-manager')
const partner = await signIn('partner')

let families = 0

/** Records a contact about so many new children and answers its address. */
async function recorded(children = 1, changed: Readonly<Record<string, string>> = {}): Promise<string> {
  families += 1
  const named = Array.from({ length: children }, (_, place) => [
    [`child.${place}.givenName`, `Given${place}`],
    [`child.${place}.familyName`, `Family${families}`],
  ]).flat()
  const sent = await worker.send('/contacts/record', contactAnswers({ ...Object.fromEntries(named), ...changed }))
  assert.equal(sent.statusCode, 303, sent.body)
  return String(sent.headers.location)
}

const bodyOf = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await visitor.get(address)
  assert.equal(answer.statusCode, 200, `${address}: ${answer.body}`)
  return answer.body
}

/** Where the contact's page leads for something still to be done. */
async function hrefOf(visitor: Visitor, contact: string, part: string): Promise<string> {
  const found = new RegExp(`href="(${contact}/${part})"`).exec(await bodyOf(visitor, contact))?.[1]
  assert.ok(found, `no link to ${part}`)
  return found
}

/** The form's hidden fields that name its children, as a browser sends them back. */
async function childIds(visitor: Visitor, address: string): Promise<Record<string, string>> {
  const body = await bodyOf(visitor, address)
  const hidden = [...body.matchAll(/name="(child\.\d\.childId)" value="([^"]+)"/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
}

const rationale = { notKnown: 'Who picks him up on Fridays', why: 'A bruise without a likely story' }

async function decide(visitor: Visitor, contact: string, changed: Readonly<Record<string, string>>) {
  const address = `${contact}/decision`
  const hidden = await childIds(visitor, address)
  const whose = { decidedBy: visitor.personId, decidedAt: asTypedNow() }
  return visitor.send(address, { ...hidden, ...rationale, ...whose, ...changed })
}

test('a conversation stands in the time line with who, what was said and the advice', async () => {
  const contact = await recorded()
  const answers = {
    personName: 'Ann Ward',
    personRole: 'Class teacher',
    agency: 'Hillside Primary',
    method: 'telephone',
    happenedAt: asTypedNow(),
    said: 'He came without a coat again',
    advice: 'Ring if he is not collected',
  }
  const sent = await worker.send(`${contact}/conversations/record`, answers)
  assert.equal(sent.headers.location, contact, sent.body)
  const body = await bodyOf(worker, contact)
  assert.match(body, /Conversation with Ann Ward, Class teacher, Hillside Primary/)
  assert.match(body, /Ring if he is not collected/)
})

test('a correction stands instead, and what was written first stays folded under it', async () => {
  const contact = await recorded()
  const first = { personName: 'Ann', method: 'telephone', happenedAt: asTypedNow(), said: 'Two bruises' }
  await worker.send(`${contact}/conversations/record`, first)
  const correct = await hrefOf(worker, contact, 'conversations/[0-9a-f-]+/correct')
  const sent = await worker.send(correct, { ...first, said: 'Three bruises', reason: 'Misheard' })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(worker, contact)
  assert.match(body, /Three bruises/)
  assert.match(body, /Two bruises/)
  const again = await worker.send(correct, { ...first, said: 'Four', reason: 'Again' })
  assert.equal(again.statusCode, 409)
})

test('the manager decides with the reason, and the contact awaits an outcome no longer', async () => {
  const contact = await recorded()
  const sent = await decide(manager, contact, { 'child.0.outcome': 'assessment' })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(manager, contact)
  assert.match(body, /Outcome recorded/)
  assert.match(body, /Referral for assessment/)
  assert.match(body, /A bruise without a likely story/)
  assert.match(body, /Tell the family the outcome/)
  const again = await manager.get(`${contact}/decision`)
  assert.equal(again.statusCode, 409)
})

test('no outcome is chosen beforehand, and why and what is not known are always asked', async () => {
  const contact = await recorded()
  assert.doesNotMatch(await bodyOf(manager, `${contact}/decision`), /<input[^>]*type="radio"[^>]* checked/)
  const sent = await decide(manager, contact, { notKnown: '', why: '' })
  assert.equal(sent.statusCode, 400)
  assert.match(sent.body, /Choose an outcome/)
  assert.match(sent.body, /Say what is not known/)
  assert.match(sent.body, /Say why this outcome/)
})

test('history is asked as well for no further action', async () => {
  const contact = await recorded()
  const refused = await decide(manager, contact, { 'child.0.outcome': 'no-further-action' })
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /no further action needs it/)
  const taken = await decide(manager, contact, { 'child.0.outcome': 'no-further-action', history: 'Nothing before' })
  assert.equal(taken.statusCode, 303)
})

test('a contact awaits an outcome until each child has one', async () => {
  const contact = await recorded(2)
  const first = await decide(manager, contact, { 'child.0.outcome': 'assessment', 'child.1.outcome': 'not-yet' })
  assert.equal(first.statusCode, 303, first.body)
  assert.match(await bodyOf(manager, contact), /Awaiting an outcome/)
  const second = await decide(manager, contact, {
    'child.0.outcome': 'early-help',
    'child.0.passedTo.early-help': 'North hub',
  })
  assert.equal(second.statusCode, 303, second.body)
  assert.match(await bodyOf(manager, contact), /Outcome recorded/)
})

test('what was typed about one child never stands under another', async () => {
  const contact = await recorded(2)
  const hidden = await childIds(manager, `${contact}/decision`)
  const mine = { ...hidden, ...rationale, decidedBy: other.personId, decidedAt: asTypedNow() }
  await decide(manager, contact, { 'child.0.outcome': 'assessment', 'child.1.outcome': 'not-yet' })
  const form = await other.get(`${contact}/decision`)
  const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const late = await post(app, `${contact}/decision`, other.cookie, {
    ...mine,
    'child.0.outcome': 'no-further-action',
    'child.1.outcome': 'strategy-discussion',
    history: 'None',
    _token: token,
  })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, new RegExp(`${manager.name} has already decided`))
  assert.match(late.body, /value="strategy-discussion" checked/)
  assert.doesNotMatch(late.body, /value="no-further-action" checked/)
})

test('whoever recorded the contact does not alone decide no further action: a second manager confirms', async () => {
  const named = Object.entries(contactAnswers({ 'child.0.givenName': 'Alone' }))
  const own = await manager.send('/contacts/record', Object.fromEntries(named))
  const contact = String(own.headers.location)
  const sent = await decide(manager, contact, { 'child.0.outcome': 'information-and-advice' })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(manager, contact)
  assert.match(body, /Decided by the person who recorded the contact/)
  assert.match(body, /Somebody else has to do this/)
  const confirm = await hrefOf(other, contact, 'decisions/[0-9a-f-]+/confirm')
  const own2 = await manager.get(confirm)
  assert.equal(own2.statusCode, 409)
  const confirmed = await other.send(confirm, { kind: 'confirmed', happenedAt: asTypedNow() })
  assert.equal(confirmed.statusCode, 303, confirmed.body)
  assert.match(await bodyOf(other, contact), /Confirmed by a second manager/)
})

test('a decision by somebody who was not the named decider is recorded as it was, flagged and followed up', async () => {
  const contact = await recorded()
  const sent = await decide(worker, contact, { 'child.0.outcome': 'assessment' })
  assert.equal(sent.statusCode, 303, sent.body)
  const follow = await hrefOf(manager, contact, 'decisions/[0-9a-f-]+/follow-up')
  const done = await manager.send(follow, {
    kind: 'departure-followed-up',
    note: 'Nobody was reachable; agreed afterwards',
    happenedAt: asTypedNow(),
  })
  assert.equal(done.statusCode, 303, done.body)
})

test('early help stays visible until it is accepted, and declined it stays', async () => {
  const contact = await recorded()
  await decide(manager, contact, { 'child.0.outcome': 'early-help', 'child.0.passedTo.early-help': 'North hub' })
  const ask = await hrefOf(manager, contact, 'decisions/[0-9a-f-]+/acceptance')
  const answer = { personName: 'Lou Finch', happenedAt: asTypedNow() }
  await manager.send(ask, { ...answer, kind: 'declined', note: 'Above their threshold' })
  assert.match(await bodyOf(manager, contact), /Not yet accepted/)
  const accepted = await manager.send(ask, { ...answer, kind: 'accepted' })
  assert.equal(accepted.statusCode, 303, accepted.body)
  assert.doesNotMatch(await bodyOf(manager, contact), /Not yet accepted/)
})

test('a decision is corrected with a reason; the first one stays readable', async () => {
  const contact = await recorded()
  await decide(manager, contact, { 'child.0.outcome': 'information-and-advice' })
  const correct = await hrefOf(manager, contact, 'decisions/[0-9a-f-]+/correct')
  const sent = await manager.send(correct, {
    ...rationale,
    outcome: 'strategy-discussion',
    reason: 'The school rang with more',
    decidedBy: manager.personId,
    decidedAt: asTypedNow(),
  })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(manager, contact)
  assert.match(body, /Decision corrected for/)
  assert.match(body, /The school rang with more/)
  assert.match(body, /What was recorded before/)
})

test('checks without the parents’ knowledge need another manager’s yes first', async () => {
  const contact = await recorded()
  await manager.send(`${contact}/authorisations/ask`, { reason: 'The uncle lives there' })
  const answer = await hrefOf(other, contact, 'authorisations/[0-9a-f-]+')
  const reply = { isAuthorised: 'yes', reason: 'Agreed', answeredAt: asTypedNow() }
  assert.equal((await manager.send(answer, reply)).statusCode, 409)
  assert.equal((await worker.send(answer, reply)).statusCode, 403)
  assert.equal((await other.send(answer, reply)).statusCode, 303)
})

test('a check made before anybody authorised it is recorded with why, and the manager is asked', async () => {
  const contact = await recorded()
  const check = {
    agency: 'Hillside surgery',
    what: 'Any injuries seen?',
    requestedAt: asTypedNow(),
    doParentsKnow: 'no',
  }
  const bare = await worker.send(`${contact}/checks/ask`, check)
  assert.equal(bare.statusCode, 400)
  assert.match(bare.body, /Say why you asked before anybody authorised it/)
  const sent = await worker.send(`${contact}/checks/ask`, { ...check, departure: 'The child was in the surgery' })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(manager, contact)
  assert.match(body, /Authorise checks without telling the parents/)
  const returned = await hrefOf(worker, contact, 'checks/[0-9a-f]{8}[0-9a-f-]+')
  const back = await worker.send(returned, { kind: 'returned', what: 'None seen', happenedAt: asTypedNow() })
  assert.equal(back.statusCode, 303, back.body)
  assert.match(await bodyOf(worker, contact), /None seen/)
})

test('a contact is taken on, given on and handed over with the shift', async () => {
  const contact = await recorded()
  assert.equal((await worker.send(`${contact}/claim`, {})).statusCode, 303)
  assert.match(await bodyOf(worker, contact), new RegExp(`With <strong>${worker.name}`))
  const id = contact.split('/').at(-1) ?? ''
  const handed = await worker.send('/contacts/hand-over', { contacts: id, note: 'Ring the school at nine' })
  assert.equal(handed.statusCode, 303, handed.body)
  assert.match(await bodyOf(worker, '/contacts/hand-over'), /Ring the school at nine/)
  assert.match(await bodyOf(worker, contact), /Nobody has taken it on yet/)
  const given = await worker.send(`${contact}/reassign`, { personId: manager.personId, note: 'Please decide' })
  assert.equal(given.statusCode, 303, given.body)
  assert.match(await bodyOf(worker, contact), new RegExp(`With <strong>${manager.name}`))
})

test('further enquiries are a state, not an outcome', async () => {
  const contact = await recorded()
  const sent = await worker.send(`${contact}/further-enquiries`, { needed: 'The GP’s answer', note: '' })
  assert.equal(sent.statusCode, 303, sent.body)
  const body = await bodyOf(worker, contact)
  assert.match(body, /Further enquiries, no outcome yet/)
  assert.match(body, /Awaiting an outcome/)
})

test('the referrer is acknowledged, the written form comes, and the family is told or why not', async () => {
  const contact = await recorded()
  const at = { happenedAt: asTypedNow() }
  assert.equal(
    (await worker.send(`${contact}/acknowledge-referrer`, { ...at, wasDone: 'yes', how: 'email' })).statusCode,
    303,
  )
  assert.equal((await worker.send(`${contact}/written-form`, { ...at, came: 'yes' })).statusCode, 303)
  const untold = await worker.send(`${contact}/tell-family`, { ...at, wasDone: 'no' })
  assert.equal(untold.statusCode, 400)
  assert.match(untold.body, /Say why they are not told/)
  const body = await bodyOf(worker, contact)
  assert.match(body, /Referrer told that it arrived/)
  assert.doesNotMatch(body, /Written form from the referrer/)
})

test('two contacts about one incident are linked, from both sides', async () => {
  const [one, two] = [await recorded(), await recorded()]
  const reference = /Contact (C-\d{4}-\d{4})/.exec(await bodyOf(worker, two))?.[1] ?? ''
  const sent = await worker.send(`${one}/link`, { reference, why: 'Same playground' })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.match(await bodyOf(worker, one), new RegExp(reference))
  assert.match(await bodyOf(worker, two), /Same playground/)
  const unknown = await worker.send(`${one}/link`, { reference: 'C-0000-0000', why: '' })
  assert.equal(unknown.statusCode, 400)
})

test('a child added later waits for an outcome too, and one added by mistake is taken off with a reason', async () => {
  const contact = await recorded()
  await decide(manager, contact, { 'child.0.outcome': 'assessment' })
  await recorded(1, { 'child.0.givenName': 'Sibling', 'child.0.familyName': 'Later' })
  const found = await worker.send(`${contact}/children`, { step: 'find', search: 'Sibling Later' })
  assert.equal(found.statusCode, 200, found.body)
  const id = /value="add:([0-9a-f-]+)"/.exec(found.body)?.[1] ?? ''
  assert.equal((await worker.send(`${contact}/children`, { step: `add:${id}` })).statusCode, 303)
  assert.match(await bodyOf(worker, contact), /Awaiting an outcome/)
  const bare = await worker.send(`${contact}/children`, { step: `off:${id}` })
  assert.equal(bare.statusCode, 400)
  const off = await worker.send(`${contact}/children`, { step: `off:${id}`, reason: 'Another family' })
  assert.equal(off.statusCode, 303, off.body)
  assert.match(await bodyOf(worker, contact), /Outcome recorded/)
})

test('what is open can be printed, with the children by name', async () => {
  await recorded(1, { 'child.0.givenName': 'Paper', 'child.0.familyName': 'List' })
  assert.match(await bodyOf(worker, '/contacts/continuity'), /Paper List/)
})

test('a partner is refused a contact as if it did not exist', async () => {
  const contact = await recorded()
  assert.equal((await partner.get(contact)).statusCode, 404)
  assert.equal((await partner.get('/duty-board')).statusCode, 404)
})
