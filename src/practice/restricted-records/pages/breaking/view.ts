import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { whenInWords } from '#kernel/words'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import type { Breaking } from '../../store/breakings.ts'
import { emergencies, verdicts } from '../../words.ts'
import { choiceQuestion, longQuestion } from '../parts/questions.ts'
import { reviewState } from '../parts/review-state.ts'

/** What whoever looks may do with a breaking. */
export interface Allowed {
  readonly mayGiveBack: boolean
  readonly mayReview: boolean
  readonly seesReadings: boolean
  readonly isMine: boolean
}

interface BreakingPage {
  readonly breaking: Breaking
  readonly allowed: Allowed
  readonly form: FormState
  readonly now: Temporal.Instant
}

export const breakingView = ({ breaking, allowed, form, now }: BreakingPage): Html => html`${summaryList({
  rows: rowsOf(breaking, now).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
})}
${allowed.mayGiveBack && giveBackForm(breaking, allowed, form)}
${allowed.seesReadings && html`<p class="govuk-body"><a class="govuk-link" href="${readingsHref(breaking)}">See what ${breaking.personName} read</a></p>`}
${allowed.mayReview && reviewForm(form)}
${breaking.review === null && allowed.isMine && html`<p class="govuk-body">The record’s guardian reviews this. Nobody reviews their own.</p>`}`

const rowsOf = (breaking: Breaking, now: Temporal.Instant): readonly (readonly [string, string | Html])[] => [
  ['Record', breaking.childReference],
  ['Who', breaking.personName],
  ['When', whenInWords(breaking.brokenAt, now)],
  [
    breaking.endsAt.epochMilliseconds > now.epochMilliseconds ? 'Open until' : 'Was open until',
    html`${whenInWords(breaking.endsAt, now)}${breaking.wasGivenBack && ', given back'}`,
  ],
  ['Emergency', emergencies[breaking.reasonKind]],
  ['Why', breaking.reason],
  ['Guardian then', breaking.guardianName],
  ['Review', reviewState(breaking, now)],
  ...reviewRows(breaking, now),
]

function reviewRows({ review }: Breaking, now: Temporal.Instant): readonly (readonly [string, string])[] {
  if (review === null) return []
  const rows = [
    ['Reviewed', `${whenInWords(review.at, now)}, ${review.byName}`],
    ['Found', `${verdicts[review.verdict]}. ${review.reason}`],
  ] as const
  return review.follows === '' ? rows : [...rows, ['What follows', review.follows]]
}

const readingsHref = ({ childId, personId, brokenAt, endsAt }: Breaking): string =>
  paths.readings(
    { childId },
    { person: personId, from: londonDate(brokenAt).toString(), to: londonDate(endsAt).toString() },
  )

const giveBackForm = ({ childId }: Breaking, { isMine }: Allowed, form: FormState): Html =>
  html`${isMine && html`<p class="govuk-body"><a class="govuk-link" href="${childPaths.record({ childId })}">Open the record</a></p>`}
${formTag(form, {}, [
  html`<input type="hidden" name="step" value="give-back">`,
  button({
    text: isMine ? 'I no longer need it: close the record' : 'Close the record to them now',
    classes: 'govuk-button--secondary',
  }),
])}`

const reviewForm = (form: FormState): Html => html`<h2 class="govuk-heading-m">Review it</h2>
${formTag(form, {}, [
  html`<input type="hidden" name="step" value="review">`,
  choiceQuestion(form, { name: 'verdict', label: 'Was it needed?' }, verdicts),
  longQuestion(form, { name: 'reason', label: 'How do you know?', hint: 'Whom you asked, what was read.' }),
  longQuestion(form, {
    name: 'follows',
    label: 'What follows? (optional)',
    hint: 'Such as naming them on the record.',
  }),
  button({ text: 'Record the review' }),
])}`
