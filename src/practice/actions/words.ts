/** Closed lists about actions, and the words shown for them. */

export const fromKinds = {
  'strategy-discussion': 'Strategy discussion',
  meeting: 'Meeting',
  audit: 'Audit',
  barrier: 'Barrier on the process map',
  escalation: 'Escalation',
  supervision: 'Supervision',
  plan: 'Improvement plan',
  own: 'Own',
} as const
export type FromKind = keyof typeof fromKinds

/** Actions from these are about a child, whether or not a record is named. PostgreSQL checks the same. */
export const kindsAboutChildren: ReadonlySet<FromKind> = new Set([
  'strategy-discussion',
  'audit',
  'escalation',
  'supervision',
])

export const states = {
  open: 'To do',
  done: 'Done, to be verified',
  verified: 'Verified',
  cancelled: 'Cancelled',
} as const
export type ActionState = keyof typeof states

/** What became of an action, as its time line tells it. */
export const stepKinds = {
  done: 'Done',
  verified: 'Verified',
  'not-accepted': 'Not accepted',
  handed: 'Handed over',
  moved: 'Moved to another date',
  cancelled: 'Cancelled',
  'taken-back': 'Taken back',
} as const
export type StepKind = keyof typeof stepKinds

/** Why somebody cannot say of an action that it is verified. */
export const notIndependentWords = {
  owner: 'It is your own action. Somebody else has to verify it.',
  reported: 'You recorded it as done. Somebody else has to verify it.',
  'same-agency': 'It is your own agency’s action. Somebody of another agency has to verify it.',
  'below-owner': 'You are below its owner in their line. Somebody who is not has to verify it.',
} as const
export type NotIndependent = keyof typeof notIndependentWords

/** Why somebody cannot be the owner of an action. */
export const notOwnerWords = {
  'wrong-agency': 'Choose an owner from the list',
  left: 'They have left. Choose somebody else',
  'not-theirs': 'This is about a child, and they may not read children’s records. Choose somebody who may',
  restricted:
    'This is about a restricted record. Choose its guardian or somebody named on it; nobody of a partner agency is',
} as const
export type NotOwner = keyof typeof notOwnerWords
