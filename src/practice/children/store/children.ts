import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'

/** What stands of a child now. Merged records answer with what they were; `mergedInto` names the one that goes on. */
export interface Child {
  readonly id: string
  /** 'CH-48213', short enough to say on the phone. */
  readonly reference: string
  readonly familyName: string | null
  readonly givenName: string | null
  readonly dateOfBirth: Temporal.PlainDate | null
  /** When an unborn child is expected. */
  readonly expectedDate: Temporal.PlainDate | null
  readonly gender: string | null
  readonly ethnicity: string | null
  readonly hasDisability: boolean | null
  readonly primaryNeed: string | null
  readonly isRestricted: boolean
  readonly isProtectedIdentity: boolean
  readonly mergedInto: string | null
}

const childColumns = [
  'id',
  'reference',
  'familyName',
  'givenName',
  'dateOfBirth',
  'expectedDate',
  'gender',
  'ethnicity',
  'hasDisability',
  'primaryNeed',
  'isRestricted',
  'isProtectedIdentity',
  'mergedInto',
] as const

/** The child, or null when there is none that this person may know of. Trailed as read. */
export async function findChild(tx: Tx, childId: string): Promise<Child | null> {
  const [child] = await listChildren(tx, [childId])
  return child ?? null
}

/** Like {@link findChild}, for a child that must be there. */
export async function getChild(tx: Tx, childId: string): Promise<Child> {
  const child = await findChild(tx, childId)
  if (child === null) throw new Error('no such child, or not open to who is asking')
  return child
}

/**
 * These children, in no particular order; those not open to who is asking are left out. Trailed as read. Which are open is
 * worked out first, whether or not they are there: otherwise the time taken would tell a hidden record from a missing one.
 */
export async function listChildren(tx: Tx, childIds: readonly string[]): Promise<readonly Child[]> {
  if (childIds.length === 0) return []
  const children = await on(tx)
    .selectFrom('children.child')
    .select(childColumns)
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', sql<string>`any((select children.open_of(${[...childIds]}::uuid[]))::uuid[])`)
    .execute()
  tx.trail.saw(
    'child',
    children.map(({ id }) => id),
  )
  return children
}

/** What is known of a child when first recorded. Everything but a name or a date may be missing. */
export interface NewChild {
  readonly id?: string
  readonly familyName?: string | null
  readonly givenName?: string | null
  readonly dateOfBirth?: Temporal.PlainDate | null
  readonly expectedDate?: Temporal.PlainDate | null
  readonly gender?: string | null
  readonly ethnicity?: string | null
  readonly hasDisability?: boolean | null
  readonly primaryNeed?: string | null
  readonly isProtectedIdentity?: boolean
  /** What another system knows the child by. */
  readonly identifier?: { readonly system: string; readonly value: string }
}

/** Records a child and answers the id. Whoever calls has shown the likely duplicates first. */
export async function addChild(tx: Tx, child: NewChild): Promise<string> {
  const [id] = await addChildren(tx, [child])
  if (id === undefined) throw new Error('the child was not recorded')
  return id
}

/** Records many children in two statements, for imports; ids come back in the order given. */
export async function addChildren(tx: Tx, children: readonly NewChild[]): Promise<readonly string[]> {
  if (children.length === 0) return []
  const numbers = await nextReferences(tx, children.length)
  const rows = children.map((child, at) => childRow(tx, child, `CH-${numbers[at]}`))
  await on(tx).insertInto('children.child').values(rows).execute()
  const identifiers = children.flatMap(({ identifier }, at) =>
    identifier ? [{ identifier, childId: rows[at]?.id ?? '' }] : [],
  )
  if (identifiers.length > 0) {
    const identifierRows = identifiers.map(({ identifier, childId }) => ({
      authorityId: tx.who.authorityId,
      system: identifier.system,
      identifier: identifier.value,
      childId,
    }))
    await on(tx).insertInto('children.childIdentifier').values(identifierRows).execute()
  }
  const ids = rows.map(({ id }) => id)
  tx.trail.changed({
    action: ids.length === 1 ? 'child.recorded' : 'children.recorded',
    subjects: ids,
    content: { rows, identifiers },
  })
  return ids
}

async function nextReferences(tx: Tx, howMany: number): Promise<readonly number[]> {
  const { rows } = await sql<{ next: number }>`
    select nextval('children.reference_number') as next from generate_series(1, ${howMany})`.execute(tx.sql)
  return rows.map(({ next }) => 10_000 + next)
}

const childRow = (tx: Tx, child: NewChild, reference: string) => ({
  authorityId: tx.who.authorityId,
  id: child.id ?? newId(),
  reference,
  familyName: child.familyName ?? null,
  givenName: child.givenName ?? null,
  dateOfBirth: child.dateOfBirth ?? null,
  expectedDate: child.expectedDate ?? null,
  gender: child.gender ?? null,
  ethnicity: child.ethnicity ?? null,
  hasDisability: child.hasDisability ?? null,
  primaryNeed: child.primaryNeed ?? null,
  isProtectedIdentity: child.isProtectedIdentity ?? false,
  mergedInto: null,
  recordedBy: recorder(tx),
})

/** The children that another system knows by these identifiers: identifier to child id, following merges. */
export async function findChildrenByIdentifier(
  tx: Tx,
  system: string,
  identifiers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (identifiers.length === 0) return new Map()
  const rows = await on(tx)
    .selectFrom('children.childIdentifier as i')
    .innerJoin('children.child as c', (join) =>
      join.onRef('c.authorityId', '=', 'i.authorityId').onRef('c.id', '=', 'i.childId'),
    )
    .select(['i.identifier', 'i.childId', 'c.mergedInto'])
    .where('i.authorityId', '=', tx.who.authorityId)
    .where('i.system', '=', system)
    .where('i.identifier', '=', sql<string>`any(${[...identifiers]}::text[])`)
    .execute()
  return new Map(rows.map(({ identifier, childId, mergedInto }) => [identifier, mergedInto ?? childId]))
}

/** Children by our own references, as our own lists give them out: reference to child id, following merges. */
export async function findChildrenByReference(
  tx: Tx,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const own = references.filter((reference) => /^CH-\d+$/.test(reference))
  if (own.length === 0) return new Map()
  const { rows } = await sql<{ id: string; reference: string; mergedInto: string | null }>`
    select id, reference, merged_into from children.child
     where authority_id = ${tx.who.authorityId} and reference = any (${own}::text[])`.execute(tx.sql)
  return new Map(rows.map(({ id, reference, mergedInto }) => [reference, mergedInto ?? id]))
}

/** What another system calls these children: child id to its identifier, the latest where there are several. */
export async function identifiersOf(
  tx: Tx,
  system: string,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ childId: string; identifier: string }>`
    select child_id, identifier from children.child_identifier
     where authority_id = ${tx.who.authorityId} and system = ${system} and child_id = any (${[...childIds]}::uuid[])
     order by recorded_at`.execute(tx.sql)
  return new Map(rows.map(({ childId, identifier }) => [childId, identifier]))
}

/** Changes what stands of a child; what stood before is kept, with the reason. */
export async function changeChild(
  tx: Tx,
  child: Child,
  changes: Partial<
    Pick<
      Child,
      | 'familyName'
      | 'givenName'
      | 'dateOfBirth'
      | 'expectedDate'
      | 'gender'
      | 'ethnicity'
      | 'hasDisability'
      | 'primaryNeed'
    >
  >,
  reason: string,
): Promise<void> {
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))
  const changed = Object.entries(changes).filter(([field, value]) => text(value) !== text(child[field as keyof Child]))
  if (changed.length === 0) return
  const rows = changed.map(([field, value]) => ({
    authorityId: tx.who.authorityId,
    id: newId(),
    childId: child.id,
    field,
    earlier: text(child[field as keyof Child]),
    corrected: text(value),
    reason,
    recordedBy: recorder(tx),
  }))
  await on(tx).insertInto('children.childChange').values(rows).execute()
  await on(tx)
    .updateTable('children.child')
    .set(Object.fromEntries(changed))
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', child.id)
    .execute()
  tx.trail.changed({ action: 'child.changed', subjects: [child.id], content: rows })
}
