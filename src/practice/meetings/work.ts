import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from './paths.ts'
import { listInvitations } from './store/invitations.ts'
import { listMeetings, type Meeting } from './store/meetings.ts'

/** How far back meetings are looked for that nobody has written up. */
const lookedBackDays = 180

/** Minutes are to be there a day after the meeting: a practice standard, not a statute. */
const minutesDueHours = 24

/** Meetings of today, meetings that somebody chairs without minutes, and minutes to confirm at the next meeting. */
export const meetingsWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeMeetings)) return []
  const today = londonDate(tx.now)
  const { meetings } = await listMeetings(tx, {
    from: startOfLondonDay(today.subtract({ days: lookedBackDays })),
    before: startOfLondonDay(today.add({ days: 1 })),
    limit: 1000,
  })
  const going = meetings.filter(({ state }) => state !== 'cancelled')
  const items: WorkItem[] = []
  for (const meeting of going) {
    items.push(...(await todays(tx, meeting, { people, agencyId: user.agencyId })))
    if (may(user, access.recordMeetings)) items.push(...withoutMinutes(tx, meeting, people))
  }
  if (may(user, access.recordMeetings)) items.push(...toConfirm(tx, going, people))
  return items
}

interface Whose {
  readonly people: readonly string[]
  readonly agencyId: string | null
}

async function todays(tx: Tx, meeting: Meeting, { people, agencyId }: Whose): Promise<readonly WorkItem[]> {
  if (meeting.state !== 'planned' || !londonDate(meeting.startsAt).equals(londonDate(tx.now))) return []
  const mine = [meeting.chairId, meeting.minuteTakerId].find((id) => id !== null && people.includes(id))
  const invited = mine === undefined ? await listInvitations(tx, meeting.id) : []
  const asked = invited.find(({ personId }) => personId !== null && people.includes(personId))?.personId
  const isOurs = agencyId !== null && invited.some((one) => one.personId === null && one.agencyId === agencyId)
  const ownerId = mine ?? asked ?? null
  if (ownerId === null && !isOurs) return []
  return [
    {
      id: `meeting:${meeting.id}`,
      due: meeting.startsAt,
      title: meeting.title,
      detail: `${meeting.reference}, ${whenInWords(meeting.startsAt, tx.now)}${meeting.place === '' ? '' : `, ${meeting.place}`}`,
      verb: 'Open',
      href: paths.meeting({ meetingId: meeting.id }),
      ownerId,
    },
  ]
}

function withoutMinutes(tx: Tx, meeting: Meeting, people: readonly string[]): readonly WorkItem[] {
  const isPast = Temporal.Instant.compare(meeting.endsAt, tx.now) < 0
  const isWrittenUp = meeting.state === 'held' && meeting.hasMinutes
  if (!isPast || isWrittenUp || !people.includes(meeting.chairId)) return []
  return [
    {
      id: `meeting-minutes:${meeting.id}`,
      due: meeting.endsAt.add({ hours: minutesDueHours }),
      title: `${meeting.title}, ${meeting.reference}`,
      detail: `${meeting.state === 'held' ? 'It has no minutes' : 'Was it held? Nobody has said so'}, ${whenInWords(meeting.startsAt, tx.now)}`,
      verb: 'Write it up',
      href: paths.meeting({ meetingId: meeting.id }),
      ownerId: meeting.chairId,
    },
  ]
}

/** Whoever chairs the next meeting of the series has the minutes of the last one confirmed there. */
function toConfirm(tx: Tx, meetings: readonly Meeting[], people: readonly string[]): readonly WorkItem[] {
  return [...Map.groupBy(meetings, ({ seriesId }) => seriesId).values()].flatMap((series) => {
    // Latest first: whatever comes before a meeting in this list comes after it in time.
    const [latest, ...earlier] = series
    if (!latest || !people.includes(latest.chairId)) return []
    return earlier
      .filter(({ state, confirmedAt, hasMinutes }) => state === 'held' && hasMinutes && confirmedAt === null)
      .map((meeting) => ({
        id: `meeting-confirm:${meeting.id}`,
        due: latest.startsAt,
        title: `Minutes of ${meeting.reference}`,
        detail: `To be confirmed at ${latest.reference}, ${whenInWords(latest.startsAt, tx.now)}`,
        verb: 'Confirm',
        href: paths.confirm({ meetingId: meeting.id }),
        ownerId: latest.chairId,
      }))
  })
}
