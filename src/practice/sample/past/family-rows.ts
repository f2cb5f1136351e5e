import { plainDateOf } from '#kernel/clock'
import { type Chance, madeId } from '../random.ts'
import type { Family, FamilyChild } from './families.ts'
import { instant, type RowOf, type Rows } from './tables.ts'

/** A family as it stands at the end of the past that is made: a child who was unborn when first heard of has since been born. */
export interface FamilyFacts {
  readonly at: number
  /** Day number after which nothing is known. */
  readonly lastDay: number
  /** The next reference of a child: "CH-10001". */
  readonly nextReference: () => string
}

/** Writes down a household that is heard of for the first time: children, adults, address. */
export function addFamily(rows: Rows, dice: Chance, family: Family, facts: FamilyFacts): void {
  const recordedAt = instant(facts.at)
  rows['children.household'].push({ id: family.householdId, recorded_at: recordedAt })
  for (const adult of family.adults) {
    const { id, givenName, familyName, relation } = adult
    rows['children.adult'].push({ id, given_name: givenName, family_name: familyName, recorded_at: recordedAt })
    rows['children.household_member'].push(
      memberRow(dice, family, facts, { adult_id: id, relation, has_parental_responsibility: relation === 'mother' }),
    )
  }
  for (const child of family.children) {
    rows['children.child'].push(childRow(child, facts))
    rows['children.household_member'].push(memberRow(dice, family, facts, { child_id: child.id, relation: 'child' }))
    rows['children.address'].push({
      id: madeId(dice, facts.at),
      child_id: child.id,
      lines: family.address,
      postcode: family.postcode,
      from_day: null,
      recorded_at: recordedAt,
    })
  }
}

type Member = RowOf<'children.household_member'>

const memberRow = (dice: Chance, family: Family, { at }: FamilyFacts, member: Partial<Member>): Member => ({
  id: madeId(dice, at),
  household_id: family.householdId,
  child_id: null,
  adult_id: null,
  relation: '',
  has_parental_responsibility: null,
  recorded_at: instant(at),
  ...member,
})

function childRow(child: FamilyChild, { at, lastDay, nextReference }: FamilyFacts): RowOf<'children.child'> {
  const isStillUnborn = child.isUnborn && child.bornOn + 14 >= lastDay
  const day = plainDateOf(child.bornOn).toString()
  return {
    id: child.id,
    reference: nextReference(),
    family_name: child.familyName,
    given_name: isStillUnborn ? null : child.givenName,
    date_of_birth: isStillUnborn ? null : day,
    expected_date: child.isUnborn ? day : null,
    gender: isStillUnborn ? null : child.gender,
    ethnicity: child.ethnicity,
    has_disability: child.hasDisability,
    primary_need: child.primaryNeed,
    recorded_at: instant(at),
  }
}
