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

const query = z.object({
  partner: z.enum(keyPartners, { error: 'That is not one of the three partners' }).optional(),
})
const form = z.object({
  partner: fields.choice(keyPartners, 'Say without whom'),
  reason: fields.text('Say why it cannot wait', 2000),
})

/** Escalation never delays protection: whoever chairs goes ahead without a partner, and says why. */
export const goAheadPage = page({
  path: paths.goAhead,
  may: access.workDiscussions,
  query,
  form,
  async view({ tx, params, query: asked, form: typed }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Go ahead with ${discussion.reference} without a partner`,
      back: { href: paths.discussion(params) },
      body: html`<p class="govuk-body">The discussion does not count as held with all three partners. Asking the partner goes on afterwards.</p>
${formTag(typed, {}, [
  choiceOf(
    typed,
    { name: 'partner', label: 'Without whom?', fallback: asked.partner ?? '' },
    keyPartners.map((value) => ({ value, text: partners[value] })),
  ),
  longInput(typed, { name: 'reason', label: 'Why can it not wait?' }),
  button({ text: 'Go ahead' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due') return settledAlready(discussion.state)
    await recordGoingAhead(tx, discussion.id, { ...answers, decidedBy: user.personId, decidedAt: now })
    return goTo(paths.discussion(params), `Going ahead without ${partners[answers.partner]} is recorded`)
  },
})
