import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, textInput } from '#platform/questions'
import type { RecordVersion } from '../../../meeting/store/records.ts'
import { afterPaths } from '../../paths.ts'
import type { Circulation, RecipientToSend } from '../../recipients.ts'
import { sendingWays } from '../../words.ts'
import { copiesView, stateView } from '../parts/copies.ts'

export const sendingChoices = ['mail', 'otherwise', 'not-yet'] as const

interface CirculateView {
  readonly form: FormState
  readonly discussionId: string
  readonly circulation: Circulation
  readonly record: RecordVersion
  readonly now: Temporal.Instant
}

/** Everybody who lacks the version that stands, each with the way it goes to them; below, where every copy is. */
export function circulateView({ form, discussionId, circulation, record, now }: CirculateView): Html {
  const lacking = new Set(circulation.state.missing.map(({ key }) => key))
  const recipients = circulation.recipients.filter(({ key }) => lacking.has(key))
  return html`<p class="govuk-body">${stateView(circulation, now)}</p>
<p class="govuk-body">The version of ${whenInWords(record.recordedAt, now)}, by ${record.recordedByName}, goes to everybody who was asked or was there, absent ones too. Mail holds the reference and a link, nothing else.</p>
${
  recipients.length === 0
    ? html`<p class="govuk-body">${circulation.recipients.length === 0 ? 'Nobody was asked or is on the list of attendance, so there is nobody to send it to.' : 'Everybody has this version.'}</p>`
    : formTag(form, {}, [
        html`<input type="hidden" name="record" value="${form.wasTyped && form.problems.length > 0 ? form.value('record', record.id) : record.id}">`,
        ...recipients.map((recipient) => recipientQuestions(form, recipient)),
        button({ text: 'Send round', preventDoubleClick: true }),
      ])
}
<p class="govuk-body"><a class="govuk-link" href="${afterPaths.needToKnow({ discussionId })}">Tell somebody who was not part of it what they need to know</a>: the professional who referred, for one.</p>
${copiesView(circulation.copies, now)}`
}

function recipientQuestions(form: FormState, { key, called, email }: RecipientToSend): Html {
  const ways = email === '' ? [] : [{ value: 'mail', text: sendingWays.mail, hint: email }]
  return html`<div class="los-section">${choiceOf(
    form,
    {
      name: `to.${key}.how`,
      label: called,
      ...(email === '' ? { hint: 'They cannot read it here, or no address is known.' } : {}),
      fallback: email === '' ? '' : 'mail',
    },
    [
      ...ways,
      {
        value: 'otherwise',
        text: sendingWays.otherwise,
        reveals: textInput(form, { name: `to.${key}.howWords`, label: 'How did it go to them?' }),
      },
      { value: 'not-yet', text: 'Not yet' },
    ],
  )}</div>`
}
