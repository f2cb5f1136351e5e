import type { Temporal } from 'temporal-polyfill'
import { missing } from '#kernel/outcome'
import { dayInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { listMeetings, type Meeting } from '../../store/meetings.ts'
import { listPacks, type Pack } from '../../store/packs.ts'
import { findSeries, type Series } from '../../store/series.ts'
import { hasWeeklyPack, seriesKinds } from '../../words.ts'
import { stateTag } from '../parts/state.ts'

const shown = 12

/** One series: what it is, its meetings, and its packs. */
export const seriesPage = page({
  path: paths.series,
  may: access.seeAllMeetings,
  async view({ tx, params, user, now }) {
    const series = await findSeries(tx, params.seriesId)
    if (series === null) return missing('series of meetings')
    const { meetings, total } = await listMeetings(tx, { seriesId: series.id, limit: shown })
    const { packs } = await listPacks(tx, { seriesId: series.id, limit: shown })
    return screen({
      title: series.name,
      back: { href: paths.allSeries({}), text: 'Series of meetings' },
      body: html`${factsOf(series)}
${actionsFor(series, user)}
<h2 class="govuk-heading-m">Meetings</h2>
${meetings.length === 0 ? html`<div class="los-empty"><p class="govuk-body">None has been planned yet.</p></div>` : meetings.map((meeting) => meetingLine(meeting, now))}
${total > shown && html`<p class="govuk-body"><a class="govuk-link" href="${paths.meetings({}, { series: series.id })}">All ${total} meetings</a></p>`}
${hasWeeklyPack(series.kind) && packsPart(series, packs, now)}`,
    })
  },
})

const factsOf = (series: Series): Html =>
  summaryList({
    rows: [
      ['Kind', seriesKinds[series.kind]],
      ['For', series.purpose],
      ['Where', series.place],
      ['Chair', series.chairName ?? 'Not decided'],
      ['Minute-taker', series.minuteTakerName ?? 'Not decided'],
      ['State', series.isEnded ? 'Ended' : 'Goes on'],
    ]
      .filter(([, value]) => value !== '')
      .map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } })),
  })

const actionsFor = (series: Series, user: User): Html | false =>
  may(user, access.recordMeetings) &&
  html`<div class="los-actions govuk-!-margin-bottom-6">${!series.isEnded && button({ text: 'Plan a meeting', href: paths.plan({}, { series: series.id }) })}
${hasWeeklyPack(series.kind) && may(user, access.issuePacks) && button({ text: 'Make the week’s pack', href: paths.draftPack({ seriesId: series.id }), classes: 'govuk-button--secondary' })}
<a class="govuk-link" href="${paths.changeSeries({ seriesId: series.id })}">Change the series</a></div>`

const meetingLine = (meeting: Meeting, now: Temporal.Instant): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.meeting({ meetingId: meeting.id })}">${whenInWords(meeting.startsAt, now)}</a> <span class="los-quiet">${meeting.reference}</span> ${stateTag(meeting, now)}</p>`

const packsPart = (series: Series, packs: readonly Pack[], now: Temporal.Instant): Html =>
  html`<h2 class="govuk-heading-m">Packs</h2>
${packs.length === 0 ? html`<div class="los-empty"><p class="govuk-body">None has been issued yet.</p></div>` : html`<ul class="govuk-list govuk-list--spaced">${packs.map((pack) => packLine(pack, now))}</ul>`}
${packs.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${paths.packs({}, { series: series.id })}">All packs</a></p>`}`

const packLine = (pack: Pack, now: Temporal.Instant): Html =>
  html`<li><a class="govuk-link" href="${paths.pack({ packId: pack.id })}">Week from ${dayInWords(pack.week)}</a>, issued ${whenInWords(pack.issuedAt, now)} by ${pack.issuedByName}${pack.supersededBy !== null && ' (another has taken its place)'}</li>`
