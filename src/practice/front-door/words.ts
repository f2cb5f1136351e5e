/**
 * The closed lists of the front door and the words shown for them. Keys are what is stored and what extracts and the API
 * say; changing one needs a migration.
 */

/** Contact and referral sources of the CIN census and Annex A. `letter` is how Annex A files prefix them. */
export const sources = {
  '1A': { letter: 'a', words: 'Individual: family member, relative or carer' },
  '1B': { letter: 'b', words: 'Individual: acquaintance, neighbour or child minder' },
  '1C': { letter: 'c', words: 'Individual: the child or young person' },
  '1D': { letter: 'd', words: 'Individual: other, such as a stranger or an MP' },
  '2A': { letter: 'e', words: 'School' },
  '2B': { letter: 'f', words: 'Education services' },
  '3A': { letter: 'g', words: 'Health: GP' },
  '3B': { letter: 'h', words: 'Health: health visitor' },
  '3C': { letter: 'i', words: 'Health: school nurse' },
  '3D': { letter: 'j', words: 'Health: other primary health' },
  '3E': { letter: 'k', words: 'Health: accident and emergency' },
  '3F': { letter: 'l', words: 'Health: other, such as hospital, hospice or ambulance' },
  '4': { letter: 'm', words: 'Housing' },
  '5A': { letter: 'n', words: "Council: children's or adults' social care" },
  '5B': { letter: 'o', words: 'Council: another department' },
  '5C': { letter: 'p', words: 'Another council' },
  '5D': { letter: 'p1', words: 'Council: early help' },
  '6': { letter: 'q', words: 'Police' },
  '7': { letter: 'r', words: 'Other legal agency, such as courts, probation or prison' },
  '8': { letter: 's', words: 'Other' },
  '9': { letter: 't', words: 'Anonymous' },
  '10': { letter: 'u', words: 'Not known' },
} as const
export type SourceCode = keyof typeof sources
// Written out because JavaScript would put the keys that look like whole numbers first.
const groups = ['1A 1B 1C 1D', '2A 2B', '3A 3B 3C 3D 3E 3F', '4', '5A 5B 5C 5D', '6', '7', '8', '9', '10']
export const sourceCodes = groups.flatMap((group) => group.split(' ')) as readonly SourceCode[]

/** Members of the public, of whom no written form is asked. */
export const isIndividual = (code: SourceCode): boolean => ['1A', '1B', '1C', '1D', '9'].includes(code)

export const methods = {
  telephone: 'Telephone call',
  voicemail: 'Voicemail',
  email: 'Email',
  'online-form': 'Online form',
  letter: 'Letter',
  'in-person': 'In person',
  meeting: 'In a meeting',
  other: 'Another way',
} as const
export type Method = keyof typeof methods
export const methodNames = Object.keys(methods) as readonly Method[]

/** Chosen by a person with a reason. Nothing here computes it. */
export const urgencies = {
  immediate: 'Immediate: a child may be in danger now',
  today: 'Today',
  routine: 'Routine',
} as const
export type Urgency = keyof typeof urgencies
export const urgencyNames = Object.keys(urgencies) as readonly Urgency[]
export const urgencyInShort = { immediate: 'Immediate', today: 'Today', routine: 'Routine' } as const satisfies Record<
  Urgency,
  string
>

export const parentsKnowWords = {
  agreed: 'They have been told and they agree',
  told: 'They have been told; whether they agree is not known',
  refused: 'They have been told and they do not agree',
  'not-told': 'They have not been told',
} as const
export type ParentsKnow = keyof typeof parentsKnowWords
export const parentsKnowNames = Object.keys(parentsKnowWords) as readonly ParentsKnow[]

/** What each outcome is called, and what it means for whoever chooses. "Further enquiries" is not one. */
export const outcomes = {
  'no-further-action': 'No further action',
  'information-and-advice': 'Information and advice',
  'early-help': 'Early help',
  assessment: 'Referral for assessment',
  'strategy-discussion': 'Strategy discussion',
  'already-open': 'Already open: pass to the allocated team',
  transfer: 'Transfer to another authority',
} as const
export type ContactOutcome = keyof typeof outcomes
export const outcomeNames = Object.keys(outcomes) as readonly ContactOutcome[]

/** Outcomes that stay visible until the service they were passed to has taken them. */
export const awaitsAcceptance = (outcome: ContactOutcome): boolean => outcome === 'early-help' || outcome === 'transfer'

/** Outcomes that close the door: whoever recorded the contact does not alone decide them. */
export const closesTheDoor = (outcome: ContactOutcome): boolean =>
  outcome === 'no-further-action' || outcome === 'information-and-advice'

/** How a decision departs from the standard. Recorded as it happened, flagged, and followed up. */
export const departures = {
  'not-a-named-decider': 'Decided by somebody who was not the decider on duty',
  'recorder-decided-alone': 'Decided by the person who recorded the contact',
  'recorded-late': 'Recorded long after it was decided',
} as const
export type Departure = keyof typeof departures

export const conversationMethods = {
  telephone: 'Telephone',
  'in-person': 'In person',
  video: 'Video call',
  email: 'Email',
  other: 'Another way',
} as const
export type ConversationMethod = keyof typeof conversationMethods
export const conversationMethodNames = Object.keys(conversationMethods) as readonly ConversationMethod[]

export const checkEvents = { chased: 'Chased', returned: 'Came back', withdrawn: 'No longer needed' } as const
export type CheckEvent = keyof typeof checkEvents

export const emergencyServices = {
  police: 'Police (999)',
  ambulance: 'Ambulance (999)',
  'police-and-ambulance': 'Police and ambulance (999)',
  other: 'Someone else',
} as const
export type EmergencyService = keyof typeof emergencyServices
export const emergencyServiceNames = Object.keys(emergencyServices) as readonly EmergencyService[]

export const contactEvents = {
  claimed: 'Taken on',
  released: 'Put back',
  reassigned: 'Given to someone else',
  'handed-over': 'Handed over with the shift',
  'further-enquiries': 'Further enquiries: no outcome yet',
  'referrer-acknowledged': 'Referrer told that it arrived',
  'referrer-told': 'Referrer told the outcome',
  'family-told': 'Family told the outcome',
  'written-form-received': 'Written form received',
  'written-form-not-coming': 'Written form will not come',
  'parents-know': 'What the parents know changed',
  'departure-followed-up': 'Departure followed up',
  note: 'Note',
} as const
export type ContactEvent = keyof typeof contactEvents

export const followUps = {
  confirmed: 'Confirmed by a second manager',
  'not-confirmed': 'Not confirmed by a second manager',
  acknowledged: 'Acknowledged by the allocated team',
  accepted: 'Accepted',
  declined: 'Declined',
  'departure-followed-up': 'Departure followed up',
} as const
export type FollowUp = keyof typeof followUps

/** What still has to be done about a contact or a decision, and the verb that goes straight to it. */
export const toDos = {
  'danger-call': { words: 'Emergency call without a contact', verb: 'Record the contact' },
  'written-form': { words: 'Written form from the referrer', verb: 'Record the form' },
  'acknowledge-referrer': { words: 'Tell the referrer that it arrived', verb: 'Acknowledge' },
  'tell-referrer': { words: 'Tell the referrer the outcome', verb: 'Tell' },
  'tell-family': { words: 'Tell the family the outcome', verb: 'Tell' },
  'check-authorisation': { words: 'Authorise checks without telling the parents', verb: 'Answer' },
  'check-return': { words: 'Agency check has not come back', verb: 'Chase' },
  'second-manager': { words: 'Second manager to confirm the decision', verb: 'Confirm' },
  'allocated-team': { words: 'Allocated team to acknowledge', verb: 'Acknowledge' },
  acceptance: { words: 'Not yet accepted', verb: 'Record the answer' },
  departure: { words: 'Departure from the standard to follow up', verb: 'Follow up' },
  'late-recording': { words: 'Decision recorded late', verb: 'Answer' },
} as const
export type ToDoKind = keyof typeof toDos
