import { keysOf } from '#kernel/words'

/** The closed lists of audits, and the words shown for them. */

/** Ofsted's four grades, best first. */
export const grades = {
  outstanding: 'Outstanding',
  good: 'Good',
  'requires-improvement': 'Requires improvement',
  inadequate: 'Inadequate',
} as const
export type Grade = keyof typeof grades
export const gradeNames = keysOf(grades)

/** The grades as numbers for statistics, 1 the best: an ordinal scale, not amounts. */
export const rankOf = (grade: Grade): number => gradeNames.indexOf(grade) + 1

export const subjects = {
  contact: 'Contact and decision',
  'strategy-discussion': 'Strategy discussion',
  child: 'Case file',
  supervision: 'Supervision record',
} as const
export type Subject = keyof typeof subjects
export const subjectNames = keysOf(subjects)

export const cycleKinds = {
  'case-file': 'Monthly audit',
  'weekly-discussions': 'Weekly audit of strategy discussions',
  thematic: 'Thematic audit',
  're-audit': 'Re-audit',
  standardisation: 'Standardisation session',
} as const
export type CycleKind = keyof typeof cycleKinds

/** What somebody had to do with the work that is audited. */
export const parts = {
  worker: 'Worker',
  decider: 'Decided it',
  chair: 'Chaired it',
  'minute-taker': 'Took the minutes',
  supervisor: 'Supervisor',
  manager: 'Manager of the worker',
  recorder: 'Recorded it',
} as const
export type Part = keyof typeof parts

export const discussionStates = {
  held: 'Held',
  'decided-not-to-hold': 'Decided not to hold',
  lapsed: 'Lapsed',
} as const
export type AuditedState = keyof typeof discussionStates

/** Who is heard beside the record. */
export const voices = {
  worker: 'The worker',
  child: 'The child',
  parent: 'The parents',
} as const
export type Voice = keyof typeof voices
/** A worker reflects before the audit, and again when they have read it. */
export type VoiceMoment = 'before' | 'after'

export const findingKinds = {
  'went-well': 'Went well',
  'to-improve': 'To improve',
} as const
export type FindingKind = keyof typeof findingKinds
export const findingKindNames = keysOf(findingKinds)

export type Purpose = 'mark' | 'moderate'
export type DrawMethod = 'all' | 'random' | 'stratified' | 'chosen'

/** Where an audit stands, from what is recorded: never stored. */
export const caseStates = {
  'not-allocated': 'Not allocated',
  'to-do': 'To do',
  late: 'Late',
  'being-moderated': 'Being moderated',
  done: 'Done',
  excused: 'Excused',
} as const
export type CaseState = keyof typeof caseStates
