import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { formTag, goTo, page, screen } from '#platform/http'
import { listThemes } from '../../themes/store/themes.ts'
import { learningPaths } from '../paths.ts'
import { recordLearning } from '../store/learning.ts'
import { learningFields, learningOf, learningQuestions, problemsWith } from './form.ts'

/** Records learning that was delivered. */
export const newLearningPage = page({
  path: learningPaths.new,
  may: access.runAudits,
  form: z.object(learningFields),
  draft: true,
  async view({ tx, form, now }) {
    return screen({
      title: 'Record learning',
      back: { href: learningPaths.list({}), text: 'Learning from audits' },
      body: formTag(form, { autosave: true }, [
        ...learningQuestions(form, await listThemes(tx), now, null),
        button({ text: 'Record it', preventDoubleClick: true }),
      ]),
    })
  },
  async submit({ tx, answers, now }) {
    const learning = learningOf(answers)
    const problems = problemsWith(learning, await listThemes(tx), now)
    if (problems.length > 0) return invalid(...problems)
    await recordLearning(tx, learning)
    return goTo(learningPaths.list({}), 'The learning is recorded')
  },
})
