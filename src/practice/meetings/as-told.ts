import type { Temporal } from 'temporal-polyfill'
import type { Outcome } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { MeetingsDeps } from './deps.ts'
import { issuePack } from './packs/issue.ts'
import type { MeetingAnswers } from './pages/meeting/form.ts'
import { recordMeeting } from './pages/meeting/record.ts'
import { addItems, listAgenda, takeCarried } from './store/agenda.ts'
import { type Invited, invite, listInvitations } from './store/invitations.ts'
import { findMeeting, type Meeting } from './store/meetings.ts'
import { confirmMinutes } from './store/minutes.ts'
import { addMeeting, endMeeting, type MeetingPlan } from './store/plan.ts'
import type { Series } from './store/series.ts'
import type { Attended } from './words.ts'

// Meetings as a made-up authority lives them: what its people would do on the pages, told by somebody who is not signed in and
// by the rules of the pages. Each is recorded as of `tx.now`; whoever tells of an earlier moment hands in that one.

export interface ToldMeeting {
  readonly plan: MeetingPlan
  readonly agenda: readonly string[]
  readonly invited: readonly Invited[]
}

/** Plans a meeting: its agenda begins with what others handed on, and has nothing twice. */
export async function planTold(tx: Tx, series: Series, { plan, agenda, invited }: ToldMeeting): Promise<Meeting> {
  const { id } = await addMeeting(tx, series, plan)
  const carried = (await takeCarried(tx, series.id, id)) > 0 ? await listAgenda(tx, id) : []
  const known = new Set(carried.map(({ title }) => title))
  await addItems(
    tx,
    id,
    agenda.filter((title) => !known.has(title)),
  )
  await invite(tx, id, invited)
  const meeting = await findMeeting(tx, id)
  if (meeting === null) throw new Error('the meeting that was planned is not there')
  return meeting
}

/** Says that a meeting does not take place. */
export const cancelTold = (tx: Tx, meetingId: string, reason: string): Promise<boolean> =>
  endMeeting(tx, meetingId, 'cancelled', reason)

/** What is said about an item, wherever it came from. */
export interface ToldItem {
  readonly minutes: string
  readonly decision?: string
  /** Why it was decided so. */
  readonly reason?: string
  /** Why it goes on at the next meeting; left out when it does not. */
  readonly carry?: string
}

export interface WhatWasTold {
  /** By name, as invited; whoever is left out is not recorded. */
  readonly came: Readonly<Record<string, Attended>>
  readonly guest?: { readonly name: string; readonly agencyId: string; readonly attended: Attended }
  /** What is said about an item of the agenda, by its title; null when it was not come to. */
  readonly said: (title: string, origin: 'own' | 'pack' | 'carried') => ToldItem | null
  readonly actions: MeetingAnswers['action']
  readonly minutesBy: string
}

/** Records that a meeting was held, with who came, what was said, and who does what. */
export async function holdTold(
  tx: Tx,
  deps: Pick<MeetingsDeps, 'actions'>,
  meeting: Meeting,
  told: WhatWasTold,
): Promise<Outcome<null>> {
  const { came, guest, said, actions, minutesBy } = told
  const invited = await listInvitations(tx, meeting.id)
  const agenda = await listAgenda(tx, meeting.id)
  const answers: MeetingAnswers = {
    came: Object.fromEntries(invited.map(({ id, name }) => [id, came[name] ?? null])),
    guest: guest ?? { name: '', agencyId: null, attended: null },
    item: Object.fromEntries(agenda.map(({ id, title, origin }) => [id, typed(said(title, origin))])),
    action: [...actions],
    step: 'held',
  }
  return recordMeeting(tx, deps, meeting, answers, { name: minutesBy })
}

const typed = (item: ToldItem | null): MeetingAnswers['item'][string] => ({
  minutes: item?.minutes ?? '',
  decision: item?.decision ?? '',
  reason: item?.reason ?? '',
  carry: item?.carry ?? '',
})

/** The minutes of one meeting are taken as a true record at a later one. */
export const confirmTold = (tx: Tx, meetingId: string, atMeetingId: string, by: string): Promise<boolean> =>
  confirmMinutes(tx, meetingId, { atMeetingId, note: '', recordedByName: by })

/** Issues the pack of a week (its Monday) for a meeting, as the page does. */
export const issueTold = (
  tx: Tx,
  deps: MeetingsDeps,
  issue: {
    readonly series: Series
    readonly meeting: Meeting
    readonly week: Temporal.PlainDate
    readonly issuedByName: string
  },
): Promise<Outcome<string>> => issuePack(tx, deps, issue)
