import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { toHtml } from '#platform/documents'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { longInput, pickOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import type { MeetingsDeps } from '../../deps.ts'
import { paths } from '../../paths.ts'
import { canConfirm } from '../../rules/meeting.ts'
import { findMeeting, listMeetings, type Meeting } from '../../store/meetings.ts'
import { confirmMinutes } from '../../store/minutes.ts'
import { minutesDocument } from '../meeting/document.ts'
import { gatherMeeting } from '../meeting/gather.ts'

const form = z.object({
  atMeetingId: fields.id('Choose the meeting that confirms them'),
  note: fields.optionalText(2000),
})

const notToConfirm = conflict(
  'These minutes cannot be confirmed: the meeting was not held, or they were confirmed already.',
  'Open the meeting to see what stands.',
)

/** The next meeting takes the minutes as a true record. They are shown as they stand: what is wrong is corrected first. */
export const confirmPage = (deps: MeetingsDeps): Route =>
  page({
    path: paths.confirm,
    may: access.recordMeetings,
    form,
    async view({ tx, params, form: typed, now }) {
      const meeting = await findMeeting(tx, params.meetingId)
      if (meeting === null) return missing('meeting')
      if (meeting.state !== 'held' || meeting.confirmedAt !== null) return notToConfirm
      const later = await listConfirming(tx, meeting, now)
      return screen({
        title: `Confirm the minutes of ${meeting.reference}`,
        back: { href: paths.meeting(params) },
        width: 'full',
        body: html`${await toHtml(minutesDocument(await gatherMeeting(tx, deps, meeting), { isPartners: false }))}
<h2 class="govuk-heading-m">Confirm them</h2>
${
  later.length === 0
    ? html`<p class="govuk-body">Minutes are confirmed at the next meeting of the series, on its day. There is none yet. <a class="govuk-link" href="${paths.plan({}, { series: meeting.seriesId })}">Plan it</a>.</p>`
    : formTag(typed, {}, [
        pickOf(
          typed,
          { name: 'atMeetingId', label: 'At which meeting are they confirmed?', fallback: later.at(-1)?.id ?? '' },
          later.map(({ id, reference, startsAt }) => ({
            value: id,
            text: `${reference}, ${whenInWords(startsAt, now)}`,
          })),
        ),
        longInput(
          typed,
          { name: 'note', label: 'Anything that was said about them', hint: 'Leave this empty if nothing was.' },
          2,
        ),
        button({ text: 'They are a true record' }),
      ])
}`,
      })
    },
    async submit({ tx, params, answers, user, now }) {
      const meeting = await findMeeting(tx, params.meetingId)
      if (meeting === null) return missing('meeting')
      if (meeting.state !== 'held' || meeting.confirmedAt !== null) return notToConfirm
      const at = (await listConfirming(tx, meeting, now)).find(({ id }) => id === answers.atMeetingId)
      if (!at) return invalid({ field: 'atMeetingId', message: 'Choose a later meeting of the series that has begun' })
      const confirmation = { atMeetingId: at.id, note: answers.note ?? '', recordedByName: user.name }
      if (!(await confirmMinutes(tx, meeting.id, confirmation))) return notToConfirm
      return goTo(paths.meeting(params), 'The minutes are confirmed')
    },
  })

/** Later meetings of the series at which these minutes can be confirmed, latest first. */
async function listConfirming(tx: Tx, meeting: Meeting, now: Temporal.Instant): Promise<readonly Meeting[]> {
  const { meetings } = await listMeetings(tx, { seriesId: meeting.seriesId, from: meeting.startsAt, limit: 100 })
  return meetings.filter((at) => canConfirm(meeting, at, now))
}
