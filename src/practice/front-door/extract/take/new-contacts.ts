import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { firstLine } from '../../store/record-contacts.ts'
import { on } from '../../tables.ts'
import type { ExtractContact } from './contacts.ts'
import type { People } from './people.ts'

/** Records contacts that no extract brought before, with their own times. Answers their ids by the extract's. */
export async function recordNewContacts(
  tx: Tx,
  system: string,
  contacts: readonly ExtractContact[],
  people: People,
): Promise<ReadonlyMap<string, string>> {
  if (contacts.length === 0) return new Map()
  const rows = contacts.map((contact) => contactRow(tx, system, contact, people))
  await on(tx).insertInto('frontDoor.contact').values(rows).execute()
  const waiting = rows.filter(({ isHistory }) => !isHistory)
  if (waiting.length > 0) await letWait(tx, waiting)
  return new Map(rows.map(({ id, sourceContactId }) => [sourceContactId, id]))
}

function contactRow(tx: Tx, system: string, { contactId, isHistory, rows }: ExtractContact, people: People) {
  const [first] = rows
  if (!first) throw new Error('a contact of an extract has no row')
  const { received, recordedAt, source, method, urgency, concern, team, recordedBy } = first.value
  const person = people.personCalled(recordedBy)
  return {
    authorityId: tx.who.authorityId,
    id: newId(),
    reference: contactId,
    sourceSystem: system,
    sourceContactId: contactId,
    receivedAt: received.at,
    receivedOn: received.on,
    isHistory,
    sourceCode: source,
    method,
    concern,
    urgency,
    urgencyReason: '',
    parentsKnow: null,
    teamId: people.teamCalled(team),
    dangerCallId: null,
    // An extract's facts count as recorded when it says; where it does not, from receipt.
    knownAt: recordedAt ?? received.at ?? tx.now,
    isKnownAtTold: recordedAt !== null,
    recordedBy: person,
    recordedByName: person === null ? recordedBy : '',
  }
}

type ContactRow = ReturnType<typeof contactRow>

/** They wait until settled: those with an outcome for every child go from here to the completed in the same transaction. */
async function letWait(tx: Tx, contacts: readonly ContactRow[]): Promise<void> {
  const rows = contacts.flatMap(({ id, reference, receivedAt, knownAt, teamId, sourceCode, urgency, concern }) =>
    receivedAt === null
      ? []
      : [
          {
            authorityId: tx.who.authorityId,
            contactId: id,
            reference,
            receivedAt,
            knownAt,
            teamId,
            sourceCode,
            referrer: '',
            urgency,
            concern: firstLine(concern),
            children: 1,
            childrenWaiting: 1,
            claimedBy: null,
            claimedAt: null,
          },
        ],
  )
  await on(tx).insertInto('frontDoor.awaitingOutcome').values(rows).execute()
}

/** A child that a later extract adds to a contact waits for an outcome too. */
export async function letWaitAgain(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await sql`
    insert into front_door.awaiting_outcome
      (authority_id, contact_id, reference, received_at, known_at, team_id, source_code, referrer, urgency, concern,
       children, children_waiting)
    select authority_id, id, reference, received_at, now(), team_id, source_code, '', urgency,
           left(split_part(concern, E'\n', 1), 120), 1, 1
      from front_door.contact
     where authority_id = ${tx.who.authorityId} and id = any (${[...contactIds]}::uuid[]) and not is_history
    on conflict do nothing`.execute(tx.sql)
}
