/** Closed lists about meetings, and the words shown for them. */

/** What a series of meetings is for. Keys are stored; a further one needs a migration. */
export const seriesKinds = {
  'referral-review': 'Weekly multi-agency referral review',
  'plan-review': 'Two-weekly review of the improvement plan',
  'recovery-board': 'Recovery Board',
  other: 'Another meeting',
} as const
export type SeriesKind = keyof typeof seriesKinds

/** Kinds for which a pack is made every week. */
export const hasWeeklyPack = (kind: SeriesKind): boolean => kind === 'referral-review'

export const forms = {
  'in-person': 'In person',
  video: 'Video call',
  telephone: 'Telephone',
  mixed: 'In person and by video',
} as const
export type Form = keyof typeof forms

export const states = { planned: 'Planned', held: 'Held', cancelled: 'Cancelled' } as const
export type State = keyof typeof states

/** How somebody came, or that they did not. */
export const attendances = {
  'in-person': 'In person',
  video: 'By video',
  telephone: 'By telephone',
  apologies: 'Sent apologies',
  absent: 'Not there',
} as const
export type Attended = keyof typeof attendances

export const wasThere = (attended: Attended): boolean => attended !== 'apologies' && attended !== 'absent'

export const origins = { own: '', pack: 'From the pack', carried: 'Carried forward' } as const
export type Origin = keyof typeof origins

/** Which way an item of an agenda was moved. */
export const ways = { up: 'Move up', down: 'Move down' } as const
export type Moved = keyof typeof ways
