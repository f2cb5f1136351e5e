import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { toolPaths } from '../../paths.ts'
import { findToolTraining, withdrawToolTraining } from '../../store/training.ts'

/** Takes back training for a tool that was entered by mistake. What was recorded stays in the history. */
export const withdrawToolTrainingPage = page({
  path: toolPaths.withdrawTraining,
  may: access.runAudits,
  form: z.object({ why: fields.text('Say why it is taken back', 1000) }),
  async view({ tx, params, form, now }) {
    const training = await findToolTraining(tx, params.trainingId, londonDate(now))
    if (training === null) return missing('training')
    const { personName, toolName, completedOn } = training
    return screen({
      title: `Take back training of ${personName}`,
      back: { href: toolPaths.training({}), text: 'Training for audit tools' },
      body: html`<p class="govuk-body">${toolName}, completed ${dateInWords(completedOn)}. From now on it counts as never given; audits that were given on it stay.</p>
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Take it back', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, answers, now }) {
    const training = await findToolTraining(tx, params.trainingId, londonDate(now))
    if (training === null) return missing('training')
    const withdrawn = await withdrawToolTraining(tx, training, answers.why)
    return withdrawn.ok ? goTo(toolPaths.training({}), 'Training taken back') : withdrawn
  },
})
