import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { AbsenceKind, AgencyKind, Cover, DecidesIn, Duty, TrainingKind } from './words.ts'

/** What every appended row carries: what it replaces, whether it only takes back, why, and when by whom it was recorded. */
type Appended = {
  authorityId: number
  id: string
  replaces: string | null
  isCancelled: Generated<boolean>
  why: Generated<string>
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

/** By day, from `startsOn` up to but not including `endsOn`; without an end, until further notice. */
type DatedByDay = {
  startsOn: Temporal.PlainDate
  endsOn: Temporal.PlainDate | null
}

/** By instant, up to but not including `endsAt`; without an end, until further notice. */
type DatedByInstant = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant | null
}

type PersonTable = {
  authorityId: number
  id: string
  name: string
  email: string
  jobTitle: Generated<string>
  telephone: Generated<string>
  registration: Generated<string>
  agencyId: string | null
  teamId: string | null
  lineManagerId: string | null
  isActive: Generated<boolean>
}

type Membership = Appended & DatedByDay & { personId: string; teamId: string }
type LineManagement = Appended & DatedByDay & { personId: string; managerId: string }
type PersonRole = Appended & DatedByDay & { personId: string; role: string }
type Training = Appended & {
  personId: string
  kind: TrainingKind
  completedOn: Temporal.PlainDate
  expiresOn: Temporal.PlainDate | null
}
type Absence = Appended & DatedByInstant & { personId: string; kind: AbsenceKind }
type CoverEntry = Appended & DatedByInstant & { personId: string; coveredBy: string }
type Shift = Appended & {
  duty: Duty
  personId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  departure: Generated<string>
}
type EscalationContact = Appended & {
  agencyId: string
  rung: number
  name: string
  jobTitle: Generated<string>
  email: Generated<string>
  telephone: Generated<string>
  personId: string | null
}

/** The tables of this area, and its views of what stands. */
export type OrganisationTables = {
  'organisation.settingChange': {
    authorityId: number
    id: string
    key: string
    value: string
    reason: string
    takesEffectAt: Generated<Temporal.Instant>
    recordedAt: Generated<Temporal.Instant>
    recordedBy: Generated<string | null>
  }
  'organisation.area': { authorityId: number; id: string; name: string; isActive: Generated<boolean> }
  'organisation.team': {
    authorityId: number
    id: string
    name: string
    areaId: string | null
    isFrontDoor: Generated<boolean>
    decidesIn: Generated<DecidesIn>
    isActive: Generated<boolean>
  }
  'organisation.agency': {
    authorityId: number
    id: string
    name: string
    kind: AgencyKind
    deskName: Generated<string>
    deskEmail: Generated<string>
    deskTelephone: Generated<string>
    deskHours: Generated<string>
    isActive: Generated<boolean>
  }
  'organisation.person': PersonTable
  'organisation.membership': Membership
  'organisation.lineManagement': LineManagement
  'organisation.personRole': PersonRole
  'organisation.training': Training
  'organisation.absence': Absence
  'organisation.cover': CoverEntry
  'organisation.shift': Shift
  'organisation.escalationContact': EscalationContact
  'organisation.rotaAlarm': {
    authorityId: number
    id: string
    cover: Cover
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    raisedAt: Temporal.Instant
    recordedAt: Generated<Temporal.Instant>
  }
  'organisation.rotaAlarmEnd': {
    authorityId: number
    alarmId: string
    endedAs: 'filled' | 'passed'
    endedAt: Temporal.Instant
    recordedAt: Generated<Temporal.Instant>
  }
  'organisation.standingMembership': Membership
  'organisation.standingLineManagement': LineManagement
  'organisation.standingPersonRole': PersonRole
  'organisation.standingTraining': Training
  'organisation.standingAbsence': Absence
  'organisation.standingCover': CoverEntry
  'organisation.standingShift': Shift
  'organisation.standingEscalationContact': EscalationContact
}

/** This transaction, knowing the tables of this area. */
export const on = (tx: Tx) => tx.sql.withTables<OrganisationTables>()
