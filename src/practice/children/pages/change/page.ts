import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import { changeChild, findChild } from '../../store/children.ts'
import { identity, identityProblem, yesNo } from '../add/form.ts'
import { longQuestion } from '../parts/fields.ts'
import { identityQuestions } from '../parts/identity.ts'

const form = z.object({ ...identity, reason: fields.text('Say why it changes, and how it is known', 500) })

/** What stood before is kept, with the reason. */
export const changeChildPage = page({
  path: paths.change,
  may: access.manageChildren,
  form,
  async view({ tx, params, form: typed }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    return screen({
      title: `Change who ${nameOf(child)} is recorded as`,
      back: { href: paths.record(params) },
      body: formTag(typed, {}, [
        identityQuestions(typed, child),
        longQuestion(typed, { name: 'reason', label: 'Why it changes, and how it is known', rows: 2 }),
        button({ text: 'Save the change' }),
      ]),
    })
  },
  async submit({ tx, params, answers, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const problem = identityProblem(answers, londonDate(now))
    if (problem !== null) return invalid(problem)
    const { reason, hasDisability, ...changes } = answers
    await changeChild(tx, child, { ...changes, hasDisability: yesNo(hasDisability) }, reason)
    return goTo(paths.record(params), 'The change has been saved')
  },
})
