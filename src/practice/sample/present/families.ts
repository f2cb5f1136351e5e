import { sql } from 'kysely'
import { plainDateOf } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { addChildren, addHousehold } from '#practice/children'
import { familyOf } from '../past/families.ts'
import type { StoryChild } from '../past/story.ts'
import { type Chance, madeId } from '../random.ts'

/** Whom a contact of the present is about. */
export interface Heard {
  readonly children: readonly StoryChild[]
  readonly isNew: boolean
}

/** In one of three contacts somebody of the last two years is told of again. */
const knownBefore = 0.34
const twoYears = 730 * 86_400_000

export async function hearOf(tx: Tx, dice: Chance, seed: number, at: number): Promise<Heard> {
  const known = dice.happens(knownBefore) ? await knownFamily(tx, dice, at) : []
  return known.length > 0
    ? { children: known, isNew: false }
    : { children: await newFamily(tx, dice, seed, at), isNew: true }
}

/** Ids begin with the moment at which a family was heard of, so any moment leads to the next family after it. */
async function knownFamily(tx: Tx, dice: Chance, at: number): Promise<readonly StoryChild[]> {
  const from = madeId(dice, at - dice.next() * twoYears)
  const { rows } = await sql<StoryChild>`
    select child.id, coalesce(child.given_name, '') as "givenName", child.given_name is null as "isUnborn",
           coalesce(child.has_disability, false) as "hasDisability"
      from (select id from children.household
             where authority_id = ${tx.who.authorityId} and id > ${from} order by id limit 1) as household
      join children.household_member member
        on member.authority_id = ${tx.who.authorityId} and member.household_id = household.id and member.child_id is not null
      join children.child child on child.authority_id = member.authority_id and child.id = member.child_id
     where child.merged_into is null and coalesce(child.date_of_birth, child.expected_date)
             > ${tx.now.toString()}::timestamptz - interval '17 years 11 months'
     order by child.id`.execute(tx.sql)
  return rows
}

async function newFamily(tx: Tx, dice: Chance, seed: number, at: number): Promise<readonly StoryChild[]> {
  const heardOn = Math.floor(at / 86_400_000)
  const family = familyOf(seed, dice.below(0x7fffffff), heardOn)
  await addChildren(
    tx,
    family.children.map(({ id, bornOn, isUnborn, givenName, ...child }) => ({
      id,
      familyName: child.familyName,
      givenName: isUnborn ? null : givenName,
      ...(isUnborn ? { expectedDate: plainDateOf(bornOn) } : { dateOfBirth: plainDateOf(bornOn) }),
      gender: isUnborn ? null : child.gender,
      ethnicity: child.ethnicity,
      hasDisability: child.hasDisability,
      primaryNeed: child.primaryNeed,
    })),
  )
  await addHousehold(tx, [
    ...family.adults.map(({ givenName, familyName, relation }) => ({
      adult: { givenName, familyName },
      relation,
      hasParentalResponsibility: relation === 'mother',
    })),
    ...family.children.map(({ id }) => ({ childId: id, relation: 'child' as const })),
  ])
  return family.children
}
