/** Closed lists about holding a discussion, and the words shown for them. */

/** What somebody who was asked did. Only the first counts among the three partners; the rest stands beside it. */
export const cameWords = {
  attended: 'Attended',
  'sent-information': 'Sent information',
  'consulted-before': 'Consulted before',
  absent: 'Absent',
  'never-answered': 'Never answered',
} as const
export type Came = keyof typeof cameWords

export const hows = { 'in-person': 'in person', video: 'by video', phone: 'by telephone' } as const
export type How = keyof typeof hows

/** What is pressed once on a tablet: what somebody did, and if they attended, how. */
export const attendanceChoices = {
  'attended-in-person': 'Attended in person',
  'attended-video': 'Attended by video',
  'attended-phone': 'Attended by telephone',
  'sent-information': 'Sent information, did not attend',
  'consulted-before': 'Consulted before, did not attend',
  absent: 'Absent',
  'never-answered': 'Never answered',
} as const
export type AttendanceChoice = keyof typeof attendanceChoices

/** In what a chair departs from the standard: team manager or above, and not the allocated worker. */
export const chairDepartureWords = {
  'below-team-manager': 'chaired below the level of team manager',
  'allocated-worker': 'chaired by the allocated worker',
  'not-known-here': 'chaired by somebody whose role is not known here',
} as const
export type ChairDeparture = keyof typeof chairDepartureWords

/** What was decided for a child. None is chosen beforehand. */
export const childOutcomes = {
  'section-47-single': 'Section 47 enquiry, by the local authority alone',
  'section-47-joint': 'Section 47 enquiry, jointly with the police',
  'immediate-protection': 'Immediate protection',
  'legal-planning': 'Legal planning meeting',
  'section-17': 'Section 17: assess as a child in need',
  'existing-plan': 'The existing plan continues',
  'no-further-action': 'No further action',
} as const
export type ChildOutcomeKind = keyof typeof childOutcomes

export const section47Kinds = { single: 'by the local authority alone', joint: 'jointly with the police' } as const
export type Section47Kind = keyof typeof section47Kinds

export const informationAnswers = {
  confirmed: 'This is what we said',
  corrected: 'This is not what we said: here is what is right',
} as const
export type InformationAnswerKind = keyof typeof informationAnswers
