import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { changedMeanwhile, findToolDraft, removeToolDraft } from '../../store/drafts.ts'
import { openDraft, revisionField, revisionInput } from '../parts/draft.ts'

/** Throws the draft away. What is published is not touched. */
export const discardPage = page({
  path: toolPaths.discard,
  may: access.runAudits,
  form: z.object({ revision: revisionField }),
  async view({ tx, params, form }) {
    const opened = await openDraft(tx, params.toolId, form)
    if (opened === null) return missing('draft of an audit tool')
    return screen({
      title: 'Throw the draft away',
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`<p class="govuk-body">Everything in the draft of “${opened.tool.name}” is lost. What is published stays as it is.</p>
${formTag(form, {}, [revisionInput(opened.draft), button({ text: 'Throw it away', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, answers: { revision } }) {
    const draft = await findToolDraft(tx, params.toolId, { isLocked: true })
    if (draft === null || !(await removeToolDraft(tx, params.toolId, revision))) return changedMeanwhile(tx, draft)
    tx.trail.changed({ action: 'audit-tool.draft-discarded', subjects: [params.toolId], content: draft })
    return goTo(toolPaths.tool(params), 'The draft was thrown away')
  },
})
