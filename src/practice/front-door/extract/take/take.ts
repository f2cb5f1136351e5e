import type { Warned } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { takeIncomingChildren } from '#practice/children'
import { setFurtherEnquiries } from '../../store/events.ts'
import { settle } from '../../store/settle.ts'
import { noteChanges } from './changes.ts'
import { takeContactChildren } from './children.ts'
import type { ExtractContact } from './contacts.ts'
import { takeDecisions } from './decisions.ts'
import { findKnownContacts, findTakenRows, keepTakenRows, rowKey } from './known.ts'
import { letWaitAgain, recordNewContacts } from './new-contacts.ts'
import { type People, readPeople } from './people.ts'

export interface Taken {
  /** Rows that brought something new. */
  readonly taken: number
  /** Rows that say what was known already. */
  readonly unchanged: number
  readonly warnings: readonly Warned[]
}

/** Contacts of one statement: PostgreSQL takes 65,535 values, and a contact has some thirty. */
const atOnce = 500

/**
 * Takes the contacts of an extract in the open transaction: new ones with their own times, corrections appended, what people
 * recorded here left alone. Rows that were taken before as they are cost one look-up.
 */
export async function takeContacts(
  tx: Tx,
  system: string,
  contacts: readonly ExtractContact[],
  madeIn: 'extract' | 'case-system' = 'extract',
): Promise<Taken> {
  const people = await readPeople(tx)
  const total = { taken: 0, unchanged: 0, warnings: [] as Warned[] }
  for (let at = 0; at < contacts.length; at += atOnce) {
    const part = await takePart(tx, system, contacts.slice(at, at + atOnce), people, madeIn)
    total.taken += part.taken
    total.unchanged += part.unchanged
    total.warnings.push(...part.warnings)
  }
  return total
}

async function takePart(
  tx: Tx,
  system: string,
  contacts: readonly ExtractContact[],
  people: People,
  madeIn: 'extract' | 'case-system',
): Promise<Taken> {
  const ids = contacts.map(({ contactId }) => contactId)
  const before = await findTakenRows(tx, system, ids)
  const changed = contacts.flatMap((contact) => {
    const rows = contact.rows.filter(
      ({ value, sha256 }) => before.get(rowKey(value.contactId, value.child.id)) !== sha256,
    )
    return rows.length === 0 ? [] : [{ ...contact, rows }]
  })
  const rows = changed.flatMap(({ rows: own }) => own)
  const unchanged = contacts.reduce((sum, contact) => sum + contact.rows.length, 0) - rows.length
  if (rows.length === 0) return { taken: 0, unchanged, warnings: [] }
  const known = await findKnownContacts(tx, system, ids)
  const childIds = await takeIncomingChildren(
    tx,
    system,
    rows.map(({ value }) => value.child),
  )
  const fresh = changed.filter(({ contactId }) => !known.has(contactId))
  const made = await recordNewContacts(tx, system, fresh, people)
  const contactIds = new Map([...[...known].map(([id, contact]) => [id, contact.id] as const), ...made])
  const grown = await takeContactChildren(tx, changed, contactIds, childIds)
  const madeIds = new Set(made.values())
  const grownBefore = grown.filter((id) => !madeIds.has(id))
  if (grownBefore.length > 0) await letWaitAgain(tx, grownBefore)
  const toDecide = changed.flatMap(({ contactId, rows: own }) =>
    own.map((row) => ({
      row,
      contactId: contactIds.get(contactId) ?? '',
      childId: childIds.get(row.value.child.id) ?? '',
    })),
  )
  const warnings = await takeDecisions(tx, toDecide, people, madeIn)
  await noteChanges(tx, changed, known)
  const touched = changed.map(({ contactId }) => contactIds.get(contactId) ?? '')
  await settle(tx, touched)
  for (const { row, contactId } of toDecide) {
    if (row.value.stillNeeded !== '') await setFurtherEnquiries(tx, contactId, row.value.stillNeeded)
  }
  await keepTakenRows(tx, system, changed)
  tx.trail.changed({
    action: 'extract.taken',
    subjects: [...touched, ...childIds.values()],
    content: rows.map(({ value }) => value),
  })
  return { taken: rows.length, unchanged, warnings }
}
