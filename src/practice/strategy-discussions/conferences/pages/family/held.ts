import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { choiceOf, textInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { checkHeldOn } from '../../rules/limits.ts'
import { recordConferenceStep } from '../../store/record.ts'
import { familyPage } from './family-page.ts'

const form = z.object({
  heldOn: fields.day('Enter the day on which it was held'),
  ledToPlan: fields.choice(['yes', 'no'], 'Say whether it led to a child protection plan'),
})

/** The initial child protection conference was held. */
export const heldPage = familyPage({
  path: conferencePaths.held,
  title: 'The conference was held',
  form,
  applies: ({ isWaiting }) => isWaiting,
  none: 'No child of this discussion waits for a conference.',
  lead: () =>
    html`<p class="govuk-body">Where it decided differently for brothers and sisters, record those with a plan first, and the others after.</p>`,
  questions: ({ form: typed }) => [
    textInput(
      typed,
      { name: 'heldOn', label: 'On which day?', hint: 'For example, 24/6/2022.' },
      { classes: 'govuk-input--width-10' },
    ),
    choiceOf(typed, { name: 'ledToPlan', label: 'Did it lead to a child protection plan?' }, [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ]),
  ],
  submitWords: 'Record the conference',
  async record({ tx, enquiries, answers, today }) {
    const held = checkHeldOn(
      answers.heldOn,
      enquiries.map(({ startedAt }) => startedAt),
      today,
    )
    if (!held.ok) return held
    for (const enquiry of enquiries)
      await recordConferenceStep(tx, enquiry, {
        kind: 'held',
        heldOn: held.value,
        ledToPlan: answers.ledToPlan === 'yes',
      })
    return ok('The conference has been recorded')
  },
})
