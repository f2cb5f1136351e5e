import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { findPerson } from '../../store/people.ts'
import { recordTraining } from '../../store/training.ts'
import { trainingKindNames, trainingKinds } from '../../words.ts'
import { choiceOf, dayInput } from '../parts/inputs.ts'

const trainingForm = z.object({
  kind: fields.choice(trainingKindNames, 'Choose what the training was for'),
  completedOn: fields.day('Enter the day it was completed'),
  expiresOn: fields.optionalDay(),
})

export const addTraining = page({
  path: paths.addTraining,
  may: access.manageOrganisation,
  form: trainingForm,
  async view({ tx, params, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const body = formTag(form, {}, [
      choiceOf(
        form,
        {
          name: 'kind',
          label: 'What it was for',
          hint: 'It gives a right: only people in date are given audits, or named to decide at night.',
        },
        trainingKindNames.map((kind) => ({ value: kind, text: trainingKinds[kind] })),
      ),
      dayInput(form, { name: 'completedOn', label: 'Completed on' }),
      dayInput(form, {
        name: 'expiresOn',
        label: 'Expires on (optional)',
        hint: 'The first day on which it no longer counts. Leave it empty if it does not run out.',
      }),
      button({ text: 'Record training' }),
    ])
    return screen({ title: `Training of ${person.name}`, body, back: { href: paths.person(params) } })
  },
  async submit({ tx, params, answers, now }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const { completedOn, expiresOn } = answers
    if (Temporal.PlainDate.compare(completedOn, londonDate(now)) > 0) {
      return invalid({
        field: 'completedOn',
        message: 'Record training once it is completed: this day is still to come',
      })
    }
    if (expiresOn !== null && Temporal.PlainDate.compare(expiresOn, completedOn) <= 0) {
      return invalid({ field: 'expiresOn', message: 'It must expire after it was completed' })
    }
    const recorded = await recordTraining(tx, { personId: person.id, ...answers })
    return recorded.ok ? goTo(paths.person(params), 'Training recorded') : recorded
  },
})
