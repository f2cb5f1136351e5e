import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields, formTag } from '#platform/http'
import { findPerson, listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { stepName } from '../../rules/document.ts'
import { putBarrier, removeBarrier } from '../../rules/edit.ts'
import { editingPages, pressed } from '../parts/editing.ts'
import { longInput, openedOn, pick, saveOrRemove, shortInput } from '../parts/inputs.ts'

const form = z.object({
  ...pressed,
  stepId: fields.id('Choose the step at which it stands'),
  laneId: fields.optionalId('Choose whose barrier it is'),
  what: fields.text('Say what stands in the way', 300),
  effect: fields.optionalText(1000),
  action: fields.optionalText(1000),
  ownerId: fields.optionalId('Choose the owner from the list'),
  dueOn: fields.optionalDay(),
})

/** Adding a barrier to a draft, changing it, removing it. What became of it is told on its own page. */
export const barrierFormPages = editingPages(
  {
    list: 'barriers',
    what: 'barrier',
    form,
    async view({ tx, form: typed, version: { document, revision }, part }) {
      const people = await listPeople(tx, {})
      const called = (jobTitle: string): string => (jobTitle === '' ? '' : `, ${jobTitle}`)
      return html`${formTag(typed, {}, [
        openedOn(typed, revision),
        shortInput(typed, {
          name: 'what',
          label: 'What stands in the way?',
          hint: 'No names of children or families: partners read this too.',
          fallback: part?.what ?? '',
        }),
        pick(
          typed,
          { name: 'stepId', label: 'At which step?', fallback: part?.stepId ?? '' },
          document.steps.map((step) => ({ value: step.id, text: stepName(step) })),
        ),
        pick(
          typed,
          { name: 'laneId', label: 'Whose barrier is it?', fallback: part?.laneId ?? '' },
          document.lanes.map(({ id, name }) => ({ value: id, text: name })),
          'Nobody’s alone',
        ),
        longInput(typed, { name: 'effect', label: 'What does it lead to? (optional)', fallback: part?.effect ?? '' }),
        longInput(typed, { name: 'action', label: 'What is to be done? (optional)', fallback: part?.action ?? '' }),
        pick(
          typed,
          { name: 'ownerId', label: 'Who owns it?', fallback: part?.ownerId ?? '' },
          people.map(({ id, name, jobTitle }) => ({ value: id, text: `${name}${called(jobTitle)}` })),
          'Nobody yet',
        ),
        shortInput(
          typed,
          {
            name: 'dueOn',
            label: 'By when? (optional)',
            hint: 'For example, 27/11/2026.',
            fallback: part?.dueOn == null ? '' : part.dueOn.split('-').reverse().join('/'),
          },
          'govuk-input--width-10',
        ),
        saveOrRemove('barrier', part === null),
      ])}`
    },
    async build(tx, id, { stepId, laneId, what, effect, action, ownerId, dueOn }, document) {
      const owner = ownerId === null ? null : await findPerson(tx, ownerId)
      if (ownerId !== null && owner === null)
        return invalid({ field: 'ownerId', message: 'Choose the owner from the list' })
      if (laneId !== null && !document.lanes.some((lane) => lane.id === laneId))
        return invalid({ field: 'laneId', message: 'Choose a lane of this map' })
      return putBarrier(document, {
        id,
        stepId,
        laneId,
        what,
        effect: effect ?? '',
        action: action ?? '',
        ownerId,
        ownerName: owner?.name ?? '',
        dueOn: dueOn?.toString() ?? null,
      })
    },
    remove: removeBarrier,
  },
  { add: paths.addBarrier, change: paths.changeBarrier },
  'barrierId',
)
