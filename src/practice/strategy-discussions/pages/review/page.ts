import { z } from 'zod'
import { conflict, missing, refused } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput } from '#platform/questions'
import { namesOf } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../store/discussions.ts'
import { findNotHoldingReview } from '../../store/not-holding.ts'
import { recordNotHoldingReview } from '../../store/settlements.ts'
import { notHoldingVerdicts } from '../../words.ts'

const form = z.object({
  verdict: fields.choice(keysOf(notHoldingVerdicts), 'Say whether you agree'),
  reason: fields.text('Say how you came to this', 4000),
})

/** A service manager's look at a decision to hold none. Whoever decided it does not review it. */
export const reviewNotHoldingPage = page({
  path: paths.reviewNotHolding,
  may: access.reviewNotHolding,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion?.settlement?.kind !== 'decided-not-to-hold') return missing('decision not to hold a discussion')
    const { happenedAt, personId, reason } = discussion.settlement
    const names = await namesOf(tx, personId === null ? [] : [personId])
    return screen({
      title: `Review: ${discussion.reference} is not to be held`,
      back: { href: paths.discussion(params) },
      body: html`${insetText({ html: html`<p class="govuk-body">${names.get(personId ?? '') ?? 'Somebody'}, ${whenInWords(happenedAt, now)}:<br>${reason}</p><p class="govuk-body">Reasonable cause: ${discussion.reasonableCause || 'not recorded'}</p>` })}
${formTag(typed, { autosave: true }, [
  choiceOf(
    typed,
    { name: 'verdict', label: 'Do you agree?' },
    Object.entries(notHoldingVerdicts).map(([value, text]) => ({ value, text })),
  ),
  longInput(typed, { name: 'reason', label: 'How did you come to this?', hint: 'Whom you asked, what you read.' }),
  button({ text: 'Record the review' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    const settlement = discussion?.settlement ?? null
    if (discussion === null || settlement === null) return missing('strategy discussion')
    if (settlement.kind !== 'decided-not-to-hold')
      return conflict('The decision not to hold it no longer stands.', 'Open the discussion again.')
    if (settlement.personId === user.personId) return refused('whoever decided it does not review it')
    if ((await findNotHoldingReview(tx, settlement.id)) !== null)
      return conflict('Somebody reviewed it a moment ago.', 'Open the discussion to see what they found.')
    await recordNotHoldingReview(tx, discussion, settlement.id, { ...answers, reviewedBy: user.personId })
    return goTo(
      paths.discussion(params),
      answers.verdict === 'agreed' ? 'Reviewed: none is needed' : 'Reviewed: the discussion is due again',
    )
  },
})
