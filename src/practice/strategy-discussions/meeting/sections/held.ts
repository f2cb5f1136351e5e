import { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import { durationInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { namesOf } from '#practice/organisation'
import type { Section, SectionAsked } from '../../pages/discussion/page.ts'
import { paths } from '../../paths.ts'
import { chairConfirmedBy } from '../../rules/limits.ts'
import type { Settlement } from '../../store/discussions.ts'
import { forms } from '../../words.ts'
import { chairNameOf, departureInWords } from '../pages/parts/chair.ts'
import { meetingPaths } from '../paths.ts'
import { findChairConfirmation } from '../store/confirmations.ts'
import { findFullMeeting } from '../store/full-meeting.ts'

/** How it was held, or the way to record that it was. */
export const heldSection: Section = async (asked) => {
  const { discussion, user } = asked
  const { settlement, state } = discussion
  const mayRecord = may(user, access.recordDiscussions)
  if (state === 'due')
    return mayRecord
      ? html`<h2 class="govuk-heading-m">At the discussion</h2>
<ul class="govuk-list los-actions"><li><a class="govuk-link" href="${meetingPaths.hold({ discussionId: discussion.id })}">Record that it was held</a></li></ul>`
      : null
  if (state !== 'held' || settlement === null) return null
  return html`<h2 class="govuk-heading-m">How it was held</h2>
${summaryList({ rows: (await rowsOf(asked, settlement)).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })) })}
${mayRecord && html`<p class="govuk-body"><a class="govuk-link" href="${meetingPaths.correctHeld({ discussionId: discussion.id })}">Correct how it was held</a></p>`}`
}

type Row = readonly [string, Html | string]

async function rowsOf(asked: SectionAsked, held: Settlement): Promise<readonly Row[]> {
  const { tx, now, discussion } = asked
  const ended = held.endedAt ?? held.happenedAt
  const length = durationInWords(elapsedMinutes(held.happenedAt, ended))
  const isLate = Temporal.Instant.compare(held.happenedAt, discussion.dueAt) > 0
  const fullMeeting = await findFullMeeting(tx, discussion.id)
  const rows: readonly Row[] = [
    ['When', html`${whenInWords(held.happenedAt, now)}, for ${length} ${isLate && tag('Held late', 'red')}`],
    ['How', html`${forms[held.form ?? 'mixed']} ${held.isEmergencyCall && tag('Emergency call', 'orange')}`],
    ['Why by telephone', held.whyByPhone],
    ['Chair', await chairOf(asked, held)],
    [
      'Minutes',
      held.minuteTakerId === null ? '' : ((await namesOf(tx, [held.minuteTakerId])).get(held.minuteTakerId) ?? ''),
    ],
    [
      'Full meeting',
      fullMeeting === null
        ? ''
        : html`<a class="govuk-link" href="${paths.discussion({ discussionId: fullMeeting.id })}">${fullMeeting.reference}</a>`,
    ],
    ['Corrected because', held.reason],
  ]
  return rows.filter(([, value]) => value !== '')
}

async function chairOf({ tx, now, user, discussion }: SectionAsked, held: Settlement): Promise<Html | string> {
  const name = await chairNameOf(tx, held)
  if (held.chairDepartures.length === 0) return name
  const confirmed = await findChairConfirmation(tx, held.id)
  const by = chairConfirmedBy(held.endedAt ?? held.happenedAt)
  const waits = html`${Temporal.Instant.compare(by, now) < 0 ? tag('Not confirmed in time', 'red') : tag('To be confirmed', 'yellow')} by ${whenInWords(by, now)}
${may(user, access.confirmChairs) && html`<a class="govuk-link" href="${meetingPaths.confirmChair({ discussionId: discussion.id })}">Confirm the chair</a>`}`
  return html`${name} ${tag('Departs from the standard', 'orange')}<br>
${held.chairDepartures.map(departureInWords).join(' and ')}: <span class="los-lines">${held.chairDepartureReason}</span><br>
${confirmed === null ? waits : html`${confirmed.isConfirmed ? tag('Confirmed', 'green') : tag('Not agreed with', 'red')} ${confirmed.confirmedByName}, ${whenInWords(confirmed.confirmedAt, now)}: <span class="los-lines">${confirmed.words}</span>`}`
}
