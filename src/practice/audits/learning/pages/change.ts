import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, tickOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listThemes } from '../../themes/store/themes.ts'
import { learningPaths } from '../paths.ts'
import { type Learning, listLearning, recordLearning } from '../store/learning.ts'
import { learningFields, learningOf, learningQuestions, problemsWith } from './form.ts'

const form = z.object({ ...learningFields, why: fields.text('Say why', 500), isCancelled: fields.ticked })

/** Puts right what was recorded of learning, or takes it back. What stood before is kept. */
export const changeLearningPage = page({
  path: learningPaths.change,
  may: access.runAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const stands = await find(tx, params.learningId)
    if (stands === null) return missing('learning')
    return screen({
      title: 'Correct what was recorded of learning',
      back: { href: learningPaths.list({}), text: 'Learning from audits' },
      body: formTag(typed, { autosave: true }, [
        ...learningQuestions(typed, await listThemes(tx), now, stands),
        tickOf(typed, { name: 'isCancelled', label: 'It did not happen: take it back' }),
        longInput(typed, { name: 'why', label: 'Why is it corrected?' }),
        button({ text: 'Correct it', preventDoubleClick: true }),
      ]),
    })
  },
  async submit({ tx, params, answers: { why, isCancelled, ...answers }, now }) {
    const stands = await find(tx, params.learningId)
    if (stands === null) return missing('learning')
    const learning = learningOf(answers)
    const problems = problemsWith(learning, await listThemes(tx), now)
    if (problems.length > 0) return invalid(...problems)
    const recorded = await recordLearning(tx, learning, { replaces: stands.id, why, isCancelled })
    if (recorded === null)
      return conflict('Somebody else has corrected it meanwhile.', 'Read what stands now, and correct that.')
    return goTo(learningPaths.list({}), isCancelled ? 'It is taken back' : 'It is corrected')
  },
})

const find = async (tx: Tx, id: string): Promise<Learning | null> =>
  (await listLearning(tx, { id })).learning[0] ?? null
