import { z } from 'zod'
import { activities, activityNames } from '#kernel/process-activities'
import { html } from '#platform/html'
import { fields, formTag } from '#platform/http'
import { paths } from '../../paths.ts'
import { stepName } from '../../rules/document.ts'
import { putFlow, removeFlow } from '../../rules/edit.ts'
import { recordsBefore } from '../../rules/mapped.ts'
import { editingPages, pressed } from '../parts/editing.ts'
import { openedOn, pick, saveOrRemove, shortInput, ticks } from '../parts/inputs.ts'

const form = z.object({
  ...pressed,
  from: fields.id('Choose the step it comes from'),
  to: fields.id('Choose the step it goes to'),
  condition: fields.optionalText(200),
  after: fields.choices(activityNames, 'Choose records from the list'),
})

/** Adding a flow to a draft, changing it, removing it. */
export const flowPages = editingPages(
  {
    list: 'flows',
    what: 'flow',
    form,
    view({ form: typed, version: { document, revision }, part }) {
      const options = document.steps.map((step) => ({ value: step.id, text: stepName(step) }))
      const records = recordsBefore(document, typed.value('from', part?.from ?? ''))
      return html`${formTag(typed, {}, [
        openedOn(typed, revision),
        pick(typed, { name: 'from', label: 'From', fallback: part?.from ?? '' }, options),
        pick(typed, { name: 'to', label: 'To', fallback: part?.to ?? '' }, options),
        shortInput(typed, {
          name: 'condition',
          label: 'When is it taken? (optional)',
          hint: 'After a decision, the answer, such as “Yes”.',
          fallback: part?.condition ?? '',
        }),
        records.length < 2
          ? html``
          : ticks(
              typed,
              {
                name: 'after',
                label: 'Only after these records?',
                hint: 'Nothing ticked means after any of them.',
              },
              part?.after ?? [],
              records.map((value) => ({ value, text: activities[value] })),
            ),
        saveOrRemove('flow', part === null),
      ])}`
    },
    build: async (_tx, id, { from, to, condition, after }, document) =>
      putFlow(document, { id, from, to, condition: condition ?? '', after: [...after] }),
    remove: removeFlow,
  },
  { add: paths.addFlow, change: paths.flow },
  'flowId',
)
