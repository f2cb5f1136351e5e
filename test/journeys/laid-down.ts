import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { asTypedNow, contactAnswers } from '../../src/practice/front-door/made-contact.ts'
import { arrangedDiscussion } from './arranged-discussion.ts'

const why = { notKnown: 'Who picks him up on Fridays', why: 'A likely story', history: 'Nothing before' }

/** Gives the sample what only people make, so that every page has something to belong to. Answers where that stands. */
export async function layDown(address: string, signIn: Served['signIn']): Promise<readonly string[]> {
  const worker = await signIn('duty-social-worker')
  const manager = await signIn('duty-manager')
  const record = (page: typeof worker, name: string, changed: Readonly<Record<string, string>> = {}) =>
    sendForm(
      page,
      `${address}/contacts/record`,
      contactAnswers({ 'child.0.givenName': name, 'child.0.familyName': 'Laiddown', ...changed }),
    )
  const decide = (page: typeof worker, contact: string, answers: Readonly<Record<string, string>>) =>
    sendForm(page, `${address}${contact}/decision`, { ...why, decidedAt: asTypedNow(), ...answers })

  await sendForm(worker, `${address}/contacts/record/danger`, { called: 'police', calledAt: asTypedNow() })
  const open = await record(worker, 'Open')
  await sendForm(worker, `${address}${open}/conversations/record`, {
    personName: 'Ann Ward',
    method: 'telephone',
    happenedAt: asTypedNow(),
    said: 'He came without a coat again',
  })
  await sendForm(worker, `${address}${open}/authorisations/ask`, { reason: 'He might be moved' })
  await sendForm(worker, `${address}${open}/checks/ask`, {
    agency: 'Health visiting',
    what: 'What is known of the baby?',
    requestedAt: asTypedNow(),
    doParentsKnow: 'yes',
  })
  await sendForm(worker, `${address}${open}/attachments/add`, {
    description: 'The form',
    file: { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('She rang at nine.') },
  })
  const earlyHelp = { 'child.0.outcome': 'early-help', 'child.0.passedTo.early-help': 'North hub' }
  await decide(manager, await record(worker, 'Helped'), earlyHelp)
  const passed = { 'child.0.outcome': 'already-open', 'child.0.passedTo.already-open': 'Team East' }
  await decide(manager, await record(worker, 'Passed'), passed)
  // Recorded and decided by one person alone, and two hours before it was recorded.
  const early = { receivedAt: asTypedNow({ hours: -4 }), enteredLateBecause: 'The line was down' }
  const alone = await record(manager, 'Alone', early)
  await decide(manager, alone, { 'child.0.outcome': 'no-further-action', decidedAt: asTypedNow({ hours: -2 }) })
  // By a manager who was not the decider on duty.
  const other = await signIn('team-manager')
  const departed = await record(worker, 'Departed')
  await decide(other, departed, { 'child.0.outcome': 'assessment' })
  const action = await setAction(address, manager)
  const [found, survivor, others] = await mergeAndFind(address, manager)
  const meetings = await layDownMeetings(address, manager)
  const discussion = await arrangedDiscussion(address, manager, survivor)
  const partner = await signIn('partner')
  await sendForm(partner, `${address}/partner/concerns/new`, { about: 'A boy of six', worry: 'Alone at night' })
  await Promise.all([worker, manager, other, partner].map((page) => page.context().close()))
  return [open, alone, departed, found, survivor, others, action, discussion, ...meetings]
}

/** Something the manager set and did, so that somebody else has something to verify and the manager something to take back. */
async function setAction(address: string, manager: Awaited<ReturnType<Served['signIn']>>): Promise<string> {
  const form = await (await manager.request.get(`${address}/actions/add`)).text()
  const owner = /value="(person:[^"]+)">Amina Khan/.exec(form)?.[1] ?? ''
  const action = await sendForm(manager, `${address}/actions/add`, {
    ...{ what: 'Ring the school', owner, dueOn: asTypedNow().slice(0, 10), isAboutChildren: 'no' },
  })
  const path = action.split('?')[0] ?? ''
  await sendForm(manager, `${address}${path}/done`, {
    ...{ evidence: 'Rang at ten', happenedOn: asTypedNow().slice(0, 10) },
  })
  return path
}

/** A search that found somebody, two records merged, and two more to compare. */
async function mergeAndFind(
  address: string,
  manager: Awaited<ReturnType<Served['signIn']>>,
): Promise<readonly [found: string, survivor: string, comparison: string]> {
  const found = await sendForm(manager, `${address}/children`, { words: 'Laiddown' })
  const body = await (await manager.request.get(address + found)).text()
  const [one = '', other = '', third = ''] = new Set(
    [...body.matchAll(/\/children\/[0-9a-f-]{36}/g)].map(([path]) => path),
  )
  const merge = `${address}${one}/merge/${other.split('/').at(-1)}`
  await sendForm(manager, merge, { reason: 'Same date of birth, same mother' })
  return [found, one, `${one}/merge/${third.split('/').at(-1)}`]
}

/** A series with a meeting that was held and one to come, and last week's pack for both to look at. */
async function layDownMeetings(
  address: string,
  manager: Awaited<ReturnType<Served['signIn']>>,
): Promise<readonly string[]> {
  const body = async (path: string) => (await manager.request.get(address + path)).text()
  const series = await sendForm(manager, `${address}/meetings/series/add`, {
    kind: 'referral-review',
    name: 'Weekly referral review',
  })
  const form = await body(`/meetings/plan?series=${series.split('/').at(-1)}`)
  const chairId = /name="chairId"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  const agencies = /name="agencies"[^>]*value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  const plan = (hours: number) =>
    sendForm(manager, `${address}/meetings/plan`, {
      seriesId: series.split('/').at(-1) ?? '',
      startsAt: asTypedNow({ hours }),
      lasts: '60',
      form: 'video',
      chairId,
      people: chairId,
      agencies,
      agenda: 'Attendance\nReferrals of the week',
    })
  const held = await plan(0)
  const meeting = await body(held)
  const item = /name="item\.([0-9a-f-]{36})\.minutes"/.exec(meeting)?.[1] ?? ''
  const came = /name="came\.([0-9a-f-]{36})"/.exec(meeting)?.[1] ?? ''
  await sendForm(manager, address + held, {
    [`came.${came}`]: 'video',
    [`item.${item}.minutes`]: 'All three were at each of them.',
    step: 'held',
  })
  const next = await plan(24 * 7)
  const pack = await sendForm(manager, `${address}${series}/pack`, { meetingId: held.split('/').at(-1) ?? '' })
  return [series, held, next, pack]
}
