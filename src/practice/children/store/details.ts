import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import type { NameKind, ServiceKind } from '../words.ts'

export interface Address {
  readonly id: string
  readonly lines: string
  readonly postcode: string | null
  readonly fromDay: Temporal.PlainDate | null
  readonly toDay: Temporal.PlainDate | null
}

export interface Service {
  readonly id: string
  readonly kind: ServiceKind
  readonly name: string
  readonly phone: string | null
  readonly fromDay: Temporal.PlainDate | null
}

export interface OtherName {
  readonly id: string
  readonly kind: NameKind
  readonly familyName: string | null
  readonly givenName: string | null
}

/** Where a child lives and lived, latest first. */
export const listAddresses = (tx: Tx, childId: string): Promise<readonly Address[]> =>
  on(tx)
    .selectFrom('children.address')
    .select(['id', 'lines', 'postcode', 'fromDay', 'toDay'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('childId', '=', childId)
    .orderBy('recordedAt', 'desc')
    .execute()

/** School, GP and others who know a child, latest first. */
export const listServices = (tx: Tx, childId: string): Promise<readonly Service[]> =>
  on(tx)
    .selectFrom('children.service')
    .select(['id', 'kind', 'name', 'phone', 'fromDay'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('childId', '=', childId)
    .orderBy('recordedAt', 'desc')
    .execute()

export const listOtherNames = (tx: Tx, childId: string): Promise<readonly OtherName[]> =>
  on(tx)
    .selectFrom('children.childName')
    .select(['id', 'kind', 'familyName', 'givenName'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('childId', '=', childId)
    .orderBy('recordedAt')
    .execute()

/** What other systems know a child by. */
export const listIdentifiers = (tx: Tx, childId: string) =>
  on(tx)
    .selectFrom('children.childIdentifier')
    .select(['system', 'identifier'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('childId', '=', childId)
    .orderBy('system')
    .execute()

const common = (tx: Tx, childId: string) => ({
  authorityId: tx.who.authorityId,
  id: newId(),
  childId,
  recordedBy: recorder(tx),
})

export async function addAddress(
  tx: Tx,
  childId: string,
  given: { readonly lines: string; readonly postcode: string | null; readonly fromDay: Temporal.PlainDate | null },
): Promise<void> {
  const row = { ...common(tx, childId), ...given, toDay: null }
  await on(tx).insertInto('children.address').values(row).execute()
  tx.trail.changed({ action: 'address.recorded', subjects: [childId], content: row })
}

export async function addService(
  tx: Tx,
  childId: string,
  given: {
    readonly kind: ServiceKind
    readonly name: string
    readonly phone: string | null
    readonly fromDay: Temporal.PlainDate | null
  },
): Promise<void> {
  const row = { ...common(tx, childId), ...given, toDay: null }
  await on(tx).insertInto('children.service').values(row).execute()
  tx.trail.changed({ action: 'service.recorded', subjects: [childId], content: row })
}

export async function addOtherName(
  tx: Tx,
  childId: string,
  given: { readonly kind: NameKind; readonly familyName: string | null; readonly givenName: string | null },
): Promise<void> {
  const row = { ...common(tx, childId), ...given }
  await on(tx).insertInto('children.childName').values(row).execute()
  tx.trail.changed({ action: 'name.recorded', subjects: [childId], content: row })
}
