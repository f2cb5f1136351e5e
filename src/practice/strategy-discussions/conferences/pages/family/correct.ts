import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { longInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { recordConferenceStep } from '../../store/record.ts'
import { familyPage } from './family-page.ts'

const form = z.object({ reason: fields.text('Say what was wrong', 2000) })

/** A conference recorded as held or not required by mistake: the child waits again, and the mistake stays on record. */
export const correctPage = familyPage({
  path: conferencePaths.correct,
  title: 'Correct what was recorded of the conference',
  form,
  applies: ({ held, notRequired }) => held !== null || notRequired !== null,
  none: 'Nothing was recorded of a conference that could be corrected.',
  lead: () =>
    html`<p class="govuk-body">The child waits for the conference again, with the same last day. Then record it as it was.</p>`,
  questions: ({ form: typed }) => [longInput(typed, { name: 'reason', label: 'What was wrong?' })],
  submitWords: 'Take it back',
  async record({ tx, enquiries, answers }) {
    for (const enquiry of enquiries)
      await recordConferenceStep(tx, enquiry, {
        kind: 'corrected',
        replaces: enquiry.held?.stepId ?? enquiry.notRequired?.stepId ?? null,
        reason: answers.reason,
      })
    return ok('Taken back: the child waits for the conference again')
  },
})
