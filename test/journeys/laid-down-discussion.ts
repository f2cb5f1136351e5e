import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { asTypedNow } from '../../src/practice/front-door/made-contact.ts'

/** What was laid down of discussions: where staff start, and where the partner does, whom links of mail lead in. */
export interface LaidDownDiscussions {
  readonly staff: readonly string[]
  readonly partner: readonly string[]
}

/**
 * A discussion that is due, and one that was held, recorded, sent round and challenged, each about one of these children; and a
 * challenge about a concern.
 */
export async function layDownDiscussions(
  { address, database, signIn }: Served,
  childIds: readonly string[],
): Promise<LaidDownDiscussions> {
  const manager = await signIn('duty-manager')
  const body = async (path: string) => (await manager.request.get(address + path)).text()
  const send = (path: string, answers: Readonly<Record<string, string>>) => sendForm(manager, address + path, answers)
  const due = async (childId: string) => {
    const children = /CH-\d+/.exec(await body(`/children/${childId}`))?.[0] ?? ''
    const asked = { children, route: 'front-door', reasonableCause: 'A burn', allocatedWorkerId: '', isEmergency: '' }
    const at = { reasonableCauseAt: asTypedNow({ hours: -3 }), decidedToHoldAt: asTypedNow({ hours: -2 }) }
    const sent = await send('/strategy-discussions/new', { ...asked, ...at, notTheSameBecause: 'Another burn' })
    return sent.split('?')[0] ?? ''
  }
  const [first = '', second = ''] = childIds
  const [waiting, held, notHeld] = [await due(first), await due(second), await due(first)]
  await send(`${notHeld}/not-holding`, { decidedAt: asTypedNow(), reason: 'Another family' })
  const partner = await comes(body, send, held)
  await send(`${held}/held`, {
    ...{ beganAt: asTypedNow({ hours: -1 }), endedAt: asTypedNow(), form: 'video' },
    ...{ chairId: '', chairName: 'A chair of another authority', chairDepartureReason: 'The baby moved' },
  })
  const from = optionOf(await body(`${held}/information`), 'from', partner.name)
  const promised = { isPromised: 'yes', promisedBy: asTypedNow({ hours: 5 }) }
  await send(`${held}/information`, { from, what: 'The notes', givenAt: asTypedNow({ minutes: -2 }), ...promised })
  const information = /information\/([0-9a-f-]{36})\/answer/.exec(await body(`${held}/information`))?.[1] ?? ''
  await send(`${held}/record`, {
    ...{ unknowns: 'Who was there', decision: 'Look at it', [`child.${second}.outcome`]: 'section-17' },
    [`child.${second}.reasons`]: 'A burn that has no story',
  })
  const key = /name="to\.([0-9a-f-]{36})\.how"/.exec(await body(`${held}/circulate`))?.[1] ?? ''
  await send(`${held}/circulate`, { [`to.${key}.how`]: 'mail' })
  await send(`${held}/circulate/need-to-know`, {
    ...{ name: partner.name, personId: partner.id, toldDecision: 'Looked at', toldToDo: 'Ring us', how: 'otherwise' },
    howWords: 'By hand',
  })
  const challenge = await send(`${held}/challenge`, { about: 'record', words: 'It is thin' })
  // The partner's concern of what was laid down before: nobody has answered it, and they ring.
  const [concern = ''] =
    /\/strategy-discussions\/concerns\/[0-9a-f-]{36}/.exec(await body('/strategy-discussions/concerns')) ?? []
  const rang = { whose: 'theirs', raisedByName: partner.name, words: 'He is alone again' }
  const challenged = await send(`${concern}/challenge`, rang)
  await manager.context().close()
  const told = await toldIn(database)
  const ours = `${held}/information/${information}/ours`
  return {
    staff: [
      ...[waiting, held, `${held}/record/versions`, `${held}/circulate`, `${notHeld}/not-holding/review`, challenge],
      ...[concern, challenged],
    ],
    partner: [`${held}/circulated`, ours, told],
  }
}

/** The sample's partner came without being invited. */
async function comes(
  body: (path: string) => Promise<string>,
  send: (path: string, answers: Readonly<Record<string, string>>) => Promise<string>,
  discussion: string,
) {
  const page = await body(`${discussion}/attendance`)
  const [, id = '', name = '', agency = ''] =
    /<option value="([^"]+)">(Dawn Pickering), ([^<]+)<\/option>/.exec(page) ?? []
  assert.notEqual(id, '')
  const came = { partner: 'police', agencyId: optionOf(page, 'new.agencyId', agency), personId: id, name }
  const typed = { ...came, choice: 'attended-video', role: '', healthService: '', reason: '' }
  await send(
    `${discussion}/attendance`,
    Object.fromEntries(Object.entries(typed).map(([part, value]) => [`new.${part}`, value])),
  )
  return { id, name }
}

function optionOf(page: string, select: string, text: string): string {
  const options = new RegExp(`<select[^>]* name="${select}"[\\s\\S]*?</select>`).exec(page)?.[0] ?? ''
  const found = [...options.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)</g)].find(([, , words = '']) =>
    words.includes(text),
  )
  return found?.[1] ?? ''
}

/** Where mail about what somebody needs to know leads: no other page links there. */
async function toldIn(database: Served['database']): Promise<string> {
  const [authority] = await listAuthorities(database)
  return transact(database, asSystem(authority?.authorityId ?? 0, 'test'), async (tx) => {
    const found = await sql<{ id: string }>`
      select id from strategy.circulation_recipient where version = 'need-to-know'`.execute(tx.sql)
    return `/strategy-discussions/told/${found.rows[0]?.id}`
  })
}
