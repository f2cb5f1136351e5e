import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { findMeeting } from '../../store/meetings.ts'
import { correctEntry, type Entry, listEntries } from '../../store/minutes.ts'

const form = z.object({
  text: fields.text('Enter what it should say', 20_000),
  reason: fields.optionalText(5000),
  correctionReason: fields.text('Say what was wrong', 1000),
})

const corrected = conflict('Somebody corrected this a moment ago.', 'Open the meeting again to see what stands.')

async function findEntry(
  tx: Tx,
  { meetingId, entryId }: { meetingId: string; entryId: string },
): Promise<Entry | null> {
  if ((await findMeeting(tx, meetingId)) === null) return null
  return (await listEntries(tx, meetingId)).find(({ id }) => id === entryId) ?? null
}

/** Corrects minutes or a decision: what was written before stays, folded under what stands now. */
export const correctPage = page({
  path: paths.correct,
  may: access.recordMeetings,
  form,
  async view({ tx, params, form: typed }) {
    const entry = await findEntry(tx, params)
    if (entry === null) return missing('entry of the minutes')
    if (!entry.stands) return corrected
    const isDecision = entry.kind === 'decision'
    return screen({
      title: isDecision ? 'Correct a decision' : 'Correct the minutes',
      back: { href: paths.meeting({ meetingId: params.meetingId }) },
      body: html`${formTag(typed, {}, [
        longInput(
          typed,
          { name: 'text', label: isDecision ? 'What was decided' : 'What was said', fallback: entry.text },
          8,
        ),
        ...(isDecision ? [longInput(typed, { name: 'reason', label: 'Why', fallback: entry.reason }, 4)] : []),
        longInput(typed, { name: 'correctionReason', label: 'What was wrong with it?' }, 2),
        button({ text: 'Correct it' }),
      ])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const entry = await findEntry(tx, params)
    if (entry === null) return missing('entry of the minutes')
    if (!entry.stands) return corrected
    if (entry.kind === 'decision' && answers.reason === null)
      return invalid({ field: 'reason', message: 'Say why it was decided so' })
    const correction = { ...answers, reason: answers.reason ?? '', recordedByName: user.name }
    if (!(await correctEntry(tx, params.meetingId, entry, correction))) return corrected
    return goTo(paths.meeting({ meetingId: params.meetingId }), 'Corrected')
  },
})
