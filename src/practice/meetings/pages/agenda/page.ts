import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { linesOf } from '../../rules/meeting.ts'
import { addItems, listAgenda, removeItem } from '../../store/agenda.ts'
import { findMeeting, type Meeting } from '../../store/meetings.ts'
import { listEntries } from '../../store/minutes.ts'

const isOpen = ({ state, confirmedAt }: Meeting): boolean => state !== 'cancelled' && confirmedAt === null

const closed = conflict(
  'The agenda is closed: the meeting was cancelled, or its minutes were confirmed.',
  'Put it on the agenda of the next meeting.',
)

/** What is on the agenda, to add to and to take from. */
export const agendaPage = page({
  path: paths.agenda,
  may: access.recordMeetings,
  form: z.object({ items: fields.text('Enter what is to be added, one item on each line', 5000) }),
  async view({ tx, params, form }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (!isOpen(meeting)) return closed
    const agenda = await listAgenda(tx, meeting.id)
    return screen({
      title: `Agenda of ${meeting.reference}`,
      back: { href: paths.meeting(params) },
      body: html`${
        agenda.length === 0
          ? html`<div class="los-empty"><p class="govuk-body">Nothing is on the agenda yet.</p></div>`
          : html`<ol class="govuk-list govuk-list--number govuk-list--spaced">${agenda.map(
              ({ id, title }) =>
                html`<li>${title} <a class="govuk-link" href="${paths.removeItem({ ...params, itemId: id })}">Take off<span class="govuk-visually-hidden">: ${title}</span></a></li>`,
            )}</ol>`
      }
${formTag(form, {}, [
  longInput(form, { name: 'items', label: 'What else is it about?', hint: 'One item on each line.' }, 5),
  button({ text: 'Add to the agenda' }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (!isOpen(meeting)) return closed
    await addItems(tx, meeting.id, linesOf(answers.items))
    return goTo(paths.meeting(params), 'Added to the agenda')
  },
})

/** Takes an item off again, with the reason. One of which something was written down stays. */
export const removeItemPage = page({
  path: paths.removeItem,
  may: access.recordMeetings,
  form: z.object({ reason: fields.text('Say why it is taken off', 1000) }),
  async view({ tx, params, form }) {
    const meeting = await findMeeting(tx, params.meetingId)
    const item = meeting && (await listAgenda(tx, meeting.id)).find(({ id }) => id === params.itemId)
    if (!meeting || !item) return missing('agenda item')
    if (!isOpen(meeting)) return closed
    return screen({
      title: `Take “${item.title}” off the agenda`,
      back: { href: paths.agenda({ meetingId: meeting.id }) },
      body: html`${formTag(form, {}, [
        longInput(form, { name: 'reason', label: 'Why?' }, 2),
        button({ text: 'Take it off' }),
      ])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const meeting = await findMeeting(tx, params.meetingId)
    const item = meeting && (await listAgenda(tx, meeting.id)).find(({ id }) => id === params.itemId)
    if (!meeting || !item) return missing('agenda item')
    if (!isOpen(meeting)) return closed
    const hasEntries = (await listEntries(tx, meeting.id)).some(({ itemId }) => itemId === item.id)
    if (hasEntries || item.carriedBecause !== null)
      return conflict('Something was recorded about this item.', 'It stays on the agenda.')
    await removeItem(tx, meeting.id, item.id, answers.reason)
    return goTo(paths.agenda({ meetingId: meeting.id }), 'Taken off the agenda')
  },
})
