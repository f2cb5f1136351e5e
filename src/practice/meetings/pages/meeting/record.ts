import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listAgencies, listPeople } from '#practice/organisation'
import type { MeetingsDeps, NewAction } from '../../deps.ts'
import { type AgendaItem, carryForward, listAgenda, takeCarried } from '../../store/agenda.ts'
import { listAttendance, recordAttendance } from '../../store/attendance.ts'
import { listInvitations } from '../../store/invitations.ts'
import { listMeetings, type Meeting } from '../../store/meetings.ts'
import { recordDecision, recordMinute } from '../../store/minutes.ts'
import { endMeeting } from '../../store/plan.ts'
import { wasThere } from '../../words.ts'
import type { MeetingAnswers } from './form.ts'

/** Records whatever was filled in: who came, what was said and decided, what goes on, and who does what by when. */
export async function recordMeeting(
  tx: Tx,
  deps: MeetingsDeps,
  meeting: Meeting,
  answers: MeetingAnswers,
  user: User,
): Promise<Outcome<null>> {
  const actions = await actionsOf(tx, meeting, answers)
  if (!actions.ok) return actions
  await recordWhoCame(tx, meeting, answers)
  const came = await listAttendance(tx, meeting.id)
  if (answers.step === 'held' && !came.some(({ attended }) => wasThere(attended)))
    return invalid({ field: 'step', message: 'Record who was there before you say that the meeting was held' })
  await recordItems(tx, meeting, answers, user)
  for (const action of actions.value) await deps.actions?.recordAction(tx, action)
  if (answers.step === 'held' && meeting.state === 'planned') await endMeeting(tx, meeting.id, 'held')
  return ok(null)
}

async function recordWhoCame(tx: Tx, meeting: Meeting, { came, guest }: MeetingAnswers): Promise<void> {
  const before = await listAttendance(tx, meeting.id)
  for (const { id, agencyId, name, agencyName } of await listInvitations(tx, meeting.id)) {
    const attended = came[id] ?? null
    if (attended === null) continue
    const known = before.find(({ invitationId }) => invitationId === id) ?? null
    await recordAttendance(tx, meeting.id, { invitationId: id, agencyId, name, agencyName, attended }, known)
  }
  if (guest.name === '' || guest.attended === null) return
  const agency = (await listAgencies(tx)).find(({ id }) => id === guest.agencyId)
  const { name, attended } = guest
  const row = { invitationId: null, agencyId: agency?.id ?? null, name, agencyName: agency?.name ?? '', attended }
  await recordAttendance(tx, meeting.id, row, null)
}

async function recordItems(tx: Tx, meeting: Meeting, { item: typed }: MeetingAnswers, user: User): Promise<void> {
  let hasCarried = false
  for (const item of await listAgenda(tx, meeting.id)) {
    const { minutes = '', decision = '', reason = '', carry = '' } = typed[item.id] ?? {}
    const by = { itemId: item.id, recordedByName: user.name }
    if (minutes !== '') await recordMinute(tx, meeting.id, { ...by, text: minutes, reason: '' })
    if (decision !== '') await recordDecision(tx, meeting.id, { ...by, text: decision, reason })
    if (carry !== '' && isOpen(item)) hasCarried = (await carryForward(tx, meeting.id, item.id, carry)) || hasCarried
  }
  if (hasCarried) await handOn(tx, meeting)
}

const isOpen = ({ carriedBecause }: AgendaItem): boolean => carriedBecause === null

/** The next meeting takes what was carried forward at once where it is planned already; otherwise when it is. */
async function handOn(tx: Tx, { seriesId, endsAt }: Meeting): Promise<void> {
  const { meetings } = await listMeetings(tx, { seriesId, state: 'planned', from: endsAt, order: 'earliest', limit: 1 })
  const [next] = meetings
  if (next) await takeCarried(tx, seriesId, next.id)
}

async function actionsOf(
  tx: Tx,
  meeting: Meeting,
  { action: typed }: MeetingAnswers,
): Promise<Outcome<readonly NewAction[]>> {
  const people = new Set((await listPeople(tx)).map(({ id }) => id))
  const agencies = new Map((await listAgencies(tx)).map(({ id, name }) => [id, name]))
  const from = { kind: 'meeting', id: meeting.id, reference: meeting.reference } as const
  const actions: NewAction[] = []
  const problems: Problem[] = []
  for (const [at, { what, owner, dueOn }] of typed.entries()) {
    if (what === '' || dueOn === null) continue
    const [kind, id = ''] = owner.split(':')
    const name = agencies.get(id)
    if (kind === 'person' && people.has(id)) actions.push({ what, from, owner: { personId: id }, dueOn })
    else if (kind === 'agency' && name !== undefined) actions.push({ what, from, owner: { agencyId: id, name }, dueOn })
    else problems.push({ field: `action.${at}.owner`, message: 'Choose who does it from the list' })
  }
  return problems.length > 0 ? invalid(...problems) : ok(actions)
}
