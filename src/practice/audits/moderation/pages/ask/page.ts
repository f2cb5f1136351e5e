import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { findCase, lockCase } from '../../../cases/store/cases.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { recordAdded } from '../../store/picks.ts'

const form = z.object({ words: fields.text('Say why it should be graded a second time', 2000) })

/** Whoever runs the audits asks for a second grade. They know why then, and cannot be the one who gives it. */
export const askPage = page({
  path: moderationPaths.ask,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null || audited.cycleKind === 'standardisation') return missing('audit')
    return screen({
      title: `Ask for a second grade of ${audited.reference}`,
      back: { href: paths.case(params), text: `Audit ${audited.reference}` },
      body: html`<p class="govuk-body">It is graded by somebody independent who knows neither the first grade nor why you ask. You cannot be that person.</p>
${formTag(typed, {}, [longInput(typed, { name: 'words', label: 'Why should it be graded a second time?' }), button({ text: 'Ask for it' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const audited = await lockCase(tx, params.caseId)
    if (audited === null || audited.cycleKind === 'standardisation') return missing('audit')
    await noteRead(tx, audited.id)
    if (!(await recordAdded(tx, audited.id, { reason: 'asked', words: answers.words })))
      return conflict('It has been asked for already.', 'Give it to a moderator.')
    return goTo(paths.case(params), 'It will be graded a second time.')
  },
})
