import { button } from '#platform/govuk'
import type { Html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { rungs, rungWords } from '../../words.ts'
import { choiceOf, textInput } from '../parts/inputs.ts'

export const contactView = (form: FormState): Html =>
  formTag(form, {}, [
    choiceOf(
      form,
      { name: 'rung', label: 'Rung', hint: 'Rung 1 is asked first. A rung may have several people.' },
      rungs.map((rung) => ({ value: String(rung), text: rungWords[rung] ?? `Rung ${rung}` })),
    ),
    textInput(form, { name: 'name', label: 'Full name' }),
    textInput(form, { name: 'jobTitle', label: 'Job title (optional)' }),
    textInput(
      form,
      { name: 'telephone', label: 'Telephone', hint: 'One that is answered when it matters.' },
      { type: 'tel', classes: 'govuk-input--width-20' },
    ),
    textInput(form, { name: 'email', label: 'E-mail address (optional)' }, { type: 'email' }),
    button({ text: 'Name this contact' }),
  ])
