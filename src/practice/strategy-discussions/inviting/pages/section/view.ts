import type { Temporal } from 'temporal-polyfill'
import { button, summaryList, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { MailState } from '#platform/mail'
import type { Person } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import type { Discussion } from '../../../store/discussions.ts'
import { forms, keyPartners } from '../../../words.ts'
import { timeWords } from '../../letter.ts'
import { chairNotes, isAfter } from '../../rules/arranging.ts'
import type { Arrangement } from '../../store/arrangements.ts'
import type { Invitation, Reply } from '../../store/invitations.ts'
import type { Told } from '../../store/told.ts'
import { placeOf } from '../parts/place.ts'
import { partnerRows } from './rows.ts'

export interface InvitingScreen {
  readonly discussion: Discussion
  readonly arrangement: Arrangement | null
  readonly chair: Person | null
  readonly invitations: readonly Invitation[]
  readonly replies: ReadonlyMap<string, readonly Reply[]>
  /** What became of the last mail about each invitation. */
  readonly mail: ReadonlyMap<string, MailState>
  /** Who was told in another way, by the message that did not arrive. */
  readonly told: ReadonlyMap<string, Told>
  readonly names: ReadonlyMap<string, string>
  readonly mayWork: boolean
  /** Whether it is to be recorded that somebody was told: of what is off as well. */
  readonly mayTell: boolean
  readonly now: Temporal.Instant
}

export const sectionView = (given: InvitingScreen): Html => html`<section aria-labelledby="inviting">
<h2 class="govuk-heading-m" id="inviting">When, and who comes</h2>
${given.arrangement === null || given.arrangement.isCancelled ? nothingArranged(given) : arranged(given.arrangement, given)}
${(given.invitations.length > 0 || given.mayWork) && table(given)}
</section>`

function nothingArranged({ arrangement, discussion, mayWork }: InvitingScreen): Html {
  const text = arrangement === null ? 'Nothing is arranged yet.' : `It was called off: ${arrangement.reason}`
  return html`<p class="govuk-body">${text}</p>
${mayWork && button({ text: 'Arrange it and invite the partners', href: paths.arrange({ discussionId: discussion.id }) })}`
}

function arranged(arrangement: Arrangement, { discussion, chair, names, mayWork }: InvitingScreen): Html {
  const { startsAt, form, place, minuteTakerId, lateReason, chairName } = arrangement
  const notes =
    chair === null
      ? []
      : chairNotes({ roles: chair.roles, isAllocatedWorker: chair.id === discussion.allocatedWorkerId })
  const chairWords = notes.length === 0 ? chairName : `${chairName} (${notes.join(', ')})`
  const rows: readonly (readonly [string, Html | string])[] = [
    ['When', timeWords(arrangement)],
    ['How', forms[form]],
    ['Where', placeOf(place)],
    ['Chair', chairWords],
    ['Minutes', minuteTakerId === null ? 'Nobody yet' : (names.get(minuteTakerId) ?? '')],
    ['Begins late because', lateReason],
  ]
  return html`${discussion.state === 'due' && isAfter(startsAt, discussion.dueAt) && warningText({ text: 'It begins after the discussion is due, and counts as late.', iconFallbackText: 'Warning' })}
${summaryList({
  rows: rows
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
})}
${mayWork && links(discussion.id)}`
}

const links = (discussionId: string): Html =>
  html`<ul class="govuk-list los-actions"><li><a class="govuk-link" href="${paths.arrange({ discussionId })}">Change the time, the place or the chair</a></li><li><a class="govuk-link" href="${paths.callOff({ discussionId })}">Call the time off</a></li></ul>`

function table(given: InvitingScreen): Html {
  const { invitations, mayWork, discussion } = given
  const asked = (isKey: boolean) =>
    invitations.filter(({ partner }) => keyPartners.some((key) => key === partner) === isKey)
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--s">Who is asked</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Partner', 'Asked', 'Reply', ...(mayWork ? ['To do'] : [])].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${keyPartners.map((partner) =>
    partnerRows(
      given,
      asked(true).filter((each) => each.partner === partner),
      partner,
    ),
  )}${asked(false).map((invitation) => partnerRows(given, [invitation], null))}
</tbody>
</table>
${mayWork && html`<ul class="govuk-list los-actions"><li><a class="govuk-link" href="${paths.invite({ discussionId: discussion.id })}">Ask somebody else</a></li></ul>`}`
}
