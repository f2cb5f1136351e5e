import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { filterSelect } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { listCandidates } from '../../../cases/store/assignments.ts'
import { findCase } from '../../../cases/store/cases.ts'
import { findCycle } from '../../../cases/store/cycles.ts'
import { listCases } from '../../../cases/store/list.ts'
import { whyNots } from '../../../cases/words.ts'
import { paths } from '../../../paths.ts'

const id = z
  .uuid('That is not somebody or something of this list')
  .optional()
  .or(z.literal('').transform((): string | undefined => undefined))
const query = z.object({ case: id, person: id })

/** "Why not her?" can be asked of anybody for any case of a round; the database answers, with every rule. */
export const whyNotPage = page({
  path: paths.whyNot,
  may: access.overseeAudits,
  query,
  async view({ tx, params, query: asked }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle === null) return missing('round')
    const { cases } = await listCases(tx, { cycleId: cycle.id, limit: 1000, skip: 0 })
    const first = cases.find((each) => each.id === asked.case) ?? cases[0]
    const audited = first === undefined ? null : await findCase(tx, first.id)
    const people = audited === null ? [] : await listCandidates(tx, audited, { purpose: 'mark', marker: 1 })
    return screen({
      title: 'Why not somebody?',
      back: { href: paths.cycle(params), text: `${cycle.reference} ${cycle.name}` },
      body:
        audited === null
          ? html`<p class="govuk-body">This round has no case that you may know of.</p>`
          : html`<form class="los-filters" method="get" action="${paths.whyNot(params)}">${filterSelect(
              'case',
              'Case',
              audited.id,
              cases.map((each) => ({ value: each.id, text: `${each.reference}, ${dateInWords(each.happenedOn)}` })),
              null,
            )}${filterSelect(
              'person',
              'Person',
              asked.person,
              people.map(({ personId, name }) => ({ value: personId, text: name })),
              'Choose',
            )}<button class="govuk-button" type="submit">Ask</button></form>
${answer(audited.reference, people, asked.person)}`,
    })
  },
})

function answer(
  reference: string,
  people: Awaited<ReturnType<typeof listCandidates>>,
  personId: string | undefined,
): Html | null {
  const person = people.find((each) => each.personId === personId)
  if (person === undefined) return null
  if (person.reasons.length === 0)
    return html`<p class="govuk-body" role="status"><strong>${person.name}</strong> may audit ${reference}: every rule is kept. Whether they get it is a matter of fair load.</p>`
  return html`<div role="status"><p class="govuk-body">${person.name} may not audit ${reference}:</p><ul class="govuk-list govuk-list--bullet">${person.reasons.map(
    (reason) => html`<li>${person.name} ${whyNots[reason]}.</li>`,
  )}</ul></div>`
}
