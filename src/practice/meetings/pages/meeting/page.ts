import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { documentDownload } from '#platform/documents'
import { goTo, may, page, type Route, screen } from '#platform/http'
import { listAgencies } from '#practice/organisation'
import type { MeetingsDeps } from '../../deps.ts'
import { paths } from '../../paths.ts'
import { closedBecause } from '../../rules/meeting.ts'
import { findMeeting } from '../../store/meetings.ts'
import { minutesDocument } from './document.ts'
import { meetingForm } from './form.ts'
import { gatherMeeting } from './gather.ts'
import { recordMeeting } from './record.ts'
import { meetingView } from './view.ts'

/**
 * One meeting on one page: what it is about, who came, what was said and decided, who does what. On its day the same page
 * takes all of that in one form, which is kept while it is typed.
 */
export const meetingPage = (deps: MeetingsDeps): Route =>
  page({
    path: paths.meeting,
    may: access.seeMeetings,
    maySubmit: access.recordMeetings,
    query: z.object({ format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional() }),
    form: meetingForm,
    draft: true,
    async view({ tx, params, query, form, user, now }) {
      const meeting = await findMeeting(tx, params.meetingId)
      if (meeting === null) return missing('meeting')
      const gathered = await gatherMeeting(tx, deps, meeting)
      if (query.format !== undefined)
        return documentDownload(minutesDocument(gathered, { isPartners: user.agencyId !== null }), {
          format: query.format,
          name: meeting.reference,
          now,
        })
      const mayRecord = may(user, access.recordMeetings)
      return screen({
        title: `${meeting.title}`,
        back: { href: paths.meetings({}), text: 'Meetings' },
        width: 'full',
        body: meetingView({
          ...gathered,
          agencies: mayRecord ? await listAgencies(tx) : [],
          asksForActions: deps.actions !== null,
          mayRecord,
          isClosed: closedBecause(meeting, now),
          form,
          user,
          now,
        }),
      })
    },
    async submit({ tx, params, answers, user, now }) {
      const meeting = await findMeeting(tx, params.meetingId)
      if (meeting === null) return missing('meeting')
      const closed = closedBecause(meeting, now)
      if (closed !== null) return conflict(closed, 'Open the meeting again to see what stands.')
      const recorded = await recordMeeting(tx, deps, meeting, answers, user)
      if (!recorded.ok) return recorded
      return goTo(paths.meeting(params), answers.step === 'held' ? 'Recorded. The meeting was held' : 'Recorded')
    },
  })
