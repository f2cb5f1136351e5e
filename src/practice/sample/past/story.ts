import type { ContactOutcome } from '#practice/front-door'
import type { PublishedYear } from '../published/leeds.ts'
import type { Chance } from '../random.ts'
import { type Theme, themes } from '../words/worries.ts'
import type { Arrival } from './arrivals.ts'
import type { Day } from './days.ts'
import type { Family, FamilyChild } from './families.ts'
import type { Times } from './pace.ts'

/**
 * How many contacts become referrals: England's councils told the Association of Directors of Children's Services of 2.77 million
 * initial contacts and 650,270 referrals in 2021-22. No table publishes it for Leeds.
 */
export const referralShare = 0.235

/** What the other contacts come to. Published nowhere: an assumption. */
const otherOutcomes = {
  'information-and-advice': 40,
  'no-further-action': 28,
  'early-help': 17,
  'already-open': 13,
  transfer: 2,
} as const

export type StoryChild = Pick<FamilyChild, 'id' | 'givenName' | 'isUnborn' | 'hasDisability'>

/** Everything about one contact that the rows are written from. */
export interface Story {
  readonly id: string
  readonly reference: string
  readonly day: Day
  readonly arrival: Arrival
  readonly times: Times
  /** Nobody had told of the family before. */
  readonly isNew: boolean
  /** The children of the family that it is about. */
  readonly children: readonly StoryChild[]
  readonly theme: Theme
  readonly area: number | null
  readonly teamId: string
  readonly isReferral: boolean
}

export const outcomeOf = (
  dice: Chance,
  isReferral: boolean,
  { section47s, referrals }: PublishedYear,
): ContactOutcome =>
  isReferral
    ? dice.happens((section47s / referrals) * strategyFirst)
      ? 'strategy-discussion'
      : 'assessment'
    : dice.weighted(otherOutcomes)

/** Of section 47 enquiries, those that begin at the front door; the others begin during an assessment. */
export const strategyFirst = 0.7

const themeWeights: Readonly<Record<Theme, number>> = {
  violence: 29,
  neglect: 19,
  hurt: 12,
  mind: 14,
  substances: 8,
  exploitation: 8,
  unborn: 0,
  family: 10,
}

/** Police hear of violence, schools of hunger; an unborn child's contact is about the pregnancy. */
export function themeOf(dice: Chance, { group }: Arrival, children: readonly StoryChild[]): Theme {
  if (children.every(({ isUnborn }) => isUnborn)) return 'unborn'
  if (group === 'Police' && dice.happens(0.5)) return dice.pick(['violence', 'violence', 'exploitation'] as const)
  if (group === 'Schools' && dice.happens(0.4)) return dice.pick(['neglect', 'hurt', 'mind'] as const)
  const theme = dice.weighted(themeWeights)
  return themes.includes(theme) ? theme : 'family'
}

/** Children of a family that a contact is about: those named before, or everybody, or one of several. */
export function namedChildren(
  dice: Chance,
  family: Family,
  before: number,
  today: number,
): { readonly children: readonly FamilyChild[]; readonly bits: number } {
  const isChild = ({ bornOn }: FamilyChild): boolean => today - bornOn < 18 * 365
  const possible = family.children.map((child, at) => ({ child, bit: 1 << at })).filter(({ child }) => isChild(child))
  const wanted = possible.filter(({ bit }) => before === 0 || (before & bit) !== 0)
  const chosen = before === 0 && dice.happens(0.28) ? [dice.pick(wanted.length > 0 ? wanted : all(family))] : wanted
  const named = chosen.length > 0 ? chosen : all(family)
  return { children: named.map(({ child }) => child), bits: named.reduce((bits, { bit }) => bits | bit, 0) }
}

const all = (family: Family) => family.children.map((child, at) => ({ child, bit: 1 << at }))
