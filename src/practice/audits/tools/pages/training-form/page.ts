import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, missing } from '#kernel/outcome'
import { access, allows } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { pickOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listPeople, type Person } from '#practice/organisation'
import { toolPaths } from '../../paths.ts'
import { findTool } from '../../store/tools.ts'
import { recordToolTraining } from '../../store/training.ts'

const form = z.object({
  personId: fields.id('Choose who was trained'),
  completedOn: fields.day('Enter the day it was completed'),
  expiresOn: fields.optionalDay(),
})

/** Those who may be given audits at all. */
const listAuditors = async (tx: Tx): Promise<readonly Person[]> =>
  (await listPeople(tx, { employer: 'own' })).filter(({ roles }) => allows(access.doAudits, roles))

/** Records that somebody was trained for a tool. */
export const addToolTrainingPage = page({
  path: toolPaths.addTraining,
  may: access.runAudits,
  form,
  async view({ tx, params, form: asked }) {
    const tool = await findTool(tx, params.toolId)
    if (tool === null) return missing('audit tool')
    const people = await listAuditors(tx)
    return screen({
      title: `Training for “${tool.name}”`,
      back: { href: toolPaths.training({}), text: 'Training for audit tools' },
      body: formTag(asked, {}, [
        pickOf(
          asked,
          { name: 'personId', label: 'Who was trained', hint: 'Those whose role lets them audit.' },
          people.map(({ id, name, teamName }) => ({ value: id, text: teamName ? `${name}, ${teamName}` : name })),
        ),
        textInput(
          asked,
          { name: 'completedOn', label: 'Completed on', hint: 'For example, 27/11/2026.' },
          { classes: 'govuk-input--width-10' },
        ),
        textInput(
          asked,
          {
            name: 'expiresOn',
            label: 'Expires on (optional)',
            hint: 'The first day on which it no longer counts. Leave it empty if it does not run out.',
          },
          { classes: 'govuk-input--width-10' },
        ),
        button({ text: 'Record training' }),
      ]),
    })
  },
  async submit({ tx, params, answers, now }) {
    const tool = await findTool(tx, params.toolId)
    if (tool === null) return missing('audit tool')
    const { personId, completedOn, expiresOn } = answers
    if (!(await listAuditors(tx)).some(({ id }) => id === personId))
      return invalid({ field: 'personId', message: 'Choose somebody from the list' })
    if (Temporal.PlainDate.compare(completedOn, londonDate(now)) > 0)
      return invalid({
        field: 'completedOn',
        message: 'Record training once it is completed: this day is still to come',
      })
    if (expiresOn !== null && Temporal.PlainDate.compare(expiresOn, completedOn) <= 0)
      return invalid({ field: 'expiresOn', message: 'It must expire after it was completed' })
    const recorded = await recordToolTraining(tx, { toolId: tool.id, personId, completedOn, expiresOn })
    return recorded.ok ? goTo(toolPaths.training({}, { tool: tool.id }), 'Training recorded') : recorded
  },
})
