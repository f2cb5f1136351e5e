import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listAgencies, listPeople } from '#practice/organisation'
import type { MeetingsDeps, NewAction } from '../../deps.ts'
import { type AgendaItem, carryForward, listAgenda } from '../../store/agenda.ts'
import { type Arrival, listAttendance, recordAttendance } from '../../store/attendance.ts'
import { handOn } from '../../store/hand-on.ts'
import { listInvitations } from '../../store/invitations.ts'
import type { Meeting } from '../../store/meetings.ts'
import { recordDecision, recordMinute } from '../../store/minutes.ts'
import { endMeeting } from '../../store/plan.ts'
import { wasThere } from '../../words.ts'
import type { MeetingAnswers } from './form.ts'

/** Records whatever was filled in: who came, what was said and decided, what goes on, and who does what by when. */
export async function recordMeeting(
  tx: Tx,
  deps: Pick<MeetingsDeps, 'actions'>,
  meeting: Meeting,
  answers: MeetingAnswers,
  user: Pick<User, 'name'>,
): Promise<Outcome<null>> {
  const actions = await actionsOf(tx, meeting, answers)
  if (!actions.ok) return actions
  await recordWhoCame(tx, meeting, answers)
  const came = await listAttendance(tx, meeting.id)
  if (answers.step === 'held' && !came.some(({ attended }) => wasThere(attended)))
    return invalid({ field: 'step', message: 'Record who was there before you say that the meeting was held' })
  await recordItems(tx, meeting, answers, user)
  const set = await recordActions(tx, deps, actions.value)
  if (!set.ok) return set
  if (answers.step === 'held' && meeting.state === 'planned') await endMeeting(tx, meeting.id, 'held')
  return ok(null)
}

async function recordWhoCame(tx: Tx, meeting: Meeting, { came, guest }: MeetingAnswers): Promise<void> {
  const before = await listAttendance(tx, meeting.id)
  const arrivals: Arrival[] = []
  for (const { id, agencyId, name, agencyName } of await listInvitations(tx, meeting.id)) {
    const attended = came[id] ?? null
    if (attended === null) continue
    const known = before.find(({ invitationId }) => invitationId === id) ?? null
    arrivals.push({ came: { invitationId: id, agencyId, name, agencyName, attended }, before: known })
  }
  await recordAttendance(tx, meeting.id, arrivals)
  if (guest.name === '' || guest.attended === null) return
  const agency = (await listAgencies(tx)).find(({ id }) => id === guest.agencyId)
  const { name, attended } = guest
  const row = { invitationId: null, agencyId: agency?.id ?? null, name, agencyName: agency?.name ?? '', attended }
  await recordAttendance(tx, meeting.id, [{ came: row, before: null }])
}

async function recordItems(
  tx: Tx,
  meeting: Meeting,
  { item: typed }: MeetingAnswers,
  user: Pick<User, 'name'>,
): Promise<void> {
  let hasCarried = false
  for (const item of await listAgenda(tx, meeting.id)) {
    const { minutes = '', decision = '', reason = '', carry = '' } = typed[item.id] ?? {}
    const by = { itemId: item.id, recordedByName: user.name }
    if (minutes !== '') await recordMinute(tx, meeting.id, { ...by, text: minutes, reason: '' })
    if (decision !== '') await recordDecision(tx, meeting.id, { ...by, text: decision, reason })
    if (carry !== '' && isOpen(item)) hasCarried = (await carryForward(tx, meeting.id, item.id, carry)) || hasCarried
  }
  if (hasCarried) await handOn(tx, meeting.seriesId)
}

const isOpen = ({ carriedBecause }: AgendaItem): boolean => carriedBecause === null

/** An action with its place in the form, so that a problem with it stands beside it. */
interface Placed {
  readonly at: number
  readonly action: NewAction
}

async function recordActions(
  tx: Tx,
  { actions: register }: Pick<MeetingsDeps, 'actions'>,
  placed: readonly Placed[],
): Promise<Outcome<null>> {
  for (const { at, action } of placed) {
    const recorded = await register?.recordAction(tx, action)
    if (recorded === undefined || recorded.ok) continue
    if (recorded.kind !== 'invalid') return recorded
    return invalid(...recorded.problems.map(({ message }) => ({ field: `action.${at}.owner`, message })))
  }
  return ok(null)
}

async function actionsOf(
  tx: Tx,
  meeting: Meeting,
  { action: typed }: MeetingAnswers,
): Promise<Outcome<readonly Placed[]>> {
  const people = new Map((await listPeople(tx)).map((person) => [person.id, person]))
  const agencies = new Set((await listAgencies(tx)).map(({ id }) => id))
  const from = { kind: 'meeting', id: meeting.id, reference: meeting.reference } as const
  const placed: Placed[] = []
  const problems: Problem[] = []
  for (const [at, { what, owner, dueOn }] of typed.entries()) {
    if (what === '' || dueOn === null) continue
    const [kind, id = ''] = owner.split(':')
    const person = kind === 'person' ? people.get(id) : undefined
    if (person) {
      const whose = { personId: person.id, agencyId: person.agencyId, name: '' }
      placed.push({ at, action: { what, from, owner: whose, dueOn } })
    } else if (kind === 'agency' && agencies.has(id)) {
      placed.push({ at, action: { what, from, owner: { personId: null, agencyId: id, name: '' }, dueOn } })
    } else problems.push({ field: `action.${at}.owner`, message: 'Choose who does it from the list' })
  }
  return problems.length > 0 ? invalid(...problems) : ok(placed)
}
