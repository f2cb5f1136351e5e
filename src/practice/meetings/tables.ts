import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Attended, Form, Moved, Origin, SeriesKind } from './words.ts'

type Recorded = {
  authorityId: number
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

type OfMeeting = Recorded & { id: string; meetingId: string }

/** The area's tables, as Kysely sees them. */
type MeetingsTables = {
  'meetings.series': Recorded & { id: string; kind: SeriesKind }
  'meetings.seriesTerms': Recorded & {
    id: string
    seriesId: string
    name: string
    purpose: string
    place: string
    chairId: string | null
    minuteTakerId: string | null
    isEnded: boolean
    reason: string
  }
  'meetings.meeting': Recorded & { id: string; seriesId: string; reference: string; title: string }
  'meetings.meetingPlan': OfMeeting & {
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    form: Form
    place: string
    chairId: string
    chairName: string
    minuteTakerId: string | null
    minuteTakerName: string
    reason: string
  }
  'meetings.meetingEnd': Recorded & { meetingId: string; state: 'held' | 'cancelled'; reason: string }
  'meetings.invitation': OfMeeting & {
    personId: string | null
    agencyId: string | null
    name: string
    agencyName: string
  }
  'meetings.invitationWithdrawal': Recorded & { invitationId: string; meetingId: string; reason: string }
  'meetings.agendaItem': OfMeeting & {
    position: number
    title: string
    origin: Origin
    carriedFrom: string | null
    packId: string | null
  }
  'meetings.agendaItemRemoval': Recorded & { itemId: string; meetingId: string; reason: string }
  'meetings.agendaOrder': OfMeeting & { itemId: string; moved: Moved; itemIds: string[] }
  'meetings.attendance': OfMeeting & {
    invitationId: string | null
    agencyId: string | null
    name: string
    agencyName: string
    attended: Attended
    corrects: string | null
  }
  'meetings.minute': OfMeeting & Corrected & { itemId: string; text: string }
  'meetings.decision': OfMeeting & Corrected & { itemId: string; text: string; reason: string }
  'meetings.carriedForward': Recorded & { itemId: string; meetingId: string; reason: string }
  'meetings.confirmation': Recorded & {
    meetingId: string
    atMeetingId: string
    note: string
    minutesSha256: string
    recordedByName: string
  }
  'meetings.packSeed': Recorded & { seriesId: string; week: Temporal.PlainDate; seed: string }
  'meetings.pack': {
    authorityId: number
    id: string
    seriesId: string
    meetingId: string
    week: Temporal.PlainDate
    seed: string
    trailRoot: string | null
    supersedes: string | null
    reason: string
    issuedAt: Generated<Temporal.Instant>
    issuedBy: Generated<string | null>
    issuedByName: string
  }
  'meetings.packVersion': OfMeeting & {
    packId: string
    agencyId: string | null
    agencyName: string
    content: string
    contentSha256: string
  }
  'meetings.packSample': Recorded & {
    packId: string
    name: string
    seed: string
    frameSize: number
    frameSha256: string
    ids: string[]
  }
}

type Corrected = { corrects: string | null; correctionReason: Generated<string>; recordedByName: string }

export type MeetingsTable = keyof MeetingsTables

export const on = (tx: Tx) => tx.sql.withTables<MeetingsTables>()
