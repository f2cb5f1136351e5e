import { missing } from '#kernel/outcome'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { findCycle } from '../../../cases/store/cycles.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { paths } from '../../../paths.ts'
import { gradeTag } from '../../../tools/asking/view.ts'
import { coefficients, figureInWords, shareInWords } from '../../agreement/words.ts'
import { moderationPaths } from '../../paths.ts'
import { agreementAmongAll } from '../../standardisation/among-all.ts'
import { listSessionCases, type SessionCase } from '../../store/sessions.ts'

/** One session: its cases, who has graded, and of those that whoever looks has graded the agreed grade and everybody's. */
export const sessionPage = page({
  path: moderationPaths.session,
  may: access.seeAudits,
  async view({ tx, params, user }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle?.kind !== 'standardisation') return missing('session')
    const cases = await listSessionCases(tx, cycle.id)
    // Shown the agreed grade or somebody else's: from now on it could not be graded blind.
    for (const { caseId, agreed, grades } of cases)
      if (agreed !== null || grades.some(({ auditorId }) => auditorId !== user.personId)) await noteRead(tx, caseId)
    const runs = may(user, access.runAudits)
    const toGrade = cases.some(({ isMineToGrade }) => isMineToGrade)
    return screen({
      title: `${cycle.reference} ${cycle.name}`,
      width: 'wide',
      back: { href: moderationPaths.sessions({}), text: 'Standardisation sessions' },
      body: html`<p class="govuk-body">${cycle.toolName}. Graded by ${dateInWords(cycle.dueOn)}.</p>
${runs && html`<ul class="govuk-list los-actions"><li><a class="govuk-link" href="${moderationPaths.addToSession(params)}">Add a case</a></li><li><a class="govuk-link" href="${moderationPaths.invite(params)}">Invite people</a></li></ul>`}
${cases.length === 0 && html`<p class="govuk-body">No case has been added yet.</p>`}
${cases.map((each) => caseView(each, user.personId))}
${toGrade ? html`<p class="govuk-body">How far all agree is shown when you have graded every case.</p>` : amongAll(cases)}`,
    })
  },
})

function caseView(
  { caseId, reference, agreed, agreedReasons, given, sent, grades, isMineToGrade }: SessionCase,
  personId: string,
): Html {
  const own = grades.find(({ auditorId }) => auditorId === personId)
  return html`<h2 class="govuk-heading-m"><a class="govuk-link" href="${paths.case({ caseId })}">${reference}</a></h2>
<p class="govuk-body">${given === 0 ? 'Nobody has been invited to it yet.' : `${sent} of ${given} have graded it.`}${isMineToGrade && html` ${tag('To grade', 'blue')} The agreed grade is shown when yours is sent in.`}</p>
${agreed !== null && html`<p class="govuk-body">Agreed beforehand: ${gradeTag(agreed)} <span class="los-lines">${agreedReasons}</span></p>`}
${own !== undefined && agreed !== null && html`<p class="govuk-body">You graded it ${gradeTag(own.grade)}: ${own.grade === agreed ? 'the same' : 'not the same'}.</p>`}
${
  agreed !== null &&
  grades.length > 0 &&
  html`<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Grades of ${reference}, by name</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Who', 'Grade', 'As agreed?'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${grades.map(
    ({ name, grade }) =>
      html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Who">${name}</td><td class="govuk-table__cell" data-label="Grade">${gradeTag(grade)}</td><td class="govuk-table__cell" data-label="As agreed?">${grade === agreed ? 'Yes' : tag('Differs', 'yellow')}</td></tr>`,
  )}</tbody></table>`
}`
}

function amongAll(cases: readonly SessionCase[]): Html | null {
  const { people, agreement } = agreementAmongAll(cases)
  if (agreement === null) return null
  return html`<h2 class="govuk-heading-m">How far all agree</h2>
<p class="govuk-body">${count(people, 'person', 'people')}, ${count(agreement.units, 'case')}, the whole scale of four grades by rank. With 95 % intervals; a session has few cases, so they are wide or cannot be told.</p>
<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Agreement among all</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Coefficient</th><th scope="col" class="govuk-table__header">Figure</th></tr></thead>
<tbody class="govuk-table__body">${coefficients.map(
    ({ name, of }, at) =>
      html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Coefficient">${name}</td><td class="govuk-table__cell" data-label="Figure">${(at === 0 ? shareInWords : figureInWords)(of(agreement))}</td></tr>`,
  )}</tbody></table>`
}
