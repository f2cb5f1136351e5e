import { londonDate } from '#kernel/clock'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { html } from '#platform/html'
import { paths } from '../paths.ts'
import { type Enquiry, listEnquiries } from './store/enquiries.ts'
import { section47Kinds, section47Outcomes } from './words.ts'

const most = 500

/** What section 47 and the conference add to a child's chronology. */
export const conferenceHistory: HistorySource = async (tx, childIds) => {
  if (childIds.length === 0) return []
  const { enquiries } = await listEnquiries(tx, { childIds, today: londonDate(tx.now), limit: most, skip: 0 })
  return enquiries.flatMap(eventsOf)
}

function eventsOf(enquiry: Enquiry): readonly HistoryEvent[] {
  const { id, discussionId, kind, startedAt, authorisedByName, end, held, notRequired, lastCheck } = enquiry
  const href = paths.discussion({ discussionId })
  const by = (name: string) => (name === '' ? {} : { by: name })
  return [
    {
      id,
      at: startedAt,
      kind: 'section-47',
      title: `Section 47 enquiry started: ${section47Kinds[kind].toLowerCase()}`,
      href,
      ...by(authorisedByName),
    },
    ...(end === null
      ? []
      : [
          {
            id: end.id,
            at: end.at,
            kind: 'section-47',
            title: `Section 47 enquiry ended: ${section47Outcomes[end.outcome]}`,
            body: html`${end.reasons}`,
            href,
            ...by(end.authorisedByName),
          },
        ]),
    ...(held === null
      ? []
      : [
          {
            id: held.stepId,
            at: held.on,
            kind: 'conference',
            title: `Initial child protection conference${held.ledToPlan === null ? '' : held.ledToPlan ? ': led to a plan' : ': led to no plan'}`,
            href,
          },
        ]),
    ...(notRequired === null
      ? []
      : [
          {
            id: notRequired.stepId,
            at: notRequired.at,
            kind: 'conference',
            title: 'No initial conference required',
            body: html`${notRequired.reason}`,
            href,
            ...by(notRequired.byName),
          },
        ]),
    ...(lastCheck === null
      ? []
      : [
          {
            id: `${id}:check`,
            at: lastCheck.at,
            kind: 'interim-plan',
            title: lastCheck.isSafe ? 'Interim plan looked at: safe' : 'Interim plan looked at: not safe',
            body: html`${lastCheck.what}`,
            href,
            ...by(lastCheck.byName),
          },
        ]),
  ]
}
