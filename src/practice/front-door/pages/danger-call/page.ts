import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, choiceOf, textInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordDangerCall } from '../../store/danger-calls.ts'
import { emergencyServiceNames, emergencyServices } from '../../words.ts'
import { words } from '../parts/fields.ts'

const form = z.object({
  called: fields.choice(emergencyServiceNames, 'Choose who was called'),
  calledOther: words(200),
  calledAt: fields.dateTime('Enter when they were called'),
  incidentNumber: words(100),
  note: words(2000),
})

/** Who was called and when, before anything else is typed. The contact follows on the next page. */
export const dangerCallPage = page({
  path: paths.dangerCall,
  may: access.recordContacts,
  form,
  draft: true,
  async view({ form, now }) {
    const body = html`<p class="govuk-body-l">If nobody has called 999 yet, do that first. This page can wait.</p>
${formTag(form, {}, [
  choiceOf(
    form,
    { name: 'called', label: 'Who was called?' },
    emergencyServiceNames.map((value) => ({
      value,
      text: emergencyServices[value],
      ...(value === 'other' ? { reveals: textInput(form, { name: 'calledOther', label: 'Who?' }) } : {}),
    })),
  ),
  timeInput(form, { name: 'calledAt', label: 'When?', fallback: asTyped(now) }),
  textInput(
    form,
    { name: 'incidentNumber', label: 'Their incident number, if they gave one' },
    { classes: 'govuk-input--width-20' },
  ),
  textInput(form, { name: 'note', label: 'Anything that must not be forgotten' }),
  button({ text: 'Record the call and go on to the contact', preventDoubleClick: true }),
])}`
    return screen({ title: 'A child is in danger now', body, back: { href: paths.recordContact({}) } })
  },
  async submit({ tx, answers, user, now }) {
    if (answers.called === 'other' && answers.calledOther === '')
      return invalid({ field: 'calledOther', message: 'Enter who was called' })
    if (answers.calledAt.epochNanoseconds > now.epochNanoseconds)
      return invalid({ field: 'calledAt', message: 'Change when they were called: this time has not come yet' })
    const callId = await recordDangerCall(tx, answers, user.personId)
    return goTo(paths.recordAfterCall({ callId }), 'The call is recorded')
  },
})
