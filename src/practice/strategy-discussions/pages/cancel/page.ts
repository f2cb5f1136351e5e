import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../store/discussions.ts'
import { recordSettlement } from '../../store/settlements.ts'
import { settledAlready } from '../not-holding/page.ts'

const form = z.object({ reason: fields.text('Say why it is cancelled', 2000) })

/** Cancelling: it was entered twice, or the child moved away. That none is needed is a decision, and has a page of its own. */
export const cancelPage = page({
  path: paths.cancel,
  may: access.workDiscussions,
  form,
  async view({ tx, params, form: typed }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Cancel ${discussion.reference}`,
      back: { href: paths.discussion(params) },
      body: html`<p class="govuk-body">Cancel what should not have been entered: the same discussion twice, or a child who is another authority’s now. If none is needed, <a class="govuk-link" href="${paths.notHolding(params)}">decide not to hold it</a> instead.</p>
${formTag(typed, {}, [
  longInput(typed, { name: 'reason', label: 'Why is it cancelled?' }),
  button({ text: 'Cancel the discussion', classes: 'govuk-button--warning' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due') return settledAlready(discussion.state)
    await recordSettlement(tx, discussion, {
      kind: 'cancelled',
      happenedAt: now,
      personId: user.personId,
      reason: answers.reason,
    })
    return goTo(paths.discussion(params), 'Cancelled')
  },
})
