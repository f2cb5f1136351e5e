import { londonDate } from '#kernel/clock'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { addChild } from '../../store/children.ts'
import { likelyDuplicates } from '../../store/search.ts'
import { childRows, restrictedHint } from '../parts/child-rows.ts'
import { longQuestion } from '../parts/fields.ts'
import { identityQuestions } from '../parts/identity.ts'
import { addForm, identityProblem, yesNo } from './form.ts'

/** Nobody new is made before the likely duplicates were shown: a child recorded twice is a history cut in two. */
export const addChildPage = page({
  path: paths.add,
  may: access.manageChildren,
  form: addForm,
  draft: true,
  async view({ tx, form, now }) {
    const asksWhoIsNew = form.error('newBecause') !== undefined || form.value('newBecause') !== ''
    const born = fields.optionalDay().safeParse(form.value('dateOfBirth'))
    const alike = asksWhoIsNew
      ? await likelyDuplicates(tx, {
          givenName: form.value('givenName') || null,
          familyName: form.value('familyName') || null,
          dateOfBirth: born.success ? born.data : null,
        })
      : { children: [], mayBeRestricted: false }
    return screen({
      title: 'Add a child',
      back: { href: paths.find({}), text: 'Find a child' },
      body: formTag(form, { autosave: true }, [
        html`${
          asksWhoIsNew &&
          html`<section class="los-panel" aria-labelledby="alike"><h2 class="govuk-heading-m" id="alike">Is it one of these?</h2>
${alike.mayBeRestricted && restrictedHint}
${alike.children.length > 0 && childRows(alike.children, now)}
${longQuestion(form, { name: 'newBecause', label: 'If not, say why this is someone new', hint: 'For example: twins, or another date of birth confirmed by school', rows: 2 })}</section>`
        }`,
        identityQuestions(form),
        button({ text: 'Add the child' }),
      ]),
    })
  },
  async submit({ tx, answers, now }) {
    const problem = identityProblem(answers, londonDate(now))
    if (problem !== null) return invalid(problem)
    if (answers.newBecause === null) {
      const alike = await likelyDuplicates(tx, answers)
      if (alike.children.length > 0 || alike.mayBeRestricted) {
        return invalid({
          field: 'newBecause',
          message: 'Look at the children who may be the same: choose one, or say why this is someone new',
        })
      }
    }
    const { newBecause: _because, hasDisability, ...identity } = answers
    const childId = await addChild(tx, { ...identity, hasDisability: yesNo(hasDisability) })
    return goTo(paths.record({ childId }), 'The child has been added')
  },
})
