import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { keyPartners, partners } from '../../../words.ts'
import { recordGoingAhead } from '../../store/going-ahead.ts'

const form = z.object({
  partner: fields.choice(keyPartners, 'Choose without whom it goes ahead'),
  reason: fields.text('Say why it does not wait', 2000),
})

const query = z.object({ partner: z.enum(keyPartners, { error: 'That is not one of the three' }).optional() })

/** The chair goes ahead without a partner, with the reason: what is asked of that partner before the discussion ends. */
export const goingAheadPage = page({
  path: paths.goingAhead,
  may: access.workDiscussions,
  query,
  form,
  async view({ tx, params, query: asked, form: typed }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Go ahead with ${discussion.reference} without a partner`,
      back: { href: paths.discussion(params) },
      body: html`<p class="govuk-body">A child’s protection never waits for an agency. What is asked of them before the discussion ends now; that they were not there is raised afterwards.</p>
${formTag(typed, {}, [
  choiceOf(
    typed,
    { name: 'partner', label: 'Without whom?', ...(asked.partner === undefined ? {} : { fallback: asked.partner }) },
    keyPartners.map((value) => ({ value, text: partners[value] })),
  ),
  longInput(typed, { name: 'reason', label: 'Why does it not wait?' }),
  button({ text: 'Go ahead without them' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due') return settledAlready(discussion.state)
    await recordGoingAhead(tx, { ...answers, discussionId: discussion.id, decidedBy: user.personId })
    return goTo(paths.discussion(params), 'Recorded: it goes ahead')
  },
})
