import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { findCase, lockCase } from '../../store/cases.ts'
import { findExcuse, recordExcuse } from '../../store/excuses.ts'
import { listCases } from '../../store/list.ts'

/** Says that a case is not audited after all, and why. It stays in what was due, shown as excused, with the reason and the name. */
export const excusePage = page({
  path: paths.excuse,
  may: access.runAudits,
  form: z.object({ reason: fields.text('Say why it is not audited', 2000) }),
  async view({ tx, params, form }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    return screen({
      title: `Excuse audit ${audited.reference}`,
      back: { href: paths.case(params), text: `Audit ${audited.reference}` },
      body: html`<p class="govuk-body">It stays in the figures as one that was due and was excused, with your reason and your name. This cannot be undone.</p>
${formTag(form, {}, [longInput(form, { name: 'reason', label: 'Why is it not audited?' }), button({ text: 'Excuse it' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const audited = await lockCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const before = await findExcuse(tx, audited.id)
    if (before !== null)
      return conflict(`${before.byName ?? 'Somebody'} has excused it already: ${before.reason}`, 'It stands excused.')
    const { cases } = await listCases(tx, { cycleId: audited.cycleId, state: 'done', limit: 10_000, skip: 0 })
    if (cases.some(({ id }) => id === audited.id))
      return conflict('This audit has been sent in meanwhile.', 'There is nothing to excuse.')
    await recordExcuse(tx, audited, answers.reason)
    return goTo(paths.case(params), 'The audit has been excused')
  },
})
