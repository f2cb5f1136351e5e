import type { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import { dayInWords, durationInWords, timeInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../paths.ts'
import type { Span } from '../../rules/gaps.ts'
import type { Gap, Shift } from '../../rules/rota.ts'
import { isToday, type RotaDay, reaches } from '../../rules/week.ts'
import { covers, duties, dutyNames } from '../../words.ts'
import type { RotaWeek } from './view.ts'

/** A row a day, a column a duty, and what is missing last. */
export const rotaGrid = (
  week: RotaWeek,
  mayManage: boolean,
): Html => html`<table class="govuk-table los-cards los-rota">
<caption class="govuk-table__caption govuk-visually-hidden">Who is on duty, day by day</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Day</th>${dutyNames.map((duty) => html`<th scope="col" class="govuk-table__header">${duties[duty]}</th>`)}<th scope="col" class="govuk-table__header">Gaps</th></tr></thead>
<tbody class="govuk-table__body">${week.days.map((day) => dayRow(day, week, mayManage))}</tbody>
</table>`

const dayRow = (day: RotaDay, week: RotaWeek, mayManage: boolean): Html => html`<tr class="govuk-table__row">
<th scope="row" class="govuk-table__header los-nowrap">${dayInWords(day.day)}${isToday(day.day, week.now) && html` ${tag('Today', 'blue')}`}</th>
${dutyNames.map(
  (duty) =>
    html`<td class="govuk-table__cell" data-label="${duties[duty]}">${day.shiftsOf(duty).length === 0 ? html`<span class="los-quiet">–<span class="govuk-visually-hidden"> nobody</span></span>` : html`<ul class="govuk-list">${day.shiftsOf(duty).map((shift) => shiftLine(shift, day.day, week, mayManage))}</ul>`}</td>`,
)}
<td class="govuk-table__cell" data-label="Gaps">${day.gaps.length === 0 ? html`<span class="los-quiet">None</span>` : html`<ul class="govuk-list">${day.gaps.map((gap) => gapLine(gap, day.day, mayManage))}</ul>`}</td>
</tr>`

function shiftLine(shift: Shift, day: Temporal.PlainDate, week: RotaWeek, mayManage: boolean): Html {
  const hours = hoursOn(shift, day)
  const change = html` <a class="govuk-link" href="${paths.shift({ shiftId: shift.id })}">Change<span class="govuk-visually-hidden"> ${shift.personName}, ${hours}</span></a>`
  return html`<li><span class="los-nowrap">${hours}</span><br>${shift.personName}${mayManage && change}${standIns(shift, week)}${
    week.untrained.has(shift.id) && html`<br>${tag('Not trained for nights', 'orange')}`
  }${shift.departure !== '' && html`<br><span class="los-quiet">Departs from the standard: ${shift.departure}</span>`}</li>`
}

/** Who really works it where that is somebody else, or nobody. */
function standIns(shift: Shift, { staffing, names }: RotaWeek): Html | null {
  const { standIns: by, isWhole } = staffing.get(shift.id) ?? { standIns: [], isWhole: true, workers: [] }
  const called = by.map((personId) => names.get(personId) ?? '').join(', ')
  return html`${by.length > 0 && html`<br>${tag('Covered', 'teal')} by ${called}`}${!isWhole && html`<br>${tag('Away, not covered', 'red')}`}`
}

/** The hours of a shift as they fall on one day: "08:00 to 20:00", "20:00 to Sun 08:00", "until 08:00", "all day". */
function hoursOn(span: Span, day: Temporal.PlainDate): string {
  const { begins, ends } = reaches(span, day)
  const [from, to] = [timeInWords(span.startsAt), endTime(span.endsAt)]
  if (begins && ends) return `${from} to ${to}`
  if (begins) return `from ${from}`
  return ends ? `until ${to}` : 'all day'
}

/** Midnight at the end of a day is 24:00, so that nobody reads it as its beginning. */
const endTime = (at: Temporal.Instant): string => (timeInWords(at) === '00:00' ? '24:00' : timeInWords(at))

function gapLine(gap: Gap, day: Temporal.PlainDate, mayManage: boolean): Html {
  const length = durationInWords(elapsedMinutes(gap.startsAt, gap.endsAt))
  const fill = paths.addShift({}, { from: gap.startsAt.toString(), to: gap.endsAt.toString(), week: day.toString() })
  return html`<li>${tag('Gap', 'red')} <span class="los-nowrap">${hoursOn(gap, day)}</span> <span class="los-nowrap">(${length})</span><br>${covers[gap.cover].short}${mayManage && html` <a class="govuk-link" href="${fill}">Fill<span class="govuk-visually-hidden"> the gap of ${dayInWords(day)}, ${hoursOn(gap, day)}</span></a>`}</li>`
}
