import { londonDate } from '#kernel/clock'
import { dateInWords, dayInWords, timeInWords } from '#kernel/words'
import type { Block, Document } from '#platform/documents'
import { attendances, forms } from '../../words.ts'
import type { GatheredMeeting } from './gather.ts'

/** The minutes of a meeting as a document: who came, and item by item what was said, decided and carried forward. A partner's
 * copy has the actions of their agency alone. */
export function minutesDocument(
  { meeting, agenda, attendance, entries, actions, confirmation }: GatheredMeeting,
  { isPartners }: { readonly isPartners: boolean },
): Document {
  const standing = entries.filter(({ stands }) => stands)
  return {
    title: `${meeting.title}, ${dayInWords(londonDate(meeting.startsAt))}`,
    language: 'en-GB',
    pageNotes: [
      confirmation === null
        ? 'Minutes not yet confirmed.'
        : `Minutes confirmed on ${dateInWords(londonDate(confirmation.recordedAt))}.`,
    ],
    blocks: [
      {
        kind: 'facts',
        rows: [
          { term: 'Reference', value: meeting.reference },
          { term: 'Time', value: `${timeInWords(meeting.startsAt)} to ${timeInWords(meeting.endsAt)}` },
          { term: 'Where', value: [forms[meeting.form], meeting.place].filter((part) => part !== '').join(', ') },
          { term: 'Chair', value: meeting.chairName },
        ],
      },
      {
        kind: 'table',
        caption: 'Attendance',
        columns: ['Name', 'Agency', 'Attended'].map((heading) => ({ heading, width: 1 })),
        rows: attendance.map(({ name, agencyName, attended }) => ({
          cells: [name, agencyName, attendances[attended]],
        })),
        empty: 'Nobody has been recorded.',
      },
      ...agenda.flatMap(({ id, title, carriedBecause }, at) =>
        itemBlocks(
          `${at + 1}. ${title}`,
          standing.filter(({ itemId }) => itemId === id),
          carriedBecause,
        ),
      ),
      {
        kind: 'table',
        caption: isPartners ? 'Your agency’s actions' : 'Actions',
        columns: [
          { heading: 'What', width: 4 },
          { heading: 'Who', width: 2 },
          { heading: 'By', width: 1.5 },
          { heading: 'State', width: 1.5 },
        ],
        rows: actions.map(({ what, ownerName, dueOn, state }) => ({
          cells: [what, ownerName, dateInWords(dueOn), state],
        })),
        empty: isPartners ? 'None is for your agency.' : 'No action was agreed.',
      },
    ],
  }
}

function itemBlocks(
  title: string,
  entries: readonly GatheredMeeting['entries'][number][],
  carriedBecause: string | null,
): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: title },
    ...entries.flatMap(({ kind, text, reason }): readonly Block[] =>
      kind === 'minute'
        ? text
            .split(/\r?\n/)
            .flatMap((line) => (line.trim() === '' ? [] : [{ kind: 'paragraph', text: line } as const]))
        : [
            {
              kind: 'facts',
              rows: [
                { term: 'Decided', value: text },
                { term: 'Because', value: reason },
              ],
            },
          ],
    ),
    ...(carriedBecause === null ? [] : [{ kind: 'paragraph', text: `Carried forward: ${carriedBecause}` } as const]),
  ]
}
