import { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { partners } from '../../../words.ts'
import { meetingPaths } from '../../paths.ts'
import type { Information } from '../../store/information.ts'

interface SaidView {
  readonly information: readonly Information[]
  readonly user: User
  readonly now: Temporal.Instant
}

/** What each agency said, with what it answered since; promises with whether they were kept. */
export const saidView = ({ information, user, now }: SaidView): Html =>
  information.length === 0
    ? html`<p class="govuk-body">Nothing is written down yet.</p>`
    : html`<ul class="los-chosen">${information.map((said) => oneSaid(said, user, now))}</ul>`

function oneSaid(said: Information, user: User, now: Temporal.Instant): Html {
  const { partner, agencyName, givenByName, what, givenAt, answer } = said
  const from = [partners[partner], agencyName ?? '', givenByName].filter((part) => part !== '').join(' · ')
  return html`<li class="los-chosen__item"><div><strong>${from}</strong>, ${whenInWords(givenAt, now)} ${promiseTag(said, now)}
<p class="govuk-body govuk-!-margin-top-2 los-lines">${what}</p>
${answer?.kind === 'corrected' && html`<p class="govuk-body"><strong>Corrected by the agency:</strong> <span class="los-lines">${answer.correctedText}</span></p>`}
<p class="govuk-body-s">${answerInWords(said, now)} ${links(said, user)}</p></div></li>`
}

/** Awaited, late, or come. Nothing for what was said. */
export function promiseTag({ promisedBy, cameAt, fulfils }: Information, now: Temporal.Instant): Html | null {
  if (fulfils !== null) return tag('Sent as promised', 'green')
  if (promisedBy === null) return null
  if (cameAt !== null) return tag('Promised, and sent', 'green')
  const by = whenInWords(promisedBy, now)
  return Temporal.Instant.compare(promisedBy, now) < 0
    ? html`${tag('Not sent', 'red')} was promised by ${by}`
    : html`${tag('Promised', 'yellow')} by ${by}`
}

function answerInWords({ answer }: Information, now: Temporal.Instant): string {
  if (answer === null) return 'Not confirmed by the agency yet.'
  const family = answer.familyMaySee
    ? 'The family may see it.'
    : `The family may not see it: ${answer.familyMaySeeWhy}.`
  const how = answer.givenBy === 'telephone' ? ' by telephone' : ''
  const what = answer.kind === 'confirmed' ? 'Confirmed' : 'Corrected'
  return `${what} by ${answer.givenByName}${how}, ${whenInWords(answer.at, now)}. ${family}`
}

function links(said: Information, user: User): Html | null {
  if (!may(user, access.recordDiscussions)) return null
  const params = { discussionId: said.discussionId, informationId: said.id }
  const isAwaited = said.promisedBy !== null && said.cameAt === null
  return html`${isAwaited && html`<a class="govuk-link" href="${meetingPaths.sent(params)}">It has come</a> `}<a class="govuk-link" href="${meetingPaths.answer(params)}">What the agency says of it by telephone</a>`
}
