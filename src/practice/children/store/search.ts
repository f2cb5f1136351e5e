import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Child, listChildren } from './children.ts'

export interface Sought {
  /** Any name, address, reference or another system's number. */
  readonly words: string
  readonly dateOfBirth: Temporal.PlainDate | null
}

export interface Found {
  /** Best match first. */
  readonly children: readonly Child[]
  /** A restricted record may match: whoever is asking should call the duty manager. */
  readonly mayBeRestricted: boolean
}

/** Finds children by what is known of them, tolerant of spelling. Everything shown is trailed. */
export async function searchChildren(tx: Tx, sought: Sought, most = 50): Promise<Found> {
  const { rows } = await sql<{ childId: string | null; restricted: boolean }>`
    select * from children.find_children(${sought.words}, ${sought.dateOfBirth}::date, ${most})`.execute(tx.sql)
  const ids = rows.flatMap(({ childId }) => (childId === null ? [] : [childId]))
  const byId = new Map((await listChildren(tx, ids)).map((child) => [child.id, child]))
  const children = ids.flatMap((id) => byId.get(id) ?? [])
  return { children, mayBeRestricted: rows.some(({ restricted }) => restricted) }
}

/** Children already recorded who may be the one proposed. An identity under protection is never offered. */
export async function likelyDuplicates(
  tx: Tx,
  proposed: {
    readonly givenName: string | null
    readonly familyName: string | null
    readonly dateOfBirth: Temporal.PlainDate | null
  },
): Promise<Found> {
  const words = [proposed.givenName, proposed.familyName].filter((part) => part !== null).join(' ')
  const found = await searchChildren(tx, { words, dateOfBirth: proposed.dateOfBirth }, 10)
  return { ...found, children: found.children.filter(({ isProtectedIdentity }) => !isProtectedIdentity) }
}
