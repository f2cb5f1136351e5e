import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { activities, activityNames } from '#kernel/process-activities'
import { keysOf } from '#kernel/words'
import { html } from '#platform/html'
import { fields, formTag } from '#platform/http'
import { paths } from '../../paths.ts'
import { stepName } from '../../rules/document.ts'
import { putStep, removeStep } from '../../rules/edit.ts'
import { stepKinds, timeUnits } from '../../words.ts'
import { editingPages, pressed } from '../parts/editing.ts'
import { choice, longInput, openedOn, pick, saveOrRemove, shortInput, ticks } from '../parts/inputs.ts'

const form = z
  .object({
    ...pressed,
    kind: fields.choice(keysOf(stepKinds), 'Choose what kind of step it is'),
    laneId: fields.id('Choose the lane it stands in'),
    name: fields.optionalText(200),
    note: fields.optionalText(2000),
    activities: fields.choices(activityNames, 'Choose records from the list'),
    amount: fields.optionalText(10),
    unit: fields.optionalChoice(keysOf(timeUnits), 'Choose how the time is counted'),
    source: fields.optionalText(200),
    countsFrom: fields.optionalId('Choose the step it is counted from'),
  })
  .refine(({ amount }) => amount === null || Number(amount) > 0, {
    path: ['amount'],
    message: 'Write the time as a number above 0, such as 15 or 1.5',
  })
  .refine(({ amount, unit }) => amount === null || unit !== null, {
    path: ['unit'],
    message: 'Choose how the time is counted',
  })
  .refine(({ amount, source }) => amount === null || source !== null, {
    path: ['source'],
    message: 'Say where the standard comes from: a standard without a source cannot be held',
  })

/** Adding a step to a draft, changing it, removing it. */
export const stepPages = editingPages(
  {
    list: 'steps',
    what: 'step',
    form,
    view: ({ form: typed, version: { document, revision }, part }) =>
      html`${formTag(typed, {}, [
        openedOn(typed, revision),
        choice(typed, { name: 'kind', label: 'What kind of step is it?', fallback: part?.kind ?? '' }, stepKinds),
        pick(
          typed,
          { name: 'laneId', label: 'In which lane?', fallback: part?.laneId ?? '' },
          document.lanes.map(({ id, name }) => ({ value: id, text: name })),
        ),
        shortInput(typed, {
          name: 'name',
          label: 'What happens?',
          hint: 'Begin with a verb, such as “Decide the outcome”. At a decision, ask the question.',
          fallback: part?.name ?? '',
        }),
        longInput(typed, { name: 'note', label: 'Note (optional)', fallback: part?.note ?? '' }),
        html`<h2 class="govuk-heading-m">Standard time</h2>`,
        shortInput(
          typed,
          {
            name: 'amount',
            label: 'How long may it take? (optional)',
            hint: 'A number, such as 24. Leave it empty when there is no standard.',
            fallback: part?.standard ? String(part.standard.amount) : '',
          },
          'govuk-input--width-4',
        ),
        choice(typed, { name: 'unit', label: 'Counted in', fallback: part?.standard?.unit ?? '' }, timeUnits),
        pick(
          typed,
          { name: 'countsFrom', label: 'Counted from', fallback: part?.standard?.countsFrom ?? '' },
          document.steps.filter(({ id }) => id !== part?.id).map((step) => ({ value: step.id, text: stepName(step) })),
          'Whatever comes before',
        ),
        shortInput(typed, {
          name: 'source',
          label: 'Where does the standard come from?',
          hint: 'Such as “Working Together” or “Local standard”.',
          fallback: part?.standard?.source ?? '',
        }),
        html`<h2 class="govuk-heading-m">In the records</h2>`,
        ticks(
          typed,
          {
            name: 'activities',
            label: 'What shows in the records that it happened?',
            hint: 'So that the map can be held against what really happens. Nothing, if it leaves no record.',
          },
          part?.activities ?? [],
          activityNames.map((value) => ({ value, text: activities[value] })),
        ),
        saveOrRemove('step', part === null),
      ])}`,
    async build(
      _tx,
      id,
      { kind, laneId, name, note, activities: records, amount, unit, source, countsFrom },
      document,
    ) {
      if (amount === null && source !== null)
        return invalid({ field: 'amount', message: 'Write how long it may take, or leave the source empty' })
      const standard =
        amount === null || unit === null || source === null
          ? null
          : { amount: Number(amount), unit, source, countsFrom }
      return putStep(document, {
        id,
        kind,
        laneId,
        name: name ?? '',
        note: note ?? '',
        activities: [...records],
        standard,
      })
    },
    remove: removeStep,
  },
  { add: paths.addStep, change: paths.step },
  'stepId',
)
