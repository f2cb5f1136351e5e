import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import {
  actionAnswers,
  actionFields,
  actionsTable,
  listActionsFrom,
  listOwnerChoices,
  readActionAnswers,
  recordAction,
} from '#practice/actions'
import { findDiscussion, listDiscussionChildren, lockDiscussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { backTo } from '../parts/back.ts'

/** What is to be done, by whom of any agency and by when: into the register of actions, one after the other. */
export const addActionPage = page({
  path: meetingPaths.addAction,
  may: access.recordDiscussions,
  form: actionAnswers,
  draft: true,
  async view({ tx, params, form }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const actions = await listActionsFrom(tx, { kind: 'strategy-discussion', id: discussion.id })
    return screen({
      title: `Actions from ${discussion.reference}`,
      width: 'wide',
      back: backTo(discussion),
      body: html`${actionsTable(actions, { caption: 'Actions so far' })}
<h2 class="govuk-heading-m">Add an action</h2>
${formTag(form, { autosave: true }, [
  actionFields(form, { owners: await listOwnerChoices(tx) }),
  button({ text: 'Add the action', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state === 'cancelled' || discussion.state === 'decided-not-to-hold')
      return conflict('This discussion is not to be held.', 'Record the action in the register of actions instead.')
    const read = await readActionAnswers(tx, answers)
    if (!read.ok) return read
    const children = (await listDiscussionChildren(tx, discussion.id)).map(({ childId }) => childId)
    const from = { kind: 'strategy-discussion', id: discussion.id, reference: discussion.reference } as const
    const recorded = await recordAction(tx, { ...read.value, from, children })
    if (!recorded.ok) return recorded
    return goTo(meetingPaths.addAction(params), `Action ${recorded.value.reference} is recorded`)
  },
})
