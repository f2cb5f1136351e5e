import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { fairLoads, loadsOf } from '../../allocation/rules/fair-load.ts'
import type { CycleSection } from '../../cases/pages/cycle/page.ts'
import { cards } from '../../cases/pages/parts/cards.ts'
import { paths } from '../../paths.ts'
import { namesIn } from '../names.ts'
import { findLastAllocation, type KeptAllocation } from '../store/allocations.ts'
import { listMarks } from '../store/marks.ts'

/** Who got what, each load against its fair share, the proof, and what could not be done and what would free it. */
export const allocationSection: CycleSection = async ({ tx, cycle, user, now }) => {
  if (!may(user, access.overseeAudits)) return null
  const runs = may(user, access.runAudits)
  const kept = await findLastAllocation(tx, cycle.id)
  const ways = html`<p class="govuk-body los-actions">${
    runs &&
    html`<a class="govuk-link" href="${paths.allocate({ cycleId: cycle.id })}">${kept === null ? 'Allocate' : 'Allocate again'}</a> `
  }<a class="govuk-link" href="${paths.whyNot({ cycleId: cycle.id })}">Why not somebody?</a></p>`
  const marks = await listMarks(tx, cycle.id)
  if (kept === null && marks.length > 0)
    return html`<h2 class="govuk-heading-m">Who got what</h2><p class="govuk-body">Given one by one, without the solver.</p>${ways}`
  if (kept === null)
    return html`<h2 class="govuk-heading-m">Who got what</h2><p class="govuk-body">Nothing has been allocated yet.</p>${
      runs ? button({ text: 'Allocate', href: paths.allocate({ cycleId: cycle.id }) }) : ''
    }<p class="govuk-body"><a class="govuk-link" href="${paths.whyNot({ cycleId: cycle.id })}">Why not somebody?</a></p>`
  const notes = kept.proof.notes ?? []
  const said = [...kept.clashes.flatMap(({ sentence, frees }) => [sentence, ...frees]), ...notes]
  const named = await namesIn(tx, [...said, ...kept.problem.auditors.map(({ id }) => id)])
  return html`<h2 class="govuk-heading-m">Who got what</h2>
<p class="govuk-body">${inWords(kept)}, ${whenInWords(kept.recordedAt, now)}.</p>
${notes.map((note) => html`<p class="govuk-body">${named(note)}</p>`)}
${clashesShown(kept, named)}
${kept.status === 'optimal' && loads(kept, marks, named)}
${ways}
${details({ summaryText: 'How it was worked out', html: proof(kept) })}`
}

function inWords({ status, gap, clashes }: KeptAllocation): string {
  if (status === 'failed') return 'The allocation could not be worked out'
  if (status === 'infeasible') return 'It cannot be done: nothing was given to anybody'
  const rest = clashes.length === 0 ? '' : ' where the rules allow'
  return gap === 0
    ? `Allocated as fairly as can be${rest}`
    : `Allocated${rest}, within ${((gap ?? 0) * 100).toFixed(2)} % of the fairest`
}

const clashesShown = ({ clashes }: KeptAllocation, named: (text: string) => string): Html | null =>
  clashes.length === 0
    ? null
    : html`<h3 class="govuk-heading-s">What could not be done</h3><ul class="govuk-list govuk-list--bullet">${clashes.map(
        ({ sentence, frees }) =>
          html`<li>${named(sentence.replace(/\.$/, ''))}.${frees.length > 0 && html` It would be free with ${frees.map(named).join('; or ')}.`}</li>`,
      )}</ul>`

/** As audits stand now, whoever gave them: hours against what a share by capacity would be. */
function loads(
  { problem }: KeptAllocation,
  marks: Awaited<ReturnType<typeof listMarks>>,
  named: (text: string) => string,
): Html {
  const fair = fairLoads(problem)
  const now = loadsOf(problem, marks)
  const most = Math.max(1, ...now.values(), ...fair.values())
  const rows = problem.auditors.map(({ id, isAbsent, capacity }) => {
    const own = marks.filter(({ auditor }) => auditor === id)
    return [
      named(id),
      isAbsent ? 'Away' : count(own.length, 'audit'),
      html`<meter min="0" max="${most}" value="${now.get(id) ?? 0}" aria-label="Load of ${named(id)}: ${hours(now.get(id) ?? 0)}"></meter> ${hours(now.get(id) ?? 0)}`,
      hours(fair.get(id) ?? 0),
      hours(capacity),
    ]
  })
  return cards('Load of each auditor against a fair share', ['Auditor', 'Audits', 'Load', 'Fair share', 'Room'], rows)
}

const hours = (number: number): string => `${Number(number.toFixed(1))} h`

const proof = ({ seed, proof: kept, objective, gap, solvedInMs, problem }: KeptAllocation): Html =>
  html`<p class="govuk-body">${count(problem.cases.length, 'case')} and ${count(problem.auditors.length, 'auditor')}; seed ${seed}; ${(solvedInMs / 1000).toFixed(1)} seconds${kept.solver !== undefined && `, with ${kept.solver}`}.</p>
${
  objective !== null &&
  html`<p class="govuk-body">Loads are ${Number(objective.toFixed(2))} hours from fair shares, summed over everybody. No allocation that keeps the rules has less than ${Number((kept.bound ?? objective).toFixed(2))}: a gap of ${((gap ?? 0) * 100).toFixed(2)} %.</p>`
}
<p class="govuk-body">The question as it was put to the solver is kept with it, by ids alone, and the same question and seed give the same answer.</p>`
