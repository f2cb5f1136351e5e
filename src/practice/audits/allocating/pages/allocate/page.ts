import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { textInput, tickOf } from '#platform/questions'
import { findCycle, lockCycle } from '../../../cases/store/cycles.ts'
import { paths } from '../../../paths.ts'
import { allocateRound } from '../../allocate.ts'
import { loadProblem } from '../../store/load.ts'

const form = z.object({
  hoursEach: fields.optionalText(5).pipe(
    z
      .string()
      .regex(/^\d{1,3}(\.\d)?$/, 'Give hours as a number, such as 12 or 7.5, or leave it empty')
      .transform(Number)
      .nullable(),
  ),
  setsAside: fields.ticked,
})

/** Works out who audits what in a round. Pressed again after somebody fell ill, it changes as little as a fair load allows. */
export const allocatePage = page({
  path: paths.allocate,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle === null) return missing('round')
    const { problem, unknown } = await loadProblem(tx, cycle, { seed: 0, hoursEach: null })
    const there = problem.auditors.filter(({ isAbsent }) => !isAbsent).length
    const work = problem.cases.reduce((sum, { markers }) => sum + markers * cycle.hoursEach, 0)
    return screen({
      title: `Allocate ${cycle.reference}`,
      back: { href: paths.cycle(params), text: `${cycle.reference} ${cycle.name}` },
      body: html`<p class="govuk-body">${count(problem.cases.length, 'case')} to be given, ${count(work, 'hour')} of audits. ${count(there, 'person', 'people')} could be asked: ${
        cycle.kind === 'weekly-discussions' ? 'service managers' : 'those who are trained to audit and for this tool'
      }.</p>
${unknown.length > 0 && html`<p class="govuk-body">${count(unknown.length, 'case')} cannot be given to anybody, because it is not known whose work it was.</p>`}
<p class="govuk-body">What has been sent in stays where it is. Everything else is given as fairly as the rules allow, and stays with whoever has it where that is as fair.</p>
${formTag(typed, {}, [
  textInput(
    typed,
    { name: 'hoursEach', label: 'Hours that each of them has for it (optional)', hint: 'Empty: as many as it takes.' },
    { classes: 'govuk-input--width-5' },
  ),
  tickOf(typed, {
    name: 'setsAside',
    label: 'Where not every case can be given, give the others',
    hint: 'Otherwise nothing is given, and it says which rules clash.',
  }),
  button({ text: 'Allocate' }),
])}`,
    })
  },
  async submit({ tx, params, answers, calendar }) {
    const cycle = await lockCycle(tx, params.cycleId)
    if (cycle === null) return missing('round')
    const allocated = await allocateRound(tx, cycle, { ...answers, calendar })
    if (allocated === null)
      return conflict('There is nothing to allocate.', 'Draw cases first, or look at those that were sent in.')
    const notices = {
      optimal: `Allocated: ${count(allocated.changed, 'audit was', 'audits were')} given`,
      infeasible: 'It cannot be done. What clashes is said below',
      failed: 'The solver broke down. Nothing was given; try again',
    }
    return goTo(paths.cycle(params), notices[allocated.status])
  },
})
