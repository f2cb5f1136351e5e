import { z } from 'zod'
import { conflict, invalid, missing, type Outcome, ok, refused } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button, details } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, type Route, screen, type User } from '#platform/http'
import { choicesOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { type WhyNot, whyNots } from '../../../cases/words.ts'
import { openInadequate } from '../../../doing/submit.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { listPanelChoices, type PanelChoice } from '../../store/candidates.ts'
import { type Final, isStuck, listFinals, recordFinal } from '../../store/finals.ts'
import { findSides, type Sides } from '../../store/sides.ts'
import { whyNotOnPanel } from '../../words.ts'
import { finalFields, finalForm, readCorrection, readSections } from '../final/form.ts'
import { comparedView } from '../parts/compared.ts'
import { finalsView } from '../parts/finals.ts'

/** Anything ticked: who may sit on it, the database says for the case. */
const members = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((typed): readonly string[] => [...new Set(typeof typed === 'string' ? [typed] : (typed ?? []))])

/** What a panel decides where the two could not agree, or for a week did not: recorded by whoever runs the audits and is not one of them. */
export const panelPage = (publicUrl: string): Route =>
  page({
    path: moderationPaths.panel,
    may: access.runAudits,
    form: z.object({ ...finalFields, panel: members }),
    draft: true,
    async view({ tx, params, form, user, now }) {
      const open = await openPanel(tx, await findCase(tx, params.caseId), user)
      if (!open.ok) return open
      const { audited, sides, finals } = open.value
      const choices = await listPanelChoices(tx, audited.id)
      const others = choices.filter(({ reasons }) => reasons.length > 0)
      return screen({
        title: `Panel on ${audited.reference}`,
        width: 'wide',
        back: { href: paths.case(params), text: `Audit ${audited.reference}` },
        body: html`${finalsView(finals, now)}
${comparedView(sides, null)}
${formTag(form, { autosave: true }, [
  choicesOf(
    form,
    {
      name: 'panel',
      label: 'Who sat on the panel?',
      hint: 'Two or more who did not grade it and are independent of it.',
    },
    choices.flatMap(({ personId, name, jobTitle, reasons }) =>
      reasons.length > 0 ? [] : [{ value: personId, text: jobTitle === '' ? name : `${name}, ${jobTitle}` }],
    ),
  ),
  others.length > 0
    ? details({
        summaryText: `${count(others.length, 'person', 'people')} who may not, and why`,
        html: html`<ul class="govuk-list govuk-list--spaced">${others.map(whyNotView)}</ul>`,
      })
    : html``,
  finalForm(form, sides, finals.at(-1) ?? null),
  button({ text: 'Record what the panel decided', preventDoubleClick: true }),
])}`,
      })
    },
    async submit({ tx, params, answers, user, calendar }) {
      const open = await openPanel(tx, await lockCase(tx, params.caseId), user)
      if (!open.ok) return open
      const { audited, sides, finals } = open.value
      const free = new Set(
        (await listPanelChoices(tx, audited.id)).flatMap(({ personId, reasons }) =>
          reasons.length > 0 ? [] : [personId],
        ),
      )
      if (!answers.panel.every((id) => free.has(id)))
        return invalid({
          field: 'panel',
          message: 'Somebody on the panel is not independent of this audit any more. Choose again',
        })
      if (answers.panel.length < 2) return invalid({ field: 'panel', message: 'Choose two or more people' })
      const sections = readSections(sides, answers.sections)
      if (!sections.ok) return sections
      const correction = readCorrection(finals.at(-1) ?? null, answers.correctionReason)
      if (!correction.ok) return correction
      const recorded = await recordFinal(tx, audited.id, {
        ...{ how: 'panel', grade: answers.grade, reasons: answers.reasons, panel: answers.panel },
        ...{ sectionGrades: sections.value, correctionReason: correction.value, replaces: answers.replaces },
      })
      if (!recorded.ok) return recorded
      if (answers.grade === 'inadequate') await openInadequate(tx, audited, sides.second.id, { publicUrl, calendar })
      return goTo(paths.case(params), 'The panel’s decision is recorded. The audit is over.')
    },
  })

const whyNotView = ({ name, reasons }: PanelChoice) =>
  html`<li><strong>${name}</strong> ${reasons.map((reason) => whyNotOnPanel[reason] ?? whyNots[reason as WhyNot] ?? reason).join('; ')}.</li>`

interface OpenPanel {
  readonly audited: AuditCase
  readonly sides: Sides
  readonly finals: readonly Final[]
}

async function openPanel(tx: Tx, audited: AuditCase | null, { personId }: User): Promise<Outcome<OpenPanel>> {
  if (audited === null) return missing('audit')
  const sides = await findSides(tx, audited)
  if (sides === null) return refused('both have to grade it first')
  if (personId === sides.first.auditorId || personId === sides.second.auditorId)
    return refused('one of the two who graded it')
  const finals = await listFinals(tx, audited.id)
  if (!finals.some(({ how, agrees }) => how === 'panel' || agrees === false) && !(await isStuck(tx, audited.id)))
    return conflict(
      'The two who graded it have not disagreed.',
      'A panel decides where they could not agree, or where for a week one of them has not answered.',
    )
  return ok({ audited, sides, finals })
}
