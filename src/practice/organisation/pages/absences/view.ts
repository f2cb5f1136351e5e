import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { isBefore, type OpenSpan } from '../../rules/gaps.ts'
import type { Absence } from '../../store/absences.ts'
import type { Covering } from '../../store/cover.ts'
import { absenceKinds } from '../../words.ts'
import { filterForm, pickFilter } from '../parts/filters.ts'
import { drawList, type List } from '../parts/lists.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import { personLink } from '../parts/people.ts'
import type { AbsencesQuery } from './page.ts'

/** Somebody's absence with whoever covers it, or cover that stands without an absence. */
export interface AwayRow extends OpenSpan {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly what: string
  readonly coveredBy: string
  readonly href: string
}

/** Each absence once, with the cover that shares time with it; then the cover that belongs to none. */
export function awayRows(absences: readonly Absence[], cover: readonly Covering[]): readonly AwayRow[] {
  const coverOf = (absence: Absence) =>
    cover.filter((entry) => entry.personId === absence.personId && shareTime(entry, absence))
  const withAbsence = new Set(absences.flatMap((absence) => coverOf(absence).map(({ id }) => id)))
  const away = absences.map((absence) => ({
    ...absence,
    what: `Away (${absenceKinds[absence.kind].toLowerCase()})`,
    coveredBy: coverOf(absence)
      .map(({ coveredByName }) => coveredByName)
      .join(', '),
    href: paths.absence({ absenceId: absence.id }),
  }))
  const covered = cover
    .filter(({ id }) => !withAbsence.has(id))
    .map((entry) => ({
      ...entry,
      what: 'Covered',
      coveredBy: entry.coveredByName,
      href: paths.cover({ coverId: entry.id }),
    }))
  return [...away, ...covered]
}

const shareTime = (one: OpenSpan, other: OpenSpan): boolean =>
  (other.endsAt === null || isBefore(one.startsAt, other.endsAt)) &&
  (one.endsAt === null || isBefore(other.startsAt, one.endsAt))

export const absencesView = (
  list: List<AwayRow>,
  user: User,
): Html => html`${organisationNavigation(user, 'Absences and cover')}
<p class="govuk-body">While somebody is away, what climbs to them goes to whoever covers them. A shift of theirs that nobody covers is a gap in the rota.</p>
<div class="los-actions">${button({ text: may(user, access.recordAbsences) ? 'Record an absence' : 'Record that I am away', href: paths.addAbsence({}) })}${may(user, access.recordAbsences) && button({ text: 'Record cover', href: paths.addCover({}), classes: 'govuk-button--secondary' })}</div>
${drawList(list)}`

export const absenceList = (query: AbsencesQuery, rows: readonly AwayRow[], now: Temporal.Instant): List<AwayRow> => ({
  caption: 'Absences and cover',
  query,
  rows,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.absences({}, { ...query, ...parts }),
  columns: [
    {
      key: 'who',
      heading: 'Who',
      value: ({ personName }) => personName,
      cell: ({ personId, personName }) => personLink({ id: personId, name: personName }),
    },
    {
      key: 'what',
      heading: 'What',
      value: ({ what }) => what,
      cell: ({ what, href, personName }) =>
        html`<a class="govuk-link" href="${href}">${what}<span class="govuk-visually-hidden">, ${personName}</span></a>`,
    },
    {
      key: 'from',
      heading: 'From',
      value: ({ startsAt }) => startsAt,
      cell: ({ startsAt }) => whenInWords(startsAt, now),
    },
    {
      key: 'to',
      heading: 'To',
      value: ({ endsAt }) => endsAt,
      cell: ({ endsAt }) => (endsAt === null ? 'Until further notice' : whenInWords(endsAt, now)),
    },
    {
      key: 'cover',
      heading: 'Covered by',
      value: ({ coveredBy }) => coveredBy,
      cell: ({ coveredBy }) => coveredBy || 'Nobody',
    },
  ],
  filters: filterForm(paths.absences({}), [
    pickFilter('when', 'When', query.when || 'ahead', [
      { value: 'ahead', text: 'Now and to come' },
      { value: 'past', text: 'The last year' },
    ]),
  ]),
  empty: html`<p class="govuk-body">${query.when === 'past' ? 'No absence or cover in the last year.' : 'Nobody is recorded as away, now or later.'}</p>`,
})
