import { z } from 'zod'
import { missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { findCase } from '../../../cases/store/cases.ts'
import { paths } from '../../../paths.ts'
import { doingPaths } from '../../paths.ts'
import { findRelease } from '../../store/release.ts'
import { recordReply } from '../../store/replies.ts'

const form = z.object({ words: fields.text('Write what the team says', 10_000) })

/** The team's right of reply: what those whose work it was, and their line, say of an audit that is over. */
export const replyPage = page({
  path: doingPaths.reply,
  may: access.seeAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    if (!(await findRelease(tx, audited.id)).isReleasedToMe) return notReleased
    return screen({
      title: `Reply to audit ${audited.reference}`,
      back: { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
      body: html`<p class="govuk-body">Your reply stands beside the audit for everybody who reads it. It changes no grade: if a fact is wrong, say which and where the record shows it.</p>
${formTag(typed, { autosave: true }, [
  longInput(
    typed,
    {
      name: 'words',
      label: 'What does the team say?',
      hint: 'What you agree with, what you see otherwise, and what you do about it.',
    },
    6,
  ),
  button({ text: 'Reply', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    if (!(await findRelease(tx, audited.id)).isReleasedToMe) return notReleased
    await recordReply(tx, audited.id, answers.words)
    return goTo(paths.case({ caseId: audited.id }), 'Your reply stands beside the audit.')
  },
})

const notReleased = refused('not one of the team to which this audit is released')
