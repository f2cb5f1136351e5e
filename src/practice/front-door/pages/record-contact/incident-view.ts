import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import { choicesOf, textInput } from '#platform/questions'
import type { Known } from '../../store/known.ts'
import type { EarlierContact } from '../../store/of-children.ts'
import { sources } from '../../words.ts'

/** How far back another contact may be about the same incident. */
const days = 30

/** Contacts of these days about these children and their siblings, to be ticked when they are about the same incident. */
export function incidentView(form: FormState, known: Known, now: Temporal.Instant): Html {
  const recent = recentContacts(known, londonDate(now))
  const byReference = textInput(
    form,
    {
      name: 'linkedReference',
      label: 'Reference of another contact about the same incident',
      hint: 'For example, C-2611-0042',
    },
    { classes: 'govuk-input--width-10' },
  )
  if (recent.length === 0) {
    return details({
      summaryText: 'Somebody else has told us about the same incident',
      open: form.value('linkedReference') !== '' || form.error('linkedReference') !== undefined,
      html: byReference,
    })
  }
  return html`${choicesOf(
    form,
    {
      name: 'linked',
      label: 'Is one of these about the same incident?',
      hint: 'They are then shown together, and one incident is not decided twice.',
    },
    recent.map(({ contactId, reference, receivedOn, sourceCode, concern }) => ({
      value: contactId,
      text: `${reference}, ${dateInWords(receivedOn)}, ${sources[sourceCode].words}`,
      hint: concern.slice(0, 120),
    })),
  )}${byReference}`
}

function recentContacts({ children, siblings }: Known, today: Temporal.PlainDate): readonly EarlierContact[] {
  const since = today.subtract({ days })
  const all = [...children, ...siblings].flatMap(({ contacts }) => contacts)
  const recent = all.filter(({ receivedOn }) => Temporal.PlainDate.compare(receivedOn, since) >= 0)
  return recent.filter(({ contactId }, place) => recent.findIndex((other) => other.contactId === contactId) === place)
}
