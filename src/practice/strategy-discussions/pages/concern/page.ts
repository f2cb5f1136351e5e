import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import { answerConcern, type Concern, findConcern } from '../../store/concerns.ts'

const form = z.object({ answer: fields.text('Say what it came to, and why', 4000) })

/** One concern of a partner: a discussion follows, or not, and whoever raised it is told why. */
export const concernPage = page({
  path: paths.concern,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    const rows: readonly (readonly [string, Html | string])[] = [
      ['From', [concern.agencyName, concern.raisedByName].filter(Boolean).join(', ')],
      ['Raised', whenInWords(concern.raisedAt, now)],
      ['About', concern.about],
      ['Worry', concern.worry],
      ['What it came to', concern.answer === null ? 'No answer yet' : answerOf(concern)],
    ]
    return screen({
      title: `Concern ${concern.reference}`,
      back: { href: paths.concerns({}) },
      body: html`${summaryList({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })) })}
${concern.answer === null && undecided(concern, typed)}`,
    })
  },
  async submit({ tx, params, answers }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    if (concern.answer !== null)
      return conflict('Somebody answered it a moment ago.', 'Open it again to see what they said.')
    await answerConcern(tx, concern, { kind: 'other', discussionId: null, answer: answers.answer })
    return goTo(paths.concern(params), 'Recorded. Whoever raised it sees it, and may challenge it')
  },
})

const answerOf = ({ answer }: Concern): Html =>
  html`${answer?.answer ?? ''}${answer !== null && answer.discussionId !== null && html` <a class="govuk-link" href="${paths.discussion({ discussionId: answer.discussionId })}">Open the discussion</a>`}`

const undecided = (concern: Concern, typed: FormState): Html =>
  html`<div class="los-actions govuk-!-margin-bottom-6">${button({ text: 'A strategy discussion is due', href: paths.new({}, { concern: concern.id }) })}
<a class="govuk-link" href="${childPaths.find({})}">Find the child’s record</a></div>
<h2 class="govuk-heading-m">Or something else</h2>
${formTag(typed, { autosave: true }, [
  longInput(typed, {
    name: 'answer',
    label: 'What does it come to?',
    hint: 'Whoever raised it reads this. A contact was recorded, say, or why there is no reasonable cause.',
  }),
  button({ text: 'Record the answer', classes: 'govuk-button--secondary' }),
])}`
