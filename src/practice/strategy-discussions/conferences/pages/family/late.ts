import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { longInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { recordConferenceStep } from '../../store/record.ts'
import { familyPage } from './family-page.ts'

const form = z.object({ reason: fields.text('Say why it is late', 4000) })

/** Why a conference is late, or will be. Said again, the later reason stands. */
export const latePage = familyPage({
  path: conferencePaths.late,
  title: 'Why is the conference late?',
  form,
  applies: ({ isWaiting }) => isWaiting,
  none: 'No child of this discussion waits for a conference.',
  lead: () =>
    html`<p class="govuk-body">Conferences slip for want of minute-takers, chairs, reports or a translator. What stands here is what can be put right.</p>`,
  questions: ({ form: typed }) => [longInput(typed, { name: 'reason', label: 'Why?' })],
  submitWords: 'Record why',
  async record({ tx, enquiries, answers }) {
    for (const enquiry of enquiries)
      await recordConferenceStep(tx, enquiry, {
        kind: 'late-because',
        reason: answers.reason,
        replaces: enquiry.lateBecause?.stepId ?? null,
      })
    return ok('Recorded why the conference is late')
  },
})
