import { Temporal } from 'temporal-polyfill'
import { conflict, invalid, missing, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { Cells } from '#platform/reading'
import type { Tx } from '#platform/transaction'
import type { ExtractColumn } from '../extract/columns.ts'
import { caseSystem } from '../extract/import.ts'
import { readExtractRow } from '../extract/read-row.ts'
import { asContact } from '../extract/take/contacts.ts'
import type { PlacedRow } from '../extract/take/read-file.ts'
import { surveying } from '../extract/take/survey.ts'
import { takeContacts } from '../extract/take/take.ts'
import { type ToldDecision, tellOfDecision } from '../webhooks/tell.ts'
import type { ContactBody, DecisionBody } from './schemas.ts'
import { findByCaseSystem, type KnownHere } from './store.ts'

export interface TakenContact {
  /** Null for a restricted contact that whoever told of it may not see. */
  readonly contact: KnownHere | null
  readonly isNew: boolean
  readonly warnings: readonly { readonly field: string; readonly detail: string }[]
}

/** Where the body says what a column of an extract says. */
const fieldOf: Readonly<Partial<Record<ExtractColumn, string>>> = {
  contact_id: 'contactId',
  received_at: 'receivedAt',
  recorded_at: 'recordedAt',
  source: 'source',
  method: 'method',
  urgency: 'urgency',
  concern: 'concern',
  team: 'team',
  recorded_by: 'recordedBy',
  decided_at: 'decidedAt',
  decision_recorded_at: 'recordedAt',
  decided_by: 'decidedBy',
  reason: 'reason',
  outcome: 'outcome',
}
const childFieldOf: Readonly<Partial<Record<ExtractColumn, string>>> = {
  child_id: 'childId',
  child_family_name: 'familyName',
  child_given_name: 'givenName',
  child_date_of_birth: 'dateOfBirth',
  child_gender: 'gender',
  child_ethnicity: 'ethnicity',
}

/** What whoever asks was given beside their scope. */
export interface Teller {
  readonly maySeeRestricted: boolean
}

/**
 * A contact from the case system, live: read by the rules of an extract, one row for each child, and never history. One about a
 * restricted child is taken from whoever tells of it, since a child's contact must not be lost for want of a right.
 */
export async function takeContact(tx: Tx, body: ContactBody, teller: Teller): Promise<Outcome<TakenContact>> {
  const rows = body.children.map((child, place) => ({ place, cells: { ...contactCells(body), ...childCells(child) } }))
  const read = readRows(tx, rows)
  if (!read.ok) return read
  const before = await findByCaseSystem(tx, body.contactId)
  await takeContacts(tx, caseSystem, read.value.contacts, 'case-system')
  const contact = await findByCaseSystem(tx, body.contactId)
  if (contact === null) throw new Error('a contact that was taken is not there')
  const isNew = contact.facts > (before?.facts ?? 0)
  return ok({ contact: seen(tx, contact, teller), isNew, warnings: read.value.warnings })
}

/** A decision from the case system about one child of a contact that it told of. One recorded here is never touched. */
export async function takeDecision(
  tx: Tx,
  contactId: string,
  body: DecisionBody,
  teller: Teller,
): Promise<Outcome<TakenContact>> {
  const found = await findByCaseSystem(tx, contactId)
  const known = found === null ? null : seen(tx, found, teller)
  if (known === null || known.receivedAt === null) return missing('contact')
  if (!known.children.includes(body.childId))
    return invalid({
      field: 'childId',
      message: 'This child is not on the contact: send the contact with the child first.',
    })
  const cells = {
    ...knownCells(contactId, known, known.receivedAt.toString()),
    child_id: body.childId,
    ...decisionCells(body),
  }
  const read = readRows(tx, [{ place: 0, cells }])
  if (!read.ok) return read
  const { warnings } = await takeContacts(tx, caseSystem, read.value.contacts, 'case-system')
  const [contradiction] = warnings
  if (contradiction !== undefined) return conflict(contradiction.reason, 'Correct it in Line of Sight if it is wrong.')
  const contact = await findByCaseSystem(tx, contactId)
  if (contact === null) throw new Error('a contact that was decided is not there')
  const isNew = contact.facts > known.facts
  if (isNew) await tellOfDecision(tx, toldOf(contact, body, contact.decidedChildren === known.decidedChildren))
  return ok({ contact, isNew, warnings: read.value.warnings })
}

const toldOf = (contact: KnownHere, { decidedAt }: DecisionBody, isCorrection: boolean): ToldDecision => ({
  contactId: contact.id,
  decidedAt: Temporal.Instant.from(decidedAt),
  recordedIn: 'case-system',
  isCorrection,
})

/** The contact as the teller may see it, trailed as read; a restricted one is not there for who was not given the right. */
function seen(tx: Tx, contact: KnownHere, { maySeeRestricted }: Teller): KnownHere | null {
  if (contact.isRestricted && !maySeeRestricted) return null
  tx.trail.saw('contact', [contact.id])
  return contact
}

interface GivenRow {
  readonly place: number
  readonly cells: Cells<ExtractColumn>
}

function readRows(tx: Tx, rows: readonly GivenRow[]) {
  const problems: Problem[] = []
  const warnings: { field: string; detail: string }[] = []
  const placed: PlacedRow[] = []
  for (const { place, cells } of rows) {
    const read = readExtractRow(cells, { now: tx.now })
    const named = (column: ExtractColumn): string =>
      childFieldOf[column] === undefined ? (fieldOf[column] ?? column) : `children.${place}.${childFieldOf[column]}`
    for (const { column, reason, todo } of read.rejected ?? [])
      problems.push({ field: named(column), message: `${reason} ${todo}` })
    for (const { column, reason } of [...read.warnings, ...read.coercions])
      warnings.push({ field: named(column), detail: reason })
    if (read.row !== null) placed.push({ sheet: null, row: place + 1, value: read.row })
  }
  if (problems.length > 0) return invalid(...problems)
  const { see, survey } = surveying()
  placed.forEach(see)
  if (survey.rejected.length > 0 || survey.repeated() > 0)
    return invalid({ field: 'children', message: 'The same child stands here twice: name each once.' })
  const [first] = placed
  return ok({ contacts: first === undefined ? [] : [asContact(first.value.contactId, false, placed)], warnings })
}

const contactCells = (body: ContactBody): Cells<ExtractColumn> =>
  present({
    contact_id: body.contactId,
    received_at: body.receivedAt,
    recorded_at: body.recordedAt,
    source: body.source,
    method: body.method,
    urgency: body.urgency,
    concern: body.concern,
    team: body.team,
    recorded_by: body.recordedBy,
  })

const knownCells = (contactId: string, known: KnownHere, receivedAt: string): Cells<ExtractColumn> =>
  present({
    contact_id: contactId,
    received_at: receivedAt,
    source: known.source,
    method: known.method ?? undefined,
    urgency: known.urgency ?? undefined,
    concern: known.concern,
  })

const childCells = (child: ContactBody['children'][0]): Cells<ExtractColumn> =>
  present({
    child_id: child.childId,
    child_family_name: child.familyName,
    child_given_name: child.givenName,
    child_date_of_birth: child.dateOfBirth,
    child_gender: child.gender,
    child_ethnicity: child.ethnicity,
  })

const decisionCells = (body: DecisionBody): Cells<ExtractColumn> =>
  present({
    outcome: body.outcome,
    decided_at: body.decidedAt,
    decision_recorded_at: body.recordedAt,
    decided_by: body.decidedBy,
    reason: body.reason,
  })

/** What is not said is no cell, and is not missed. */
const present = (cells: Readonly<Partial<Record<ExtractColumn, string | undefined>>>): Cells<ExtractColumn> =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== undefined))
