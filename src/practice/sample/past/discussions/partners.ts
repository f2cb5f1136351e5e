import { type Chance, chance, madeId, seedOf } from '../../random.ts'
import { instant, type Rows } from '../tables.ts'
import type { DiscussionFacts, DiscussionStory, Going } from './told.ts'
import { healthNames, partnerReasons, policeNames } from './words.ts'

const minute = 60_000
const hour = 60 * minute

interface Meeting {
  readonly discussionId: string
  readonly story: DiscussionStory
  readonly going: Going
  readonly facts: DiscussionFacts
}

/** When the meeting was arranged, who was asked, what they answered, who came; and what was escalated when they did not. */
export function addPartners(rows: Rows, dice: Chance, meeting: Meeting): void {
  const { going, facts } = meeting
  const invitedAt = addArrangement(rows, dice, meeting)
  const chair = invite(rows, dice, meeting, 'local-authority', invitedAt)
  // Dice of its own: an answer that is always yes shifts nobody's chances.
  const own = chance(seedOf(0, `chair ${meeting.discussionId}`, 0))
  reply(rows, own, meeting, { partner: 'local-authority', invitationId: chair, isThere: true, invitedAt })
  attend(rows, dice, meeting, { partner: 'local-authority', invitationId: chair, isThere: true })
  for (const partner of ['nhs', 'police'] as const) {
    const isThere = going.came[partner]
    const invitationId = invite(rows, dice, meeting, partner, invitedAt)
    const isAnswered = isThere || dice.happens(0.6)
    if (isAnswered) reply(rows, dice, meeting, { partner, invitationId, isThere, invitedAt })
    attend(rows, dice, meeting, { partner, invitationId, isThere, isAnswered })
    if (!isThere && going.isEscalated) escalate(rows, dice, meeting, partner, facts)
  }
}

/** The same before the meeting: whoever comes has said so, and a partner may have declined. */
export function addInvitations(
  rows: Rows,
  dice: Chance,
  meeting: Meeting,
  { police }: { readonly police: 'no' },
): void {
  const invitedAt = addArrangement(rows, dice, meeting)
  for (const partner of ['local-authority', 'nhs', 'police'] as const) {
    const invitationId = invite(rows, dice, meeting, partner, invitedAt)
    const at = instant(invitedAt + 20 * minute)
    const isNo = partner === 'police' && police === 'no'
    rows['strategy.reply'].push({
      id: madeId(dice, invitedAt),
      invitation_id: invitationId,
      discussion_id: meeting.discussionId,
      answer: isNo ? 'no' : 'yes',
      reason: isNo ? dice.pick(partnerReasons.police) : '',
      given_by: partner === 'local-authority' ? 'own-sign-in' : 'telephone',
      replied_at: at,
      known_at: at,
      recorded_at: at,
      recorded_by: meeting.going.chairId,
    })
  }
}

/** Answers when the meeting was arranged and everybody invited. */
function addArrangement(rows: Rows, dice: Chance, { discussionId, going, story }: Meeting): number {
  const invitedAt = Math.min(story.causeAt + 40 * minute, going.startsAt - 20 * minute)
  rows['strategy.arrangement'].push({
    id: madeId(dice, invitedAt),
    discussion_id: discussionId,
    starts_at: instant(going.startsAt),
    ends_at: instant(going.endsAt),
    form: going.form,
    place: '',
    chair_id: going.chairId,
    minute_taker_id: null,
    known_at: instant(invitedAt),
    recorded_at: instant(invitedAt),
    recorded_by: going.chairId,
  })
  return invitedAt
}

type KeyPartner = 'local-authority' | 'nhs' | 'police'

/** As the sample's staff has them. */
const agencyNames = {
  'local-authority': '',
  nhs: 'Aldershire Community NHS',
  police: 'Aldershire Police',
} as const

const agencyOf = (partner: KeyPartner, { staff }: DiscussionFacts): string | null =>
  partner === 'nhs' ? staff.nhs : partner === 'police' ? staff.police : null

function invite(
  rows: Rows,
  dice: Chance,
  { discussionId, going, facts }: Meeting,
  partner: KeyPartner,
  at: number,
): string {
  const id = madeId(dice, at)
  rows['strategy.invitation'].push({
    id,
    discussion_id: discussionId,
    partner,
    health_service:
      partner === 'nhs' ? dice.pick(['health-visiting', 'school-nursing', 'community', 'hospital'] as const) : null,
    agency_id: agencyOf(partner, facts),
    agency_name: agencyNames[partner],
    person_id: partner === 'local-authority' ? going.chairId : null,
    name: partner === 'local-authority' ? chairOf(going, facts) : '',
    invited_at: instant(at),
    known_at: instant(at),
    recorded_at: instant(at),
    recorded_by: going.chairId,
  })
  return id
}

interface Answered {
  readonly partner: KeyPartner
  readonly invitationId: string
  readonly isThere: boolean
  readonly invitedAt: number
}

function reply(rows: Rows, dice: Chance, { discussionId, going }: Meeting, answered: Answered): void {
  const at = answered.invitedAt + dice.next() * (going.startsAt - answered.invitedAt) * 0.8
  rows['strategy.reply'].push({
    id: madeId(dice, at),
    invitation_id: answered.invitationId,
    discussion_id: discussionId,
    answer: answered.isThere ? 'yes' : dice.happens(0.5) ? 'no' : 'information-only',
    reason:
      answered.isThere || answered.partner === 'local-authority' ? '' : dice.pick(partnerReasons[answered.partner]),
    given_by: answered.partner === 'local-authority' ? 'own-sign-in' : 'telephone',
    replied_at: instant(at),
    known_at: instant(at),
    recorded_at: instant(at),
    recorded_by: going.chairId,
  })
}

interface Came {
  readonly partner: KeyPartner
  readonly invitationId: string
  readonly isThere: boolean
  readonly isAnswered?: boolean
}

function attend(rows: Rows, dice: Chance, { discussionId, going, facts }: Meeting, came: Came): void {
  const { partner, invitationId, isThere, isAnswered = true } = came
  const instead = isAnswered
    ? dice.weighted({ 'sent-information': 50, 'consulted-before': 15, absent: 35 })
    : ('never-answered' as const)
  const at = instant(going.endsAt)
  rows['strategy.attendance'].push({
    id: madeId(dice, going.endsAt),
    discussion_id: discussionId,
    invitation_id: invitationId,
    partner,
    health_service: rows['strategy.invitation'].at(-1)?.health_service ?? null,
    agency_id: agencyOf(partner, facts),
    person_id: partner === 'local-authority' ? going.chairId : null,
    name: isThere ? nameOf(came, rows, going, facts) : partner === 'local-authority' ? chairOf(going, facts) : '',
    role: '',
    came: isThere ? 'attended' : instead,
    how: isThere ? going.form : null,
    reason: !isThere && instead === 'absent' && partner !== 'local-authority' ? dice.pick(partnerReasons[partner]) : '',
    happened_at: instant(going.startsAt),
    known_at: at,
    recorded_at: at,
    recorded_by: going.chairId,
  })
}

const chairOf = ({ chairId }: Going, { staff }: DiscussionFacts): string => staff.names.get(chairId) ?? ''

/** Whoever came gave their name; the same face for each health service, and two of the police by turns. */
function nameOf({ partner }: Came, rows: Rows, going: Going, facts: DiscussionFacts): string {
  if (partner === 'local-authority') return chairOf(going, facts)
  if (partner === 'police') return policeNames[Math.floor(going.startsAt / hour) % policeNames.length] ?? ''
  const service = rows['strategy.invitation'].at(-1)?.health_service
  return healthNames[String(service) as keyof typeof healthNames] ?? ''
}

/** The absence raised the same day with the agency, and mostly answered at the first rung. */
function escalate(
  rows: Rows,
  dice: Chance,
  { discussionId, going }: Meeting,
  partner: 'nhs' | 'police',
  facts: DiscussionFacts,
): void {
  const id = madeId(dice, going.endsAt)
  const [openedAt, agencyId] = [going.endsAt + 30 * minute, agencyOf(partner, facts)]
  if (openedAt + 30 * hour > facts.asOf) return
  const opened = { discussion_id: discussionId, opened_at: instant(openedAt), recorded_at: instant(openedAt) }
  rows['strategy.escalation'].push({
    ...opened,
    id,
    reference: facts.nextEscalation(),
    condition: 'partner-absent',
    since: instant(going.endsAt),
    subject: partner,
    partner,
    agency_id: agencyId,
    known_at: instant(openedAt),
  })
  const rungs = dice.happens(0.8) ? 1 : 2
  for (let rung = 1; rung <= rungs; rung += 1) {
    const at = openedAt + (rung - 1) * 20 * hour
    rows['strategy.escalation_rung'].push({
      escalation_id: id,
      discussion_id: discussionId,
      rung,
      is_last: false,
      to_name: rung === 1 ? 'Safeguarding desk' : partner === 'nhs' ? 'Named Nurse' : 'Detective Inspector',
      agency_id: agencyId,
      has_mail: true,
      opened_at: instant(at),
      due_at: instant(at + 8 * hour),
      recorded_at: instant(at),
    })
  }
  const repliedAt = openedAt + (rungs - 1) * 20 * hour + (1 + dice.below(6)) * hour
  const told = { discussion_id: discussionId, known_at: instant(repliedAt), recorded_at: instant(repliedAt) }
  rows['strategy.escalation_reply'].push({
    ...told,
    id: madeId(dice, repliedAt),
    escalation_id: id,
    rung: rungs,
    said: dice.pick(partnerReasons[partner]),
    done: 'Somebody is named for next time.',
    replied_by_name: partner === 'nhs' ? 'Safeguarding desk' : 'Duty sergeant',
    replied_at: instant(repliedAt),
  })
  rows['strategy.escalation_end'].push({
    ...told,
    escalation_id: id,
    outcome: 'answered',
    words: 'The agency has said why, and who comes next time.',
    ended_at: instant(repliedAt),
  })
}
