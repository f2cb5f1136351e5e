import type { DrawMethod, Purpose } from '../words.ts'

/** Each rule of `audits.why_not_independent`, said of somebody after their name: "Karen Dunne …". */
export const whyNots = {
  unknown: 'cannot be known to be independent: whose work it was is not known',
  named: 'is one of those whose work it was',
  'own-team': 'would audit their own team, or a team in their line',
  'line-manager': 'is above somebody whose work it was in the line',
  'own-manager': 'would audit the work of their own line manager',
  'previous-team': 'left that team not long ago',
  conflict: 'has declared a conflict',
  'not-trained': 'is not trained to audit, or not for this tool',
  absent: 'is away',
  'same-side': 'is of the same team, or has the same line manager, as the other auditor of it',
  'has-read': 'has read what was written in this audit and cannot grade it blind',
  'not-a-service-manager': 'is no service manager, who audit the week’s discussions',
} as const
export type WhyNot = keyof typeof whyNots

export const purposes = { mark: 'Audit', moderate: 'Blind second grade' } as const

/** One place to be filled: the first or second auditor, or the moderator. */
export interface Slot {
  readonly purpose: Purpose
  readonly marker: number
}

export const slotInWords = ({ purpose, marker }: Slot, markers: number): string =>
  purpose === 'moderate' ? 'Moderator' : markers === 1 ? 'Auditor' : `Auditor ${marker}`

export const slotKey = ({ purpose, marker }: Slot): string => `${purpose}-${marker}`

/** Reads 'mark-2'; null for what is no place. */
export function readSlot(key: string): Slot | null {
  const [, purpose, marker] = /^(mark|moderate)-([1-9]\d?)$/.exec(key) ?? []
  return purpose === undefined ? null : { purpose: purpose === 'mark' ? 'mark' : 'moderate', marker: Number(marker) }
}

/** What a draw was made from. */
export const frames: Readonly<Record<string, string>> = {
  'not-held': 'Discussions that were not held',
  contact: 'Contacts with a decision for each child',
  child: 'Files of children who were allocated',
  supervision: 'People who are supervised',
  'strategy-discussion': 'Strategy discussions that were held',
  moderation: 'Audits of the round, to be graded a second time',
}

export const methods: Readonly<Record<DrawMethod, string>> = {
  all: 'All of them',
  random: 'At random',
  stratified: 'At random within strata',
  chosen: 'Chosen by hand',
}

/** What can be said of the whole from what was drawn: "a share of half is known within 9.6 points either way". */
export const marginInWords = ({ margin }: { readonly margin: number | null }): string =>
  margin === null ? 'Not stated' : `A share is known within ${(margin * 100).toFixed(1)} points either way, at 95 %`
