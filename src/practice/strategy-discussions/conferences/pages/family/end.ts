import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, choiceOf, longInput, pickOf, timeInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { checkMoment } from '../../rules/limits.ts'
import { recordEnd } from '../../store/record.ts'
import { section47Outcomes } from '../../words.ts'
import { asOptions, listAuthorisers, unlessOneOf } from '../parts/people.ts'
import { familyPage } from './family-page.ts'

const form = z.object({
  outcome: fields.choice(keysOf(section47Outcomes), 'Choose how the enquiry ended'),
  reasons: fields.text('Say why', 4000),
  endedAt: fields.dateTime('Enter when it ended'),
  authorisedBy: fields.id('Choose who authorised it'),
})

/** A section 47 enquiry ends, with the outcomes of the Standard Safeguarding Dataset. */
export const endSection47Page = familyPage({
  path: conferencePaths.endSection47,
  title: 'End a section 47 enquiry',
  form,
  applies: ({ end, held }) => end === null || (end.outcome !== 'conference' && held === null),
  none: 'No enquiry of this discussion is open.',
  lead: () =>
    html`<p class="govuk-body">A child whose enquiry ends with a conference goes on waiting for it. With any other outcome nobody waits any more, so a manager authorises it.</p>`,
  questions: async ({ tx, form: typed, now }) => [
    choiceOf(
      typed,
      { name: 'outcome', label: 'How did it end?' },
      Object.entries(section47Outcomes).map(([value, text]) => ({ value, text })),
    ),
    longInput(typed, {
      name: 'reasons',
      label: 'Why?',
      hint: 'What was found about harm, and what protects the child.',
    }),
    timeInput(typed, { name: 'endedAt', label: 'When did it end?', fallback: asTyped(now) }),
    pickOf(
      typed,
      { name: 'authorisedBy', label: 'Authorised by', hint: 'A team manager or above.' },
      asOptions(await listAuthorisers(tx)),
    ),
  ],
  submitWords: 'Record the end',
  async record({ tx, enquiries, answers, now }) {
    const wrong = unlessOneOf(
      await listAuthorisers(tx),
      answers.authorisedBy,
      'authorisedBy',
      'Choose a team manager or above from the list',
    )
    if (wrong !== null) return wrong
    const at = checkMoment(
      'endedAt',
      answers.endedAt,
      enquiries.map(({ startedAt }) => startedAt),
      now,
    )
    if (!at.ok) return at
    const { outcome, reasons, endedAt, authorisedBy } = answers
    for (const enquiry of enquiries) await recordEnd(tx, enquiry, { outcome, reasons, endedAt, authorisedBy })
    return ok('The section 47 enquiry has ended')
  },
})
