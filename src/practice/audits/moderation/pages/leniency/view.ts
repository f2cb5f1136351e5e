import type { Leniency } from '#kernel/leniency'
import { count } from '#kernel/words'
import { intervalsChart } from '#platform/charts'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { LeniencyOverTime } from '../../leniency/estimate.ts'

/** "0.31 kinder (0.05 stricter to 0.67 kinder)": steps of the grade; or why it cannot be told. */
export const leniencyInWords = (found: Leniency): string =>
  found.leniency === null
    ? `Cannot be told. ${found.reason}`
    : `${steps(found.leniency)} (${steps(found.low)} to ${steps(found.high)}), against ${count(found.others, 'other auditor')}`

const steps = (value: number): string => {
  const size = Math.abs(value).toFixed(2)
  return size === '0.00' ? 'no difference' : `${size} ${value > 0 ? 'kinder' : 'stricter'}`
}

/** What the figure is made of, said wherever it stands. */
export const model: Html = details({
  summaryText: 'What is compared, and how',
  html: html`<p class="govuk-body">Every grade overall that was sent in and stands, first, second and in standardisation, by rank: one step is one grade. A grade is taken as the sum of what is usual, of the team whose work it was (and with it its area), of the tool, of the month in which it was given and of the auditor, and chance; fitted by least squares, the same for everybody. What is left for the auditor is what the mix of teams, tools and months does not explain.</p>
<p class="govuk-body">Each is set against the mean of those they can be compared with: auditors whom shared teams, tools and months connect. Nothing is drawn towards the middle, so somebody with few grades has a wide interval. The interval is 95 %, by Student’s t. Where it holds both kinder and stricter, no difference has been shown.</p>
<p class="govuk-body">It says nothing of who is right: the kinder may be. It is there to be talked about, and is no measure of anybody’s work.</p>`,
})

/** The same to look at: whether they drift. Nothing where two half-years could not be told. */
export async function drift(id: string, { halves }: LeniencyOverTime): Promise<Html | null> {
  if (halves.filter(({ leniency }) => leniency.leniency !== null).length < 2) return null
  return intervalsChart({
    ...{ id, title: 'Kinder or stricter, half-year by half-year' },
    description:
      'How kindly this auditor graded against others in each half-year, in steps of the grade, with 95 % intervals. The table below has the figures.',
    unit: 'Steps of the grade: stricter below 0, kinder above',
    points: halves.map(({ half, leniency }) => ({
      ...{ name: half, value: leniency.leniency },
      ...{
        low: leniency.leniency === null ? null : leniency.low,
        high: leniency.leniency === null ? null : leniency.high,
      },
    })),
  })
}

/** Half-year by half-year, each by its own grades alone. */
export const overTime = ({ halves, whole }: LeniencyOverTime): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">Half-year by half-year</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['When', 'Grades', 'Against others'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${[{ half: 'All of it', leniency: whole }, ...halves].map(
  ({ half, leniency }) =>
    html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="When">${half}</td><td class="govuk-table__cell" data-label="Grades">${leniency.gradings}</td><td class="govuk-table__cell" data-label="Against others">${leniencyInWords(leniency)}</td></tr>`,
)}</tbody></table>`
