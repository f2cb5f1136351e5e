import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { timeWords } from '../../letter.ts'
import { callOff, findArrangement } from '../../store/arrangements.ts'
import { tellInvited } from '../../tell.ts'

const form = z.object({ reason: fields.text('Say why it is called off', 1000) })

/** The time falls through, and there is no other yet. The discussion stays due, and its clock runs on. */
export const callOffPage = (publicUrl: string): Route =>
  page({
    path: paths.callOff,
    may: access.workDiscussions,
    form,
    async view({ tx, params, form: typed }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      const arrangement = discussion === null ? null : await findArrangement(tx, discussion.id)
      if (discussion === null || arrangement === null) return missing('arrangement')
      return screen({
        title: `Call off the time of ${discussion.reference}`,
        back: { href: paths.discussion(params) },
        body: html`<p class="govuk-body">${timeWords(arrangement)}. Everybody invited is told by mail. The discussion stays due and its clock runs on: if you know another time, <a class="govuk-link" href="${paths.arrange(params)}">change it</a> instead.</p>
${formTag(typed, {}, [
  longInput(typed, { name: 'reason', label: 'Why is it called off?' }),
  button({ text: 'Call it off', classes: 'govuk-button--warning' }),
])}`,
      })
    },
    async submit({ tx, params, answers }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      const arrangement = discussion === null ? null : await findArrangement(tx, discussion.id)
      if (discussion === null || arrangement === null) return missing('arrangement')
      if (discussion.state !== 'due') return settledAlready(discussion.state)
      if (arrangement.isCancelled) return conflict('Somebody called it off meanwhile.', 'Arrange another time.')
      await callOff(tx, arrangement, answers.reason)
      await tellInvited(tx, publicUrl, discussion)
      return goTo(paths.discussion(params), 'Called off. Arrange another time')
    },
  })
