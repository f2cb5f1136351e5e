import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { isBefore } from '../../rules/gaps.ts'
import type { Gap } from '../../rules/rota.ts'
import type { Staffing } from '../../rules/stand-in.ts'
import { mondayOf, type RotaDay, weekFrom } from '../../rules/week.ts'
import { gapsNotice } from '../parts/gaps.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import { rotaGrid } from './grid.ts'

export interface RotaWeek {
  readonly user: User
  readonly now: Temporal.Instant
  readonly monday: Temporal.PlainDate
  readonly days: readonly RotaDay[]
  /** Of the whole week, past days too. */
  readonly gaps: readonly Gap[]
  /** Who really works each shift, by its id. */
  readonly staffing: ReadonlyMap<string, Staffing>
  /** Names of those who stand in. */
  readonly names: ReadonlyMap<string, string>
  /** Shifts that somebody works without the training they need, by id. */
  readonly untrained: ReadonlySet<string>
}

export function rotaView(week: RotaWeek): Html {
  const { user, monday, gaps, now } = week
  const mayManage = may(user, access.manageRota)
  const toCome = gaps.filter(({ endsAt }) => isBefore(now, endsAt))
  return html`${organisationNavigation(user, 'Duty rota')}
<h2 class="govuk-heading-m">Week of ${dateInWords(monday)}</h2>
${weekLinks(monday, now)}
${toCome.length > 0 ? gapsNotice(toCome, now) : full(gaps, monday, now)}
${mayManage && html`<div class="los-actions los-no-print">${button({ text: 'Add a shift', href: paths.addShift({}, { week: monday.toString() }) })}${button({ text: 'Copy the week before', href: paths.copyWeek({}, { week: monday.toString() }), classes: 'govuk-button--secondary' })}</div>`}
${rotaGrid(week, mayManage)}
<p class="govuk-body los-list__downloads">Download this week: <a class="govuk-link" href="${paths.rota({}, { week: monday.toString(), format: 'csv' })}">CSV</a> <a class="govuk-link" href="${paths.rota({}, { week: monday.toString(), format: 'xlsx' })}">Excel</a></p>`
}

function full(gaps: readonly Gap[], monday: Temporal.PlainDate, now: Temporal.Instant): Html {
  if (gaps.length > 0) return insetText({ text: `${count(gaps.length, 'gap')} earlier this week went by unfilled.` })
  const isPast = isBefore(weekFrom(monday).endsAt, now)
  return insetText({
    text: isPast
      ? 'There was no gap in this week.'
      : 'No gap: at every moment of this week somebody who may decide is on duty.',
  })
}

function weekLinks(monday: Temporal.PlainDate, now: Temporal.Instant): Html {
  const link = (day: Temporal.PlainDate, words: string): Html =>
    html`<li><a class="govuk-link" href="${paths.rota({}, { week: day.toString() })}">${words}</a></li>`
  const thisWeek = mondayOf(londonDate(now))
  return html`<nav aria-label="Weeks" class="los-no-print"><ul class="govuk-list los-actions">${link(monday.subtract({ days: 7 }), 'Week before')}${!monday.equals(thisWeek) && link(thisWeek, 'This week')}${link(monday.add({ days: 7 }), 'Week after')}</ul></nav>`
}
