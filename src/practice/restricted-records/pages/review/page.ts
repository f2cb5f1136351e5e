import { z } from 'zod'
import { conflict, missing, refused } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { findChild, nameOf } from '#practice/children'
import { readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { reviewDueOn } from '../../rules/due.ts'
import { findRestriction, liftRestriction, mayRestrict, recordRestriction } from '../../store/restrictions.ts'
import { restrictionCategories } from '../../words.ts'
import { choiceQuestion, longQuestion } from '../parts/questions.ts'

const form = z.object({
  found: fields.choice(['keep', 'lift'], 'Choose whether to keep or to lift the restriction'),
  reason: fields.text('Say why', 2000),
})

/** The review every 90 days: the restriction is kept until the next, or lifted, with the reason. */
export const reviewPage = page({
  path: paths.review,
  may: access.breakGlass,
  form,
  async view({ tx, params, form: typed, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const restriction = await findRestriction(tx, child.id)
    if (restriction === null) return missing('restriction')
    if (!(await mayRestrict(tx, child.id))) return refused('not the guardian of this record')
    const { restrictionReviewDays } = await readSettings(tx)
    const next = dateInWords(reviewDueOn(now, restrictionReviewDays))
    return screen({
      title: `Review the restriction on the record of ${nameOf(child)}`,
      back: { href: paths.restriction(params) },
      body: html`<p class="govuk-body">${restrictionCategories[restriction.category]}, guardian ${restriction.guardianName}. The review is due by ${dateInWords(restriction.reviewDueOn)}.</p>
<p class="govuk-body">${restriction.reason}</p>
${formTag(typed, {}, [
  choiceQuestion(
    typed,
    { name: 'found', label: 'Does the record still have to be restricted?' },
    {
      keep: `Yes: keep it, with the next review by ${next}`,
      lift: 'No: lift it, and open the record to all staff who read records',
    },
  ),
  longQuestion(typed, { name: 'reason', label: 'Why?' }),
  button({ text: 'Record the review' }),
])}`,
    })
  },
  async submit({ tx, params, answers, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    if (!(await mayRestrict(tx, child.id))) return refused('not the guardian of this record')
    const restriction = await findRestriction(tx, child.id)
    if (restriction === null)
      return conflict('The restriction has been lifted.', 'Restrict the record again if it has to be.')
    if (answers.found === 'lift') {
      await liftRestriction(tx, child.id, answers.reason)
      return goTo(paths.restriction(params), 'The restriction has been lifted')
    }
    const { restrictionReviewDays } = await readSettings(tx)
    const due = reviewDueOn(now, restrictionReviewDays)
    await recordRestriction(tx, child.id, {
      kind: 'kept',
      category: restriction.category,
      reason: answers.reason,
      guardianId: restriction.guardianId,
      readers: restriction.readers.map(({ personId }) => personId),
      reviewDueOn: due,
    })
    return goTo(paths.restriction(params), `Kept. The next review is due by ${dateInWords(due)}`)
  },
})
