import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { allFamilyNames, allGivenNames } from '../words/people.ts'
import { districts, streets } from '../words/places.ts'

export interface FamilyChild {
  readonly id: string
  /** An unborn child's is given later. */
  readonly givenName: string
  readonly familyName: string
  /** Day number; for an unborn child the day expected. */
  readonly bornOn: number
  readonly isUnborn: boolean
  readonly gender: string
  readonly ethnicity: string
  readonly hasDisability: boolean
  readonly primaryNeed: string
}

export interface FamilyAdult {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly relation: 'mother' | 'father' | 'partner' | 'grandparent'
}

/** A household of the sample. Made anew from its number whenever it is needed, so that a million need not be kept. */
export interface Family {
  readonly number: number
  readonly householdId: string
  readonly address: string
  readonly postcode: string
  readonly children: readonly FamilyChild[]
  readonly adults: readonly FamilyAdult[]
}

const day = 86_400_000
const daysInYear = 365.25

const sizes = { 1: 50, 2: 29, 3: 14, 4: 7 } as const
const ages = { unborn: 3, '0': 7, '1-4': 21, '5-9': 26, '10-15': 33, '16-17': 10 } as const
const yearsOf: Readonly<Record<Exclude<keyof typeof ages, 'unborn'>, readonly [least: number, span: number]>> = {
  '0': [0.02, 0.95],
  '1-4': [1, 4],
  '5-9': [5, 5],
  '10-15': [10, 6],
  '16-17': [16, 1.6],
}
const ethnicities = { WBRI: 61, APKN: 9, MOTH: 5, MWBC: 4, WOTH: 7, BAFR: 5, AIND: 3, AOTH: 3, NOBT: 3 } as const
const needs = { N1: 57, N5: 16, N4: 9, N2: 8, N3: 4, N6: 4, N8: 2 } as const

/** The family of this number, as it was when first heard of on `heardOn` (a day number). */
export function familyOf(seed: number, number: number, heardOn: number): Family {
  const dice = chance(seedOf(seed, 'family', number))
  const at = heardOn * day
  const householdId = madeId(dice, at)
  const familyName = dice.pick(allFamilyNames)
  const address = `${1 + dice.below(140)} ${dice.pick(streets)}, Aldershire`
  const postcode = `${dice.pick(districts)} ${1 + dice.below(9)}${letters(dice)}`
  const adults = adultsOf(dice, familyName, at)
  return { number, householdId, address, postcode, children: childrenOf(dice, familyName, heardOn), adults }
}

const letters = (dice: Chance): string =>
  `${'ABDEFGHJLNPQRSTUWXYZ'[dice.below(20)]}${'ABDEFGHJLNPQRSTUWXYZ'[dice.below(20)]}`

/** Oldest last: the first is drawn by age, sisters and brothers stand some years apart from each other. */
function childrenOf(dice: Chance, familyName: string, heardOn: number): readonly FamilyChild[] {
  const size = Number(dice.weighted(sizes))
  const age = dice.weighted(ages)
  const children: FamilyChild[] = []
  let bornOn = age === 'unborn' ? heardOn + 20 + dice.below(160) : heardOn - daysOld(dice, age)
  for (let at = 0; at < size && heardOn - bornOn < 17.6 * daysInYear; at += 1) {
    children.push(childOf(dice, familyName, bornOn, heardOn))
    bornOn -= Math.round((1.1 + 3 * dice.next()) * daysInYear)
  }
  return children
}

function daysOld(dice: Chance, age: keyof typeof yearsOf): number {
  const [least, span] = yearsOf[age]
  return Math.round((least + span * dice.next()) * daysInYear)
}

function childOf(dice: Chance, familyName: string, bornOn: number, heardOn: number): FamilyChild {
  const isUnborn = bornOn > heardOn
  const id = madeId(dice, heardOn * day)
  const givenName = dice.pick(allGivenNames)
  const gender = dice.weighted({ a: 52, b: 46, c: 2 })
  return {
    id,
    givenName,
    familyName,
    bornOn,
    isUnborn,
    gender,
    ethnicity: dice.weighted(ethnicities),
    hasDisability: dice.happens(0.12),
    primaryNeed: dice.weighted(needs),
  }
}

function adultsOf(dice: Chance, familyName: string, at: number): readonly FamilyAdult[] {
  const mother = { id: madeId(dice, at), givenName: dice.pick(allGivenNames), familyName, relation: 'mother' } as const
  if (!dice.happens(0.6)) return [mother]
  const relation = dice.pick(['father', 'partner', 'grandparent'] as const)
  const other = {
    id: madeId(dice, at),
    givenName: dice.pick(allGivenNames),
    familyName: dice.pick(allFamilyNames),
    relation,
  }
  return [mother, other]
}
