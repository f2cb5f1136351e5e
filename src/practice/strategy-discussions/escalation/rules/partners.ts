import type { Temporal } from 'temporal-polyfill'
import type { KeyPartner, Partner } from '../../words.ts'
import type { Snapshot } from './facts.ts'
import { earliest, isBy, latest } from './instants.ts'

/** Whether a key partner will be there, as far as anybody has said. */
export type PartnerAnswer =
  | { readonly kind: 'confirmed'; readonly by: 'yes' | 'someone-else' }
  /** Somebody said no and nobody said yes; or everybody asked sends information only. */
  | { readonly kind: 'declined'; readonly since: Temporal.Instant; readonly agencyId: string | null }
  | {
      readonly kind: 'open'
      /** Null where nobody of this partner has been invited. */
      readonly invitedAt: Temporal.Instant | null
      /** When what was said last changed, so that an answer taken back is late anew. */
      readonly changedAt: Temporal.Instant | null
      readonly agencyId: string | null
    }

/** Of all who were invited for a partner, what it comes to: one who comes is enough. Answers to another time do not count. */
export function answerOf({ invitations, replies, arrangement }: Snapshot, partner: KeyPartner): PartnerAnswer {
  const asked = invitations.filter((invitation) => invitation.partner === partner)
  const said = asked.flatMap((invitation) => {
    const reply = replies.find(({ invitationId }) => invitationId === invitation.id)
    return reply === undefined || !isForThisTime(arrangement, reply)
      ? []
      : [{ ...reply, agencyId: invitation.agencyId }]
  })
  const answers = said.map(({ answer }) => answer)
  if (answers.includes('yes')) return { kind: 'confirmed', by: 'yes' }
  if (answers.includes('someone-else')) return { kind: 'confirmed', by: 'someone-else' }
  // Whoever chairs is ours: with a chair named, the authority is there without an invitation of its own.
  if (partner === 'local-authority' && asked.length === 0 && arrangement?.chairId) {
    return { kind: 'confirmed', by: 'yes' }
  }
  const refusals = said.filter(({ answer }) => answer === 'no')
  const declined = refusals.length > 0 ? refusals : said.length === asked.length ? said : []
  const [first, ...more] = declined
  if (first !== undefined) {
    const since = (refusals.length > 0 ? earliest : latest)(first.knownAt, ...more.map(({ knownAt }) => knownAt))
    return { kind: 'declined', since, agencyId: first.agencyId }
  }
  return openAnswer(asked, said)
}

/** Said since the time was what it is. */
const isForThisTime = (
  arrangement: Snapshot['arrangement'],
  { knownAt }: { readonly knownAt: Temporal.Instant },
): boolean => arrangement === null || !arrangement.isMoved || isBy(arrangement.timeKnownAt, knownAt)

function openAnswer(
  asked: readonly { readonly id: string; readonly invitedAt: Temporal.Instant; readonly agencyId: string | null }[],
  said: readonly { readonly invitationId: string; readonly knownAt: Temporal.Instant }[],
): PartnerAnswer {
  const [first, ...more] = asked
  const silent = asked.filter(({ id }) => !said.some(({ invitationId }) => invitationId === id))
  const [change, ...changes] = said
  return {
    kind: 'open',
    invitedAt: first === undefined ? null : earliest(first.invitedAt, ...more.map(({ invitedAt }) => invitedAt)),
    changedAt: change === undefined ? null : latest(change.knownAt, ...changes.map(({ knownAt }) => knownAt)),
    agencyId: silent.find(({ agencyId }) => agencyId !== null)?.agencyId ?? null,
  }
}

/** Whether the chair has said since the time was set that it goes ahead without this partner. */
export const isGoneAheadWithout = ({ goingAhead, arrangement }: Snapshot, partner: Partner): boolean =>
  goingAhead.some((each) => each.partner === partner && isForThisTime(arrangement, each))

/** Whether somebody of this partner attended: what was sent or said beforehand does not count. */
export const attended = ({ attendances }: Snapshot, partner: Partner): boolean =>
  attendances.some((attendance) => attendance.partner === partner && attendance.came === 'attended')

/** The agency that was asked to represent a partner, where an invitation or an attendance names it. */
export const agencyOf = ({ invitations, attendances }: Snapshot, partner: string): string | null =>
  [...invitations, ...attendances].find((each) => each.partner === partner && each.agencyId !== null)?.agencyId ?? null
