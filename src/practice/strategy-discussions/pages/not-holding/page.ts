import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, longInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { notHoldingReviewBy } from '../../rules/limits.ts'
import { findDiscussion, lockDiscussion } from '../../store/discussions.ts'
import { states } from '../../words.ts'
import { checkDecided, decideNotToHold } from './decide.ts'

const form = z.object({
  decidedAt: fields.dateTime('Say when it was decided'),
  reason: fields.text('Say why none is to be held', 4000),
})

/** Deciding not to hold a discussion: who, when and why; a service manager looks at it, and whoever raised it is told. */
export const notHoldingPage = page({
  path: paths.notHolding,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now, calendar }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Decide not to hold ${discussion.reference}`,
      back: { href: paths.discussion(params) },
      body: html`<p class="govuk-body">A service manager reviews this by ${whenInWords(notHoldingReviewBy(calendar, now), now)}. Whoever raised the concern is told and may challenge it. It is counted.</p>
${formTag(typed, { autosave: true }, [
  timeInput(typed, { name: 'decidedAt', label: 'When was it decided?', fallback: asTyped(now) }),
  longInput(typed, { name: 'reason', label: 'Why is there to be none?' }, 5),
  button({ text: 'Record that none is to be held' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now, calendar }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due') return settledAlready(discussion.state)
    const decided = checkDecided(answers.decidedAt, now)
    if (!decided.ok) return decided
    await decideNotToHold(tx, calendar, discussion, { ...answers, personId: user.personId })
    return goTo(paths.discussion(params), 'Recorded. A service manager reviews it within one working day')
  },
})

export const settledAlready = (state: keyof typeof states) =>
  conflict(
    `Somebody recorded meanwhile what became of it: ${states[state].toLowerCase()}.`,
    'Open the discussion again.',
  )
