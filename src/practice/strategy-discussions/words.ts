/** Closed lists about strategy discussions, and the words shown for them. */

/** What a discussion came of. */
export const origins = {
  decision: 'Decision on a contact',
  'open-case': 'Open case',
  concern: 'A partner’s concern',
  reconvened: 'Reconvened',
  'full-meeting': 'Full meeting after an emergency call',
  history: 'Brought in from the past',
} as const
export type Origin = keyof typeof origins

export const routes = {
  'front-door': 'Front door',
  'open-case': 'Already open',
} as const
export type DiscussionRoute = keyof typeof routes

/** In exactly one of these is every discussion. Due and past its limit is lapsed. */
export const states = {
  due: 'Due',
  held: 'Held',
  cancelled: 'Cancelled',
  'decided-not-to-hold': 'Decided not to hold',
} as const
export type DiscussionState = keyof typeof states

/** A step from one state to the next. */
export type SettlementKind = 'held' | 'cancelled' | 'decided-not-to-hold' | 'reopened'

/** The three that have to be in the room, in the order in which every page names them. */
export const keyPartners = ['local-authority', 'nhs', 'police'] as const
export type KeyPartner = (typeof keyPartners)[number]

export const partners = {
  'local-authority': 'Local authority',
  nhs: 'NHS',
  police: 'Police',
  school: 'School',
  'early-years': 'Early years',
  housing: 'Housing',
  'adult-services': 'Adult services',
  referrer: 'Referrer',
  other: 'Other',
} as const
export type Partner = keyof typeof partners

/** What counts as the NHS in the three-partner measure; published beside it. */
export const healthServices = {
  'health-visiting': 'Health visiting',
  'school-nursing': 'School nursing',
  gp: 'GP',
  hospital: 'Hospital',
  midwifery: 'Midwifery',
  camhs: 'CAMHS',
  community: 'Children’s community health',
  paediatrician: 'Paediatrician',
} as const
export type HealthService = keyof typeof healthServices

export const forms = {
  'in-person': 'In person',
  video: 'Video',
  phone: 'Telephone',
  mixed: 'In the room and by video',
} as const
export type DiscussionForm = keyof typeof forms

/**
 * What a partner's concern came to, where no discussion was due and none was decided against. That there is no reasonable
 * cause is none of these: it is a decision not to hold one, and is reviewed.
 */
export const concernCameTo = {
  contact: 'A contact was recorded, and is decided as one',
  'other-authority': 'The child is another authority’s, which was told',
  'raised-before': 'The same concern was raised before',
  'taken-back': 'Whoever raised it took it back',
  other: 'Something else',
} as const
export type ConcernCameTo = keyof typeof concernCameTo

/** What a manager found of a decision to hold none. */
export const notHoldingVerdicts = {
  agreed: 'Agreed: none is needed',
  'hold-it': 'Not agreed: hold it',
} as const
export type NotHoldingVerdict = keyof typeof notHoldingVerdicts
