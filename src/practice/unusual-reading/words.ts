/** Closed lists about unusual reading, and the words shown for them. */

export const flagKinds = {
  'many-records': 'Many records',
  'own-surname': 'Own surname',
  'out-of-hours': 'Out of hours',
} as const
export type FlagKind = keyof typeof flagKinds

export const outcomes = {
  'for-work': 'It was for their work',
  reminded: 'They were reminded of the rules',
  'passed-on': 'Passed on as a possible breach',
} as const
export type FindingOutcome = keyof typeof outcomes

export const outcomeKeys = Object.keys(outcomes) as readonly FindingOutcome[]
