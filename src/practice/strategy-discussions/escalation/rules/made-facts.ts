import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import type { KeyPartner, Partner } from '../../words.ts'
import type { DiscussionFacts } from './facts.ts'
import type { Clock } from './finding.ts'

/** Facts for tests of the rules, with no database: a discussion about which nothing is recorded but that it is due. */
export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)

export const clock: Clock = {
  calendar: shippedCalendar,
  limits: {
    strategyDiscussionHours: 24,
    escalationLapsedMinutes: 60,
    escalationFirstRungDays: 0,
    escalationSecondRungDays: 1,
    escalationThirdRungDays: 2,
  },
}

export const madeFacts = (known: string, due: string, more: Partial<DiscussionFacts> = {}): DiscussionFacts => ({
  id: 'discussion',
  reference: 'SD-1',
  origin: 'decision',
  knownAt: at(known),
  dueAt: at(due),
  teamId: null,
  allocatedWorkerId: null,
  settlements: [],
  notHoldingReviews: [],
  arrangements: [],
  invitations: [],
  withdrawals: [],
  replies: [],
  goingAhead: [],
  attendances: [],
  information: [],
  recipients: [],
  section47s: [],
  section47Redatings: [],
  section47Ends: [],
  steps: [],
  slots: [],
  checks: [],
  challenges: [],
  challengeAnswers: [],
  chairConfirmations: [],
  fullMeetings: [],
  escalations: [],
  ...more,
})

export const arranged = (
  known: string,
  starts: string,
  more: Partial<DiscussionFacts['arrangements'][number]> = {},
): DiscussionFacts['arrangements'][number] => ({
  id: `arranged ${known}`,
  knownAt: at(known),
  replaces: null,
  isCancelled: false,
  startsAt: at(starts),
  chairId: 'chair',
  ...more,
})

export const invited = (
  known: string,
  partner: Partner,
  id: string = partner,
): DiscussionFacts['invitations'][number] => ({
  id,
  knownAt: at(known),
  partner,
  agencyId: `agency of ${partner}`,
  personId: null,
  invitedAt: at(known),
})

export const replied = (
  known: string,
  invitationId: string,
  answer: DiscussionFacts['replies'][number]['answer'],
): DiscussionFacts['replies'][number] => ({ id: `${invitationId} ${known}`, knownAt: at(known), invitationId, answer })

export const held = (
  began: string,
  ended: string,
  more: Partial<DiscussionFacts['settlements'][number]> = {},
): DiscussionFacts['settlements'][number] => ({
  id: `held ${began}`,
  knownAt: at(ended),
  kind: 'held',
  replaces: null,
  happenedAt: at(began),
  endedAt: at(ended),
  isEmergencyCall: false,
  reviewDueAt: null,
  chairId: 'chair',
  chairDepartures: [],
  ...more,
})

export const there = (
  known: string,
  partner: Partner,
  more: Partial<DiscussionFacts['attendances'][number]> = {},
): DiscussionFacts['attendances'][number] => ({
  id: `${partner} there`,
  knownAt: at(known),
  corrects: null,
  isWithdrawn: false,
  invitationId: partner,
  partner,
  agencyId: null,
  personId: null,
  came: 'attended',
  ...more,
})

export const sentTo = (known: string, invitationId: string): DiscussionFacts['recipients'][number] => ({
  id: `sent to ${invitationId}`,
  knownAt: at(known),
  attendanceId: null,
  invitationId,
  agencyId: null,
  personId: null,
})

export const allThree: readonly KeyPartner[] = ['local-authority', 'nhs', 'police']

/** Everybody there, and the record with everybody: nothing is left to be late. */
export const heldWell = (began: string, ended: string): Partial<DiscussionFacts> => ({
  settlements: [held(began, ended)],
  invitations: allThree.map((partner) => invited(began, partner)),
  attendances: allThree.map((partner) => there(ended, partner)),
  recipients: allThree.map((partner) => sentTo(ended, partner)),
})
