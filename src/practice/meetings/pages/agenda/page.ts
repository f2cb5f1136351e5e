import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { linesOf } from '../../rules/meeting.ts'
import { type AgendaItem, addItems, listAgenda, moveItem, removeItem } from '../../store/agenda.ts'
import { findMeeting, type Meeting } from '../../store/meetings.ts'
import { listEntries } from '../../store/minutes.ts'
import { type Moved, ways } from '../../words.ts'

const isOpen = ({ state, confirmedAt }: Meeting): boolean => state !== 'cancelled' && confirmedAt === null

const closed = conflict(
  'The agenda is closed: the meeting was cancelled, or its minutes were confirmed.',
  'Put it on the agenda of the next meeting.',
)

const form = z
  .object({
    press: fields.choice(['add', 'up', 'down'], 'Press one of the buttons'),
    itemId: fields.optionalId('Open the agenda again'),
    items: fields.optionalText(5000),
  })
  .refine(({ press, items }) => press !== 'add' || items !== null, {
    path: ['items'],
    message: 'Enter what is to be added, one item on each line',
  })

/** What is on the agenda and in which order: to add to, to move, and to take from. */
export const agendaPage = page({
  path: paths.agenda,
  may: access.recordMeetings,
  form,
  async view({ tx, params, form: typed }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (!isOpen(meeting)) return closed
    return screen({
      title: `Agenda of ${meeting.reference}`,
      back: { href: paths.meeting(params) },
      body: html`${inOrder(await listAgenda(tx, meeting.id), meeting.id, typed)}
${formTag(typed, {}, [
  longInput(typed, { name: 'items', label: 'What else is it about?', hint: 'One item on each line.' }, 5),
  button({ text: 'Add to the agenda', name: 'press', value: 'add' }),
])}`,
    })
  },
  async submit({ tx, params, answers: { press, itemId, items } }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (!isOpen(meeting)) return closed
    if (press === 'add') {
      await addItems(tx, meeting.id, linesOf(items ?? ''))
      return goTo(paths.meeting(params), 'Added to the agenda')
    }
    const place = itemId === null ? null : await moveItem(tx, meeting.id, itemId, press)
    if (place === null)
      return conflict(
        'The agenda has changed since you opened it: this item cannot be moved there.',
        'Look at it again.',
      )
    return goTo(paths.agenda(params), `Moved ${press}: it is item ${place} now`)
  },
})

/** Each item with what can be done with it: the first is not moved up, nor the last down. */
function inOrder(agenda: readonly AgendaItem[], meetingId: string, typed: FormState): Html {
  if (agenda.length === 0)
    return html`<div class="los-empty"><p class="govuk-body">Nothing is on the agenda yet.</p></div>`
  return html`<ol class="los-order">${agenda.map(
    ({ id: itemId, title }, at) =>
      html`<li class="los-order__item"><span>${at + 1}. ${title}</span>
<div class="los-actions govuk-!-margin-bottom-0">${formTag(typed, {}, [
        html`<input type="hidden" name="itemId" value="${itemId}">`,
        html`${at > 0 && moveButton('up', title)}${at < agenda.length - 1 && moveButton('down', title)}`,
      ])}<a class="govuk-link" href="${paths.removeItem({ meetingId, itemId })}">Take off<span class="govuk-visually-hidden">: ${title}</span></a></div></li>`,
  )}</ol>`
}

const moveButton = (way: Moved, title: string): Html =>
  button({
    html: html`${ways[way]}<span class="govuk-visually-hidden">: ${title}</span>`,
    name: 'press',
    value: way,
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
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
