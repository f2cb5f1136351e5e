import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { handOn } from '../../store/hand-on.ts'
import { findMeeting } from '../../store/meetings.ts'
import { changePlan, endMeeting } from '../../store/plan.ts'
import { isPlan, planForm, planOf, planQuestions } from './form.ts'
import { findSameDay } from './page.ts'

const notPlanned = conflict(
  'The meeting was held or cancelled.',
  'What was recorded of it can be corrected where it stands.',
)

/** Another time, another place, another chair. */
export const changePage = page({
  path: paths.change,
  may: access.recordMeetings,
  form: z.object({ ...planForm, reason: fields.text('Say why it is changed', 1000) }),
  async view({ tx, params, form }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state !== 'planned') return notPlanned
    const own = await listPeople(tx, { employer: 'own' })
    return screen({
      title: `Change ${meeting.reference}`,
      back: { href: paths.meeting(params) },
      body: html`${formTag(form, {}, [
        ...planQuestions(form, own, meeting),
        longInput(form, { name: 'reason', label: 'Why is it changed?' }, 2),
        button({ text: 'Change the meeting' }),
      ])}
<p class="govuk-body"><a class="govuk-link" href="${paths.cancel(params)}">It does not take place: cancel it</a></p>`,
    })
  },
  async submit({ tx, params, answers: { reason, ...answers } }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state !== 'planned') return notPlanned
    const plan = planOf(answers, await listPeople(tx, { employer: 'own' }))
    if (!isPlan(plan)) return invalid(...plan)
    const twice = await findSameDay(tx, meeting.seriesId, plan.startsAt, meeting.id)
    if (twice !== null)
      return invalid({ field: 'startsAt', message: `This series meets on that day already: ${twice.reference}` })
    await changePlan(tx, meeting.id, plan, reason)
    return goTo(paths.meeting(params), 'The meeting has been changed')
  },
})

/** A meeting that does not take place stays on record, with the reason: meetings never held count as much as those held. */
export const cancelPage = page({
  path: paths.cancel,
  may: access.recordMeetings,
  form: z.object({ reason: fields.text('Say why it is cancelled', 1000) }),
  async view({ tx, params, form }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state !== 'planned') return notPlanned
    return screen({
      title: `Cancel ${meeting.reference}`,
      back: { href: paths.meeting(params) },
      body: html`<p class="govuk-body">It stays in the list as cancelled, and what is on its agenda goes to the next meeting. That cannot be taken back: plan another if it takes place after all.</p>
${formTag(form, {}, [
  longInput(form, { name: 'reason', label: 'Why does it not take place?' }, 2),
  button({ text: 'Cancel the meeting', classes: 'govuk-button--warning' }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state !== 'planned' || !(await endMeeting(tx, meeting.id, 'cancelled', answers.reason)))
      return notPlanned
    await handOn(tx, meeting.seriesId)
    return goTo(paths.meeting(params), 'The meeting is cancelled. What it was about goes to the next one')
  },
})
