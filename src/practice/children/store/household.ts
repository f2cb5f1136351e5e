import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import type { Relation } from '../words.ts'

/** Somebody who lives, or lived, with a child. */
export interface HouseholdMember {
  readonly householdId: string
  readonly childId: string | null
  readonly adultId: string | null
  /** An adult's name; a child's is read with the child. */
  readonly name: string | null
  readonly relation: string
  readonly hasParentalResponsibility: boolean | null
  readonly phone: string | null
  readonly fromDay: Temporal.PlainDate | null
  readonly toDay: Temporal.PlainDate | null
}

/** Everyone in the households of these children, the children among them. */
export async function listHouseholds(tx: Tx, childIds: readonly string[]): Promise<readonly HouseholdMember[]> {
  if (childIds.length === 0) return []
  const { rows } = await sql<HouseholdMember>`
    select m.household_id, m.child_id, m.adult_id, nullif(concat_ws(' ', a.given_name, a.family_name), '') as name,
           m.relation, m.has_parental_responsibility, a.phone, m.from_day, m.to_day
      from children.household_member m
      left join children.adult a on a.authority_id = m.authority_id and a.id = m.adult_id
     where m.authority_id = ${tx.who.authorityId}
       and m.household_id in (select household_id from children.household_member
                               where authority_id = ${tx.who.authorityId} and child_id = any(${[...childIds]}::uuid[]))
     order by m.household_id, m.adult_id is null, m.recorded_at`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.flatMap(({ childId }) => (childId === null ? [] : [childId])),
  )
  return rows
}

/** The other children of the same households. */
export async function siblingsOf(tx: Tx, childIds: readonly string[]): Promise<readonly string[]> {
  const members = await listHouseholds(tx, childIds)
  const others = members.flatMap(({ childId }) => (childId !== null && !childIds.includes(childId) ? [childId] : []))
  return [...new Set(others)]
}

export interface NewMember {
  readonly childId?: string
  readonly adult?: {
    readonly givenName: string | null
    readonly familyName: string | null
    readonly dateOfBirth?: Temporal.PlainDate | null
    readonly phone?: string | null
  }
  readonly relation: Relation
  readonly hasParentalResponsibility?: boolean | null
  readonly fromDay?: Temporal.PlainDate | null
}

/** Makes a household of these people and answers its id. */
export async function addHousehold(tx: Tx, members: readonly NewMember[]): Promise<string> {
  const id = newId()
  await on(tx).insertInto('children.household').values({ authorityId: tx.who.authorityId, id }).execute()
  await addMembers(tx, id, members)
  return id
}

/** Adds people to a household. */
export async function addMembers(tx: Tx, householdId: string, members: readonly NewMember[]): Promise<void> {
  const common = { authorityId: tx.who.authorityId, recordedBy: recorder(tx) }
  const placed = members.map((member) => ({ member, adultId: member.adult ? newId() : null }))
  const adults = placed.flatMap(({ member, adultId }) =>
    member.adult && adultId !== null
      ? [
          {
            ...common,
            id: adultId,
            familyName: member.adult.familyName,
            givenName: member.adult.givenName,
            dateOfBirth: member.adult.dateOfBirth ?? null,
            phone: member.adult.phone ?? null,
            note: null,
          },
        ]
      : [],
  )
  if (adults.length > 0) await on(tx).insertInto('children.adult').values(adults).execute()
  const rows = placed.map(({ member, adultId }) => ({
    ...common,
    id: newId(),
    householdId,
    childId: member.childId ?? null,
    adultId,
    relation: member.relation,
    hasParentalResponsibility: member.hasParentalResponsibility ?? null,
    fromDay: member.fromDay ?? null,
    toDay: null,
  }))
  if (rows.length === 0) return
  await on(tx).insertInto('children.householdMember').values(rows).execute()
  const subjects = rows.flatMap(({ childId }) => (childId === null ? [] : [childId]))
  tx.trail.changed({ action: 'household.changed', subjects: [householdId, ...subjects], content: { adults, rows } })
}
