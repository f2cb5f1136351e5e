import { z } from 'zod'
import { conflict, missing, type Outcome, ok, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { type Final, listFinals, recordFinal } from '../../store/finals.ts'
import { findSides, type Sides } from '../../store/sides.ts'
import { comparedView } from '../parts/compared.ts'
import { finalsView } from '../parts/finals.ts'
import { finalFields, finalForm, readCorrection, readSections } from './form.ts'

/** One of the two proposes the final grade with its reasons; the other agrees to it, or not. */
export const finalPage = page({
  path: moderationPaths.final,
  may: access.doAudits,
  form: z.object(finalFields),
  draft: true,
  async view({ tx, params, form, user, now }) {
    const open = await openFinal(tx, await findCase(tx, params.caseId), user)
    if (!open.ok) return open
    const { audited, sides, finals } = open.value
    return screen({
      title: `Final grade of ${audited.reference}`,
      width: 'wide',
      back: { href: paths.case(params), text: `Audit ${audited.reference}` },
      body: html`<p class="govuk-body">Talk about it first. One of you proposes what you came to; the other agrees to it, or says why not. Where you cannot agree, a panel decides. Both grades stay as they are, beside the final one.</p>
${finalsView(finals, now)}
${comparedView(sides, null)}
${formTag(form, { autosave: true }, [finalForm(form, sides, finals.at(-1) ?? null), button({ text: 'Propose it', preventDoubleClick: true })])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const open = await openFinal(tx, await lockCase(tx, params.caseId), user)
    if (!open.ok) return open
    const { sides, finals } = open.value
    const sections = readSections(sides, answers.sections)
    if (!sections.ok) return sections
    const correction = readCorrection(finals.at(-1) ?? null, answers.correctionReason)
    if (!correction.ok) return correction
    const recorded = await recordFinal(tx, params.caseId, {
      ...{ how: 'agreed', grade: answers.grade, reasons: answers.reasons, panel: [] },
      ...{ sectionGrades: sections.value, correctionReason: correction.value, replaces: answers.replaces },
    })
    if (!recorded.ok) return recorded
    const other = sides.first.auditorId === user.personId ? sides.second : sides.first
    return goTo(paths.case(params), `Proposed. ${other.auditorName} is asked to agree.`)
  },
})

interface OpenFinal {
  readonly audited: AuditCase
  readonly sides: Sides
  readonly finals: readonly Final[]
}

/** Opens the final grade to the two who graded the case, once both have. */
async function openFinal(tx: Tx, audited: AuditCase | null, { personId }: User): Promise<Outcome<OpenFinal>> {
  if (audited === null) return missing('audit')
  const sides = await findSides(tx, audited)
  if (sides === null) return refused('both have to grade it first')
  if (personId !== sides.first.auditorId && personId !== sides.second.auditorId) return refused('not one of the two')
  const finals = await listFinals(tx, audited.id)
  const last = finals.at(-1)
  if (last !== undefined && last.how === 'agreed' && last.agrees === null)
    return conflict(
      last.recordedBy === personId
        ? 'You have proposed a final grade already.'
        : `${last.recordedByName ?? 'The other'} has proposed a final grade.`,
      last.recordedBy === personId
        ? 'The other agrees to it, or says why not.'
        : 'Agree to it on the audit’s page, or say why not.',
    )
  if (last?.how === 'panel')
    return conflict('A panel has decided the final grade.', 'Only a panel corrects it. Ask whoever runs the audits.')
  return ok({ audited, sides, finals })
}
