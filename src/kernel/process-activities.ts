/**
 * What an event log of the work on a child can hold: the closed list of activities, in the order in which the process goes
 * (which places what is known by the day alone), and the words shown for them. The outcomes are those of the front door.
 */
export const activities = {
  'contact-received': 'Contact received',
  'decided-no-further-action': 'Decided: no further action',
  'decided-information-and-advice': 'Decided: information and advice',
  'decided-early-help': 'Decided: early help',
  'decided-assessment': 'Decided: referral for assessment',
  'decided-strategy-discussion': 'Decided: strategy discussion',
  'decided-already-open': 'Decided: already open',
  'decided-transfer': 'Decided: transfer to another authority',
  referral: 'Referral',
  'assessment-started': 'Assessment started',
  'discussion-due': 'Strategy discussion due',
  'discussion-held': 'Strategy discussion held',
  'section-47-started': 'Section 47 enquiry started',
  'discussion-circulated': 'Record of the discussion circulated',
  'assessment-authorised': 'Assessment authorised',
  'conference-held': 'Initial child protection conference held',
} as const

export type Activity = keyof typeof activities

export const activityNames = Object.keys(activities) as readonly Activity[]

/** Its place in the list, from 0. */
export const placeOf = (activity: Activity): number => places.get(activity) ?? -1

const places = new Map(activityNames.map((name, place) => [name, place]))

/** By which door a case came: through the front door, or about a child who was open already. */
export const routes = { 'front-door': 'Through the front door', 'open-case': 'Already an open case' } as const
export type ProcessRoute = keyof typeof routes
export const routeNames = Object.keys(routes) as readonly ProcessRoute[]
