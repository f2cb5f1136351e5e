import { londonDate, startOfLondonDay } from '#kernel/clock'
import { dateInWords, dayInWords } from '#kernel/words'
import { forAuthority, type PackSource } from '#platform/area'
import type { Block } from '#platform/documents'
import type { Tx } from '#platform/transaction'
import type { ListedAction, MeetingsDeps } from '../deps.ts'
import { type AgendaItem, listAgenda } from '../store/agenda.ts'
import { findHeldBefore, type Meeting } from '../store/meetings.ts'
import { type Entry, listEntries } from '../store/minutes.ts'
import { listInvitedAgencies } from './issue.ts'

/**
 * What came of the last meeting of the series: its actions, its decisions, and what it carried forward. An agency is told of it
 * only when it was invited to that meeting, and of the actions its own.
 */
export const lastMeetingPack =
  ({ actions: register }: Pick<MeetingsDeps, 'actions'>): PackSource =>
  async (tx, { to, audience, seriesId }) => {
    const last = await findHeldBefore(tx, seriesId, startOfLondonDay(to))
    const section = { key: 'last-meeting', title: 'From the last meeting', order: 100 }
    if (last === null || !(await mayKnow(tx, last, audience)))
      return [{ ...section, blocks: [{ kind: 'paragraph', text: audience === forAuthority ? none : notYours }] }]
    const all = (await register?.listActionsFrom(tx, { kind: 'meeting', id: last.id })) ?? []
    // Gathered with the eyes of whoever issues: an agency is told of its own actions, not of everybody's.
    const actions = all.filter(({ ownerAgencyId }) => audience === forAuthority || ownerAgencyId === audience)
    const decisions = (await listEntries(tx, last.id)).filter(({ kind, stands }) => kind === 'decision' && stands)
    const agenda = await listAgenda(tx, last.id)
    const held: Block = { kind: 'paragraph', text: `${last.reference}, held ${dayInWords(londonDate(last.startsAt))}.` }
    return [
      {
        ...section,
        blocks: [
          held,
          actionsTable(actions, audience === forAuthority ? 'Actions' : 'Your agency’s actions'),
          decisionsTable(decisions, agenda),
          carriedTable(agenda),
        ],
      },
    ]
  }

const none = 'There was no meeting of this series before.'
const notYours = 'There was no meeting of this series before that your agency was invited to.'

async function mayKnow(tx: Tx, meeting: Meeting, audience: string): Promise<boolean> {
  if (audience === forAuthority) return true
  return (await listInvitedAgencies(tx, meeting.id)).some(({ id }) => id === audience)
}

const actionsTable = (actions: readonly ListedAction[], caption: string): Block => ({
  kind: 'table',
  caption,
  columns: [
    { heading: 'What', width: 4 },
    { heading: 'Who', width: 2 },
    { heading: 'By', width: 1.5 },
    { heading: 'State', width: 1.5 },
  ],
  rows: actions.map(({ what, ownerName, dueOn, state }) => ({ cells: [what, ownerName, dateInWords(dueOn), state] })),
  empty: 'No action was agreed.',
})

const decisionsTable = (decisions: readonly Entry[], agenda: readonly AgendaItem[]): Block => ({
  kind: 'table',
  caption: 'Decisions',
  columns: [
    { heading: 'About', width: 2 },
    { heading: 'Decided', width: 3 },
    { heading: 'Because', width: 3 },
  ],
  rows: decisions.map(({ itemId, text, reason }) => ({
    cells: [agenda.find(({ id }) => id === itemId)?.title ?? '', text, reason],
  })),
  empty: 'Nothing was decided.',
})

const carriedTable = (agenda: readonly AgendaItem[]): Block => ({
  kind: 'table',
  caption: 'Carried forward',
  columns: [
    { heading: 'What', width: 3 },
    { heading: 'Because', width: 3 },
  ],
  rows: agenda.flatMap(({ title, carriedBecause }) =>
    carriedBecause === null ? [] : [{ cells: [title, carriedBecause] }],
  ),
  empty: 'Nothing was carried forward.',
})
