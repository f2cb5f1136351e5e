import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ClimbTables } from './tables-review.ts'
import type {
  CheckEvent,
  ContactEvent,
  ContactOutcome,
  ConversationMethod,
  Departure,
  EmergencyService,
  FollowUp,
  Method,
  ParentsKnow,
  SourceCode,
  ToDoKind,
  Urgency,
} from './words.ts'

/** On every fact: when the database recorded it, and who pressed the button. */
export type Recorded = {
  authorityId: number
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

export type DangerCallTable = Recorded & {
  id: string
  called: EmergencyService
  calledOther: Generated<string>
  calledAt: Temporal.Instant
  incidentNumber: Generated<string>
  note: Generated<string>
}

export type ContactTable = Recorded & {
  id: string
  reference: string
  sourceSystem: string | null
  sourceContactId: string | null
  /** Null only for history of which the day alone is known. */
  receivedAt: Temporal.Instant | null
  /** The London day of receipt. */
  receivedOn: Temporal.PlainDate
  isHistory: Generated<boolean>
  enteredLateBecause: Generated<string>
  wasSystemDown: Generated<boolean>
  sourceCode: SourceCode
  method: Method | null
  isWrittenFormDue: Generated<boolean>
  referrerName: Generated<string>
  referrerRole: Generated<string>
  referrerAgency: Generated<string>
  referrerTelephone: Generated<string>
  referrerEmail: Generated<string>
  concern: Generated<string>
  urgency: Urgency | null
  urgencyReason: Generated<string>
  parentsKnow: ParentsKnow | null
  parentsKnowWhy: Generated<string>
  teamId: string | null
  dangerCallId: string | null
  /** When it counts as recorded: now() here, the extract's time for imported rows. */
  knownAt: Generated<Temporal.Instant>
  isKnownAtTold: Generated<boolean>
  recordedByName: Generated<string>
}

export type ContactChildTable = Recorded & {
  contactId: string
  childId: string
  sourceChildId: string | null
  knownAt: Generated<Temporal.Instant>
}

export type ContactChildRemovalTable = Recorded & {
  contactId: string
  childId: string
  reason: string
  knownAt: Generated<Temporal.Instant>
}

export type ContactLinkTable = Recorded & { contactId: string; linkedContactId: string; why: Generated<string> }

export type ConversationTable = Recorded & {
  id: string
  contactId: string
  happenedAt: Temporal.Instant
  method: ConversationMethod
  personName: string
  personRole: Generated<string>
  agency: Generated<string>
  said: string
  advice: Generated<string>
  historyConsidered: Generated<string>
  consent: Generated<string>
  corrects: string | null
  correctionReason: Generated<string>
}

export type CheckAuthorisationTable = Recorded & { id: string; contactId: string; reason: string }

export type CheckAuthorisationAnswerTable = Recorded & {
  authorisationId: string
  contactId: string
  isAuthorised: boolean
  reason: string
  answeredAt: Temporal.Instant
  answeredBy: string
}

export type AgencyCheckTable = Recorded & {
  id: string
  contactId: string
  agency: string
  agencyId: string | null
  askedOf: Generated<string>
  what: string
  requestedAt: Temporal.Instant
  dueAt: Temporal.Instant
  doParentsKnow: boolean
  authorisationId: string | null
  /** Why it was made without the parents' knowledge and without an authorisation; '' when neither applies. */
  departure: Generated<string>
}

export type AgencyCheckEventTable = Recorded & {
  id: string
  checkId: string
  contactId: string
  kind: CheckEvent
  happenedAt: Temporal.Instant
  personName: Generated<string>
  what: Generated<string>
}

export type ContactEventTable = Recorded & {
  id: string
  contactId: string
  kind: ContactEvent
  happenedAt: Temporal.Instant
  personId: string | null
  how: Generated<string>
  wasDone: Generated<boolean>
  note: Generated<string>
}

export type ShiftHandoverTable = Recorded & {
  id: string
  fromPerson: string
  toPerson: string | null
  note: string
  contactIds: string[]
}

export type AttachmentTable = Recorded & {
  id: string
  contactId: string
  filename: string
  mediaType: string
  bytes: number
  sha256: string
  description: Generated<string>
  content: Buffer
}

export type DecisionTable = Recorded & {
  id: string
  contactId: string
  childId: string
  outcome: ContactOutcome
  passedTo: Generated<string>
  worry: Generated<string>
  history: Generated<string>
  protects: Generated<string>
  childView: Generated<string>
  notKnown: Generated<string>
  why: Generated<string>
  decidedAt: Temporal.Instant | null
  decidedBy: string | null
  decidedByName: Generated<string>
  madeIn: Generated<'here' | 'extract' | 'case-system'>
  departures: Generated<Departure[]>
  corrects: string | null
  correctionReason: Generated<string>
  knownAt: Generated<Temporal.Instant>
  isKnownAtTold: Generated<boolean>
}

export type DecisionFollowUpTable = Recorded & {
  id: string
  decisionId: string
  contactId: string
  kind: FollowUp
  happenedAt: Temporal.Instant
  personId: string | null
  personName: string
  note: Generated<string>
}

/** Projection: contacts with at least one child without an outcome. Lock this row to change a contact. */
export type AwaitingOutcomeTable = {
  authorityId: number
  contactId: string
  reference: string
  receivedAt: Temporal.Instant
  knownAt: Temporal.Instant
  teamId: string | null
  sourceCode: SourceCode
  referrer: Generated<string>
  urgency: Urgency | null
  concern: Generated<string>
  children: number
  childrenWaiting: number
  claimedBy: string | null
  claimedAt: Temporal.Instant | null
  furtherEnquiries: Generated<string>
}

/** Projection: one span for which a contact waited, written when its last child had an outcome. */
export type CompletedTable = {
  authorityId: number
  contactId: string
  receivedAt: Temporal.Instant
  knownAt: Temporal.Instant
  completedAt: Temporal.Instant
  teamId: string | null
  sourceCode: SourceCode
}

/** Projection: what still has to be done; the row goes when it is done. */
export type ToDoTable = {
  authorityId: number
  kind: ToDoKind
  subjectId: string
  contactId: string | null
  dueAt: Temporal.Instant
  ownerId: string | null
  /** Who may not do it: the one who decided, for the second manager. */
  notBy: string | null
  detail: Generated<string>
  openedAt: Generated<Temporal.Instant>
}

/** What this area reads of the organisation's teams in its joins. */
type TeamRead = { authorityId: number; id: string; name: string; decidesIn: 'here' | 'case-system' }

export type FrontDoorTables = ClimbTables & {
  'organisation.team': TeamRead
  'frontDoor.dangerCall': DangerCallTable
  'frontDoor.contact': ContactTable
  'frontDoor.contactChild': ContactChildTable
  'frontDoor.contactChildRemoval': ContactChildRemovalTable
  'frontDoor.contactLink': ContactLinkTable
  'frontDoor.conversation': ConversationTable
  'frontDoor.checkAuthorisation': CheckAuthorisationTable
  'frontDoor.checkAuthorisationAnswer': CheckAuthorisationAnswerTable
  'frontDoor.agencyCheck': AgencyCheckTable
  'frontDoor.agencyCheckEvent': AgencyCheckEventTable
  'frontDoor.contactEvent': ContactEventTable
  'frontDoor.shiftHandover': ShiftHandoverTable
  'frontDoor.attachment': AttachmentTable
  'frontDoor.decision': DecisionTable
  'frontDoor.standingDecision': DecisionTable
  'frontDoor.decisionFollowUp': DecisionFollowUpTable
  'frontDoor.awaitingOutcome': AwaitingOutcomeTable
  'frontDoor.completed': CompletedTable
  'frontDoor.toDo': ToDoTable
}

/** The transaction with this area's tables. */
export const on = (tx: Tx) => tx.sql.withTables<FrontDoorTables>()
