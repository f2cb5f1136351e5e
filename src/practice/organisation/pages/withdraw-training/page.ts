import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import type { TrainingRecord } from '../../rules/training.ts'
import { findPerson } from '../../store/people.ts'
import { listTraining, withdrawTraining } from '../../store/training.ts'
import { trainingKinds } from '../../words.ts'
import { longInput } from '../parts/inputs.ts'

const findTraining = async (
  tx: Tx,
  params: { readonly personId: string; readonly trainingId: string },
): Promise<TrainingRecord | undefined> =>
  (await listTraining(tx, [params.personId])).find(({ id }) => id === params.trainingId)

/** Takes back training that was entered by mistake. What was recorded stays in the history. */
export const withdrawTrainingPage = page({
  path: paths.withdrawTraining,
  may: access.manageOrganisation,
  form: z.object({ why: fields.text('Say why it is taken back', 1000) }),
  async view({ tx, params, form }) {
    const person = await findPerson(tx, params.personId)
    const training = await findTraining(tx, params)
    if (person === null || training === undefined) return missing('training')
    const what = `${trainingKinds[training.kind]}, completed ${dateInWords(training.completedOn)}.`
    return screen({
      title: `Take back training of ${person.name}`,
      back: { href: paths.person({ personId: person.id }) },
      body: html`<p class="govuk-body">${what} From now on it will count as never given.</p>
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Take it back', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const training = await findTraining(tx, params)
    if (training === undefined) return missing('training')
    const withdrawn = await withdrawTraining(tx, training, answers.why)
    return withdrawn.ok ? goTo(paths.person({ personId: params.personId }), 'Training taken back') : withdrawn
  },
})
