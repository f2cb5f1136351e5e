import { z } from 'zod'
import { missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, warningText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { findCase, lockCase } from '../../../cases/store/cases.ts'
import { paths } from '../../../paths.ts'
import { mayRaise } from '../../may.ts'
import { doingPaths } from '../../paths.ts'
import { raiseWorry } from '../../raise.ts'

const form = z.object({ words: fields.text('Say what worries you', 5000) })

/** A worry for a child's safety leaves an audit: its words, one press, and the responsible manager has it. */
export const raisePage = (publicUrl: string): Route =>
  page({
    path: doingPaths.raise,
    may: access.seeAudits,
    form,
    draft: true,
    async view({ tx, params, form: typed, user }) {
      const audited = await findCase(tx, params.caseId)
      if (audited === null) return missing('audit')
      if (!(await mayRaise(tx, audited.id, user))) return notTheirs
      return screen({
        title: 'Worried about this child now?',
        back: { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
        body: html`${warningText({ text: 'If a child is in danger this minute, ring 999 first.', iconFallbackText: 'Warning' })}
<p class="govuk-body">What you write goes to the manager of the team at once, by mail and in their My work. Within an hour they say what was done, or it goes to the service manager, and then to the head of service.</p>
${formTag(typed, { autosave: true }, [
  longInput(typed, {
    name: 'words',
    label: 'What worries you?',
    hint: 'What you read, which child, and what you think has to happen now.',
  }),
  button({ text: 'Tell the responsible manager now', classes: 'govuk-button--warning', preventDoubleClick: true }),
])}`,
      })
    },
    async submit({ tx, params, answers, user }) {
      const audited = await lockCase(tx, params.caseId)
      if (audited === null) return missing('audit')
      if (!(await mayRaise(tx, audited.id, user))) return notTheirs
      const raised = await raiseWorry(tx, audited, answers.words, publicUrl)
      if (!raised.ok) return raised
      return goTo(
        doingPaths.worry({ worryId: raised.value.id }),
        `${raised.value.reference} is with the responsible manager. Your audit stays as it is.`,
      )
    },
  })

const notTheirs = refused('neither an auditor of this case nor one who oversees audits')
