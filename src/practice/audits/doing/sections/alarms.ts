import { dateInWords, timeLeftInWords, whenInWords } from '#kernel/words'
import { insetText, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Section, SectionAsked } from '../../cases/pages/case/page.ts'
import { paths } from '../../paths.ts'
import { mayPlan } from '../may.ts'
import { doingPaths } from '../paths.ts'
import { findReAudit, type Inadequate, listInadequates } from '../store/inadequates.ts'
import { listWorries, type Worry } from '../store/worries.ts'

/** What left this audit at once: worries for a child's safety, and an Inadequate with its plan. */
export const alarmsSection: Section = async (asked) => {
  const worries = await listWorries(asked.tx, { caseId: asked.audited.id })
  const [inadequate] = await listInadequates(asked.tx, { caseId: asked.audited.id })
  if (worries.length === 0 && inadequate === undefined) return null
  return html`${worries.map((worry) => worryLine(worry, asked))}${inadequate !== undefined && (await planView(inadequate, asked))}`
}

function worryLine({ id, reference, rungs, acknowledged }: Worry, { now }: SectionAsked): Html {
  const last = rungs.at(-1)
  const stands =
    acknowledged !== null
      ? html`${tag('Acknowledged', 'green')} ${acknowledged.byName}, ${whenInWords(acknowledged.at, now)}`
      : html`${tag('Not acknowledged', 'red')} ${last !== undefined && `with ${last.personName}, ${timeLeftInWords(last.dueAt, now).text}`}`
  return insetText({
    html: html`<a class="govuk-link" href="${doingPaths.worry({ worryId: id })}">Worry for a child’s safety ${reference}</a> ${stands}`,
  })
}

async function planView(found: Inadequate, { tx, now, user }: SectionAsked): Promise<Html> {
  const { caseId, plan, toPersonName, climbedToName, dueAt } = found
  const again = plan === null ? null : await findReAudit(tx, caseId)
  const link =
    (await mayPlan(tx, found, user)) &&
    html`<a class="govuk-link" href="${doingPaths.plan({ caseId })}">${plan === null ? 'Make the plan' : 'Change the plan'}</a>`
  const withWhom = [toPersonName, climbedToName].filter((name) => name !== '').join(' and ')
  if (plan === null)
    return html`<h2 class="govuk-heading-m">Plan after Inadequate</h2>
<p class="govuk-body">${tag('No plan yet', 'red')} with ${withWhom === '' ? 'nobody who is recorded' : withWhom}, due ${whenInWords(dueAt, now)}. ${link}</p>`
  return html`<h2 class="govuk-heading-m">Plan after Inadequate</h2>
<p class="govuk-body los-lines">${plan.plan}</p>
<p class="govuk-body">${plan.plannedByName}, ${whenInWords(plan.plannedAt, now)}. To be audited again by ${dateInWords(plan.reAuditBy)}${again === null ? '' : html`: <a class="govuk-link" href="${paths.case({ caseId: again.id })}">${again.reference}</a>`}. ${link}</p>`
}
