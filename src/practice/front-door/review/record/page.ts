import { z } from 'zod'
import { elapsedMinutes } from '#kernel/clock'
import { conflict, missing, ok } from '#kernel/outcome'
import { count, durationInWords, timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { HistorySource } from '#platform/area'
import { details, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fields, type Route } from '#platform/http'
import { asTyped, longInput, textInput, timeInput } from '#platform/questions'
import { namesOf } from '#practice/organisation'
import { gather } from '../../pages/contact/gather.ts'
import { timeLine } from '../../pages/contact/time-line.ts'
import { contactForm } from '../../pages/parts/contact-form.ts'
import { words } from '../../pages/parts/fields.ts'
import { knownPanel } from '../../pages/parts/known-panel.ts'
import { paths } from '../../paths.ts'
import type { Contact } from '../../store/contacts.ts'
import { takeReview } from '../rules.ts'
import { correctReview, findReview, type Review, recordReview } from '../store.ts'
import { rungWords } from '../words.ts'

const form = z.object({
  whyNoOutcome: fields.text('Say why there is no outcome yet', 4000),
  whatHappensNow: fields.text('Say what happens now, and who does it', 4000),
  nextAt: fields.dateTime('Enter when it is looked at again'),
  correctionReason: words(2000),
})

/** The 24-hour review: why there is no outcome, what happens now, and when next. Recorded, it can be corrected. */
export const reviewPage = (histories: () => readonly HistorySource[]): Route =>
  contactForm({
    path: paths.review,
    may: access.reviewContacts,
    form,
    title: '24-hour review',
    button: 'Record the review',
    width: 'wide',
    async questions({ tx, params, contact, form: typed, now }) {
      const review = await findReview(tx, contact.id, params.reviewId)
      if (review === null) return missing('review')
      const { entries, known, nameOf } = await gather(tx, contact, histories())
      const record = review.record?.kind === 'reviewed' ? review.record : null
      const given = (words: string | undefined) => (words === undefined ? {} : { fallback: words })
      return html`${await standing(tx, contact, review, now)}
<div class="los-beside"><div>
<blockquote class="govuk-inset-text los-lines">${contact.concern || 'The extract does not say what the worry is.'}</blockquote>
${details({ summaryText: 'Everything recorded so far', html: html`<h2 class="govuk-visually-hidden">Time line</h2>${timeLine(entries, now)}`, open: true })}
${record !== null && insetText({ text: `${nameOf(record.reviewedBy)} recorded this review ${whenInWords(record.firstRecordedAt, now)}. What you record now corrects it; the first stays in the record.` })}
${longInput(typed, { name: 'whyNoOutcome', label: 'Why is there no outcome yet?', ...given(record?.whyNoOutcome) })}
${longInput(typed, { name: 'whatHappensNow', label: 'What happens now, and who does it?', ...given(record?.whatHappensNow) })}
${timeInput(typed, { name: 'nextAt', label: 'When is it looked at again?', hint: 'Within 24 hours.', ...(record?.nextAt ? { fallback: asTyped(record.nextAt) } : {}) })}
${record !== null && textInput(typed, { name: 'correctionReason', label: 'Why is the review corrected?' })}
<p class="govuk-body">If you can decide now, <a class="govuk-link" href="${paths.decide({ contactId: contact.id })}">record the decision</a> instead: it ends the review.</p>
</div>${knownPanel(known, now)}</div>`
    },
    async record({ tx, params, contact, answers, user, now }) {
      const review = await findReview(tx, contact.id, params.reviewId)
      if (review === null) return missing('review')
      if (review.record?.kind === 'outcome-recorded') return ended
      const taken = takeReview(answers, { now })
      if (!taken.ok) return taken
      const { correctionReason, ...said } = answers
      if (review.record === null) {
        await recordReview(tx, review, said, { personId: user.personId })
        return ok('The review is recorded. The clock runs on.')
      }
      if (correctionReason === '') return recordedBefore(tx, review, now)
      const corrects = review.record.id
      await correctReview(tx, review, said, { personId: user.personId, corrects, reason: correctionReason })
      return ok('The review is corrected')
    },
  })

const ended = conflict(
  'An outcome was recorded for this contact, which ended the review.',
  'Nothing more has to be done. Open the contact to read the decision.',
)

type Tx = Parameters<typeof findReview>[0]
type Now = Tx['now']

async function recordedBefore(tx: Tx, review: Review, now: Now) {
  const by = review.record?.reviewedBy ?? null
  const name = by === null ? undefined : (await namesOf(tx, [by])).get(by)
  const when = review.record === null ? '' : ` ${whenInWords(review.record.firstRecordedAt, now)}`
  return conflict(
    `${name ?? 'Somebody'} recorded this review${when}.`,
    'What you typed is kept. If theirs is wrong, say why at the end of the page, and yours corrects it.',
  )
}

async function standing(tx: Tx, contact: Contact, review: Review, now: Now): Promise<Html> {
  const names = await namesOf(tx, review.assignedTo === null ? [] : [review.assignedTo])
  const whose =
    review.assignedTo === null ? 'nobody: there was a gap in the rota' : (names.get(review.assignedTo) ?? '')
  const waited = contact.receivedAt === null ? '' : durationInWords(elapsedMinutes(contact.receivedAt, now))
  const left = review.dueAt === null ? null : timeLeftInWords(review.dueAt, now)
  const state =
    review.record?.kind === 'outcome-recorded'
      ? html`An outcome ended this review.`
      : html`With <strong>${whose}</strong> (${rungWords[review.rung].toLowerCase()})${
          left !== null && html`, <strong class="${left.isOver ? 'los-late' : ''}">${left.text}</strong>`
        }.`
  return html`<p class="govuk-body-l">No outcome for ${waited}. Review at ${review.period * 24} hours, opened ${whenInWords(review.openedAt, now)}.</p>
<p class="govuk-body">${state}${review.missed > 0 && ` ${count(review.missed, 'earlier review')} passed while nobody ran, and ${review.missed === 1 ? 'is' : 'are'} counted in this one.`}</p>`
}
