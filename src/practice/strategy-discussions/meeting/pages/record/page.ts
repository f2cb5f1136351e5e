import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, type Submitted, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, listDiscussionChildren, lockDiscussion } from '../../../store/discussions.ts'
import { type Concluded, concludeDiscussion, standingOutcomes } from '../../conclude.ts'
import { meetingPaths } from '../../paths.ts'
import { checkConclusion } from '../../rules/outcomes.ts'
import { listOutcomes } from '../../store/outcomes.ts'
import { findRecord } from '../../store/records.ts'
import { listInitiated } from '../../store/section-47.ts'
import { backTo } from '../parts/back.ts'
import { listNamedChildren } from '../parts/children.ts'
import { listAuthorisers } from '../parts/people.ts'
import { type RecordAnswers, recordForm } from './form.ts'
import { recordView } from './view.ts'

/** The record of a discussion, written while it goes and kept as it is typed: analysis, decision, each child, plans. */
export const recordPage = page({
  path: meetingPaths.record,
  may: access.recordDiscussions,
  form: recordForm,
  draft: true,
  async view({ tx, params, form, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const authorisers = await listAuthorisers(tx)
    const chairId = discussion.settlement?.chairId ?? ''
    const stands = await findRecord(tx, discussion.id)
    return screen({
      title: stands === null ? `Record of ${discussion.reference}` : `Correct the record of ${discussion.reference}`,
      width: 'wide',
      back: backTo(discussion),
      body: recordView({
        form,
        discussion,
        stands,
        children: await listNamedChildren(tx, discussion.id),
        outcomes: standingOutcomes(await listOutcomes(tx, discussion.id)),
        authorisers,
        likelyAuthoriser: authorisers.some(({ value }) => value === chairId) ? chairId : '',
        now,
      }),
    })
  },
  async submit(sent) {
    const discussion = await lockDiscussion(sent.tx, sent.params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'held')
      return conflict(
        `It is not recorded that ${discussion.reference} was held.`,
        'Record in another tab that it was held, then press here again: what you typed is kept.',
      )
    return recorded(sent, discussion)
  },
})

async function recorded(
  { tx, answers, calendar }: Submitted<{ readonly discussionId: string }, unknown, RecordAnswers>,
  discussion: Discussion,
) {
  const { child, authorisedBy, corrects, correctionReason, ...text } = answers
  const childIds = (await listDiscussionChildren(tx, discussion.id)).map(({ childId }) => childId)
  const children = Object.entries(child)
    .filter(([childId]) => childIds.includes(childId))
    .map(([childId, typed]) => ({ childId, ...typed }))
  const authorisers = (await listAuthorisers(tx)).map(({ value }) => value)
  const initiatedHere = (await listInitiated(tx, discussion.id)).map(({ childId }) => childId)
  const typed = { children, authorisedBy, interimPlan: text.interimPlan }
  const checked = checkConclusion(typed, { childIds, initiatedHere, authorisers })
  if (!checked.ok) return checked
  const conclusion = { text, children, authorisedBy, corrects, correctionReason }
  const concluded = await concludeDiscussion(tx, discussion, conclusion, calendar)
  if (!concluded.ok) return concluded
  return goTo(paths.discussion({ discussionId: discussion.id }), saidOf(concluded.value, corrects !== null))
}

function saidOf({ initiated, goesOn, stillRunning }: Concluded, isCorrection: boolean): string {
  const said = [isCorrection ? 'The record is corrected. Send it round again.' : 'The record is kept. Send it round.']
  if (initiated.length > 0) said.push(`Section 47 enquiries initiated: ${initiated.length}.`)
  if (goesOn.length > 0)
    said.push(
      `Already under enquiry since ${[...new Set(goesOn.map(({ reference }) => reference))].join(', ')}: it goes on.`,
    )
  if (stillRunning.length > 0) said.push('A section 47 enquiry that began here still runs: end it on its own page.')
  return said.join(' ')
}
