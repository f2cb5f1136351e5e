import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { Measure } from '#platform/area'
import { type Html, html } from '#platform/html'
import { type Asked, page, type Route, screen } from '#platform/http'
import { lastFullWeek, usualWeeks } from '../asked.ts'
import { paths } from '../paths.ts'
import { shownTo } from '../shown.ts'
import { figureInWords } from '../words.ts'

/** Every measure as a question with its answer for the last week that is over, and for the last quarter of a year. */
export const measuresPage = (measures: readonly Measure[]): Route =>
  page({
    path: paths.measures,
    may: access.seeMeasures,
    async view(asked) {
      const week = lastFullWeek(londonDate(asked.now))
      const lines: Line[] = []
      for (const measure of measures) lines.push(await lineOf(asked, measure))
      const body = html`
<p class="govuk-body">The last full week is ${dateInWords(week.from)} to ${dateInWords(week.to.subtract({ days: 1 }))}. Each measure has its definition, its figures by day, week, team and source, and a download.</p>
${[...Map.groupBy(lines, ({ measure }) => measure.theme)].map(([theme, under]) => section(theme, under))}`
      return screen({ title: 'Measures', width: 'wide', body })
    },
  })

interface Line {
  readonly measure: Measure
  readonly lastWeek: string
  readonly lastQuarter: string
}

async function lineOf({ tx, user, now }: Asked<unknown, unknown>, measure: Measure): Promise<Line> {
  const week = lastFullWeek(londonDate(now))
  const quarter = { ...week, from: week.to.subtract({ weeks: usualWeeks }) }
  const answer = async (asked: typeof week): Promise<string> => {
    if (!measure.splits.includes('none')) return 'See how it is shared out'
    const [point] = await shownTo(user, tx, measure, asked)
    return point === undefined ? '' : figureInWords(measure, point)
  }
  return { measure, lastWeek: await answer(week), lastQuarter: await answer(quarter) }
}

const section = (theme: string, lines: readonly Line[]): Html => html`
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">${theme}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header govuk-!-width-one-half">Question</th><th scope="col" class="govuk-table__header govuk-!-width-one-quarter">Last full week</th><th scope="col" class="govuk-table__header">${usualWeeks} weeks</th></tr></thead>
<tbody class="govuk-table__body">${lines.map(
  ({ measure, lastWeek, lastQuarter }) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Question"><a class="govuk-link" href="${paths.measure({ key: measure.key })}">${measure.question}</a></td>
<td class="govuk-table__cell" data-label="Last full week">${lastWeek}</td><td class="govuk-table__cell" data-label="${usualWeeks} weeks">${lastQuarter}</td></tr>`,
)}</tbody>
</table>`
