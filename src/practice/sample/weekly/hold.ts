import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { recordAction } from '#practice/actions'
import {
  type Attended,
  confirmTold,
  holdTold,
  listMeetings,
  type Meeting,
  type MeetingsDeps,
  type ToldItem,
} from '#practice/meetings'
import { made, sampleStaff } from '../staff.ts'
import type { People } from './people.ts'
import { members, paceOf, seriesId, toldOf, topicsOf, type Week, weekNumberOf } from './told.ts'
import { type Doer, standing, type Topic, topics } from './words.ts'

interface Holding {
  /** As of when it is written up. */
  readonly tx: Tx
  readonly seed: number
  readonly people: People
}

/** A meeting as it went: who came, what was said and decided, who does what; and the minutes of the one before confirmed. */
export async function hold({ tx, seed, people }: Holding, meeting: Meeting): Promise<void> {
  const day = londonDate(meeting.startsAt)
  const week = toldOf(seed, weekNumberOf(day))
  const guest: { name: string; agencyId: string; attended: Attended } = {
    name: 'The named nurse',
    agencyId: sampleStaff.nhs,
    attended: 'video',
  }
  made(
    await holdTold(tx, { actions: register(people) }, meeting, {
      came: week.came,
      ...(week.isNurseStoodInFor ? { guest } : {}),
      said: (title, origin) => saidOf(week, title, origin === 'carried'),
      actions: week.topics.map((topic) => ({
        what: topic.action.what,
        owner: ownerOf(topic.action.doer, people),
        dueOn: day.add({ days: paceOf(topic).dueIn }),
      })),
      minutesBy: members.minuteTaker,
    }),
  )
  const before = { seriesId, state: 'held', before: meeting.startsAt, limit: 1 } as const
  const [last] = (await listMeetings(tx, before)).meetings
  if (last?.hasMinutes && last.confirmedAt === null) await confirmTold(tx, last.id, meeting.id, members.minuteTaker)
}

/** The chair sets what is agreed. */
const register = (people: People): MeetingsDeps['actions'] => ({
  recordAction: (tx, action) =>
    recordAction(tx, { ...action, recordedBy: people.idOf(members.chair), recordedAt: tx.now }),
  listActionsFrom: async () => [],
})

/** `person:ID` or `agency:ID`, as the form has it. */
function ownerOf(doer: Doer, { idOf }: People): string {
  switch (doer) {
    case 'nurse':
      return `person:${idOf('Dawn Pickering')}`
    case 'police-desk':
      return `agency:${sampleStaff.police}`
    case 'duty-manager':
      return `person:${idOf('Amina Khan')}`
    case 'area-manager':
      return `person:${idOf('Marcus Bell')}`
  }
}

function saidOf(week: Week, title: string, isCarried: boolean): ToldItem | null {
  if (title === standing.actions) return { minutes: week.actionsMinutes }
  if (title === standing.attendance) return { minutes: week.attendanceMinutes }
  const topic = topics.find((each) => each.title === title)
  if (topic === undefined) return { minutes: week.packMinutes }
  if (isCarried) return { minutes: topic.afterwards ?? topic.minutes }
  return saidFirst(topic)
}

const saidFirst = ({ minutes, decision, reason, carry }: Topic): ToldItem => ({
  minutes,
  ...(decision === undefined || reason === undefined ? {} : { decision, reason }),
  ...(carry === undefined ? {} : { carry }),
})

/** The topics of a week, by what is to be done of them. */
export const topicOfAction = (week: number, what: string): Topic | undefined =>
  topicsOf(week).find(({ action }) => action.what === what)
