import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { longInput, pickOf } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { unbook } from '../../store/book.ts'
import { recordConferenceStep } from '../../store/record.ts'
import { asOptions, listAuthorisers, unlessOneOf } from '../parts/people.ts'
import { familyPage } from './family-page.ts'

const form = z.object({
  reason: fields.text('Say why no conference is required', 4000),
  authorisedBy: fields.id('Choose who authorised it'),
})

/** No conference is required: a team manager or above says so, with the reason. A slot that was booked is given back. */
export const notRequiredPage = familyPage({
  path: conferencePaths.notRequired,
  title: 'A conference is not required',
  form,
  applies: ({ isWaiting }) => isWaiting,
  none: 'No child of this discussion waits for a conference.',
  lead: () => html`<p class="govuk-body">A slot that is booked is given back.</p>`,
  questions: async ({ tx, form: typed }) => [
    longInput(typed, { name: 'reason', label: 'Why is none required?' }),
    pickOf(
      typed,
      { name: 'authorisedBy', label: 'Authorised by', hint: 'A team manager or above.' },
      asOptions(await listAuthorisers(tx)),
    ),
  ],
  submitWords: 'Record that none is required',
  async record({ tx, enquiries, answers }) {
    const wrong = unlessOneOf(
      await listAuthorisers(tx),
      answers.authorisedBy,
      'authorisedBy',
      'Choose a team manager or above from the list',
    )
    if (wrong !== null) return wrong
    for (const enquiry of enquiries) {
      await unbook(tx, enquiry, 'No conference is required')
      await recordConferenceStep(tx, enquiry, {
        kind: 'not-required',
        reason: answers.reason,
        personId: answers.authorisedBy,
      })
    }
    return ok('Recorded: no conference is required')
  },
})
