/** Closed lists about section 47 enquiries and initial child protection conferences, and the words shown for them. */

export const section47Kinds = {
  single: 'Single agency',
  joint: 'Joint with the police',
} as const
export type Section47Kind = keyof typeof section47Kinds

/** How an enquiry ends, as the Standard Safeguarding Dataset names it. */
export const section47Outcomes = {
  conference: 'Initial child protection conference',
  'agency-to-monitor': 'Other agency to monitor',
  'continue-assessment': 'No further action: continue with the family assessment',
  'legal-action': 'Initiate legal action',
  services: 'Provision of services',
  'short-break-care': 'Provision of short break care',
  'no-further-action': 'No further action',
  other: 'Other',
} as const
export type Section47Outcome = keyof typeof section47Outcomes

/** A step of a child's conference; the latest of a kind stands. */
export type ConferenceStepKind = 'booked' | 'unbooked' | 'held' | 'not-required' | 'late-because' | 'corrected'

/** What the list of children waiting can be narrowed to. */
export const waitingShown = {
  late: 'Late',
  unbooked: 'No slot booked',
  'late-unsaid': 'Late, and nobody said why',
  'check-due': 'Interim check due',
} as const
export type WaitingShown = keyof typeof waitingShown
