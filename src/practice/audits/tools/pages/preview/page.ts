import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { openDraft } from '../parts/draft.ts'
import { previewOf } from '../parts/preview.ts'

/** The draft as an auditor would see it. */
export const previewPage = page({
  path: toolPaths.preview,
  may: access.runAudits,
  async view({ tx, params, form }) {
    const opened = await openDraft(tx, params.toolId, form)
    if (opened === null) return missing('draft of an audit tool')
    return screen({
      title: `${opened.tool.name}: preview`,
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`<p class="govuk-body los-no-print">This is what an auditor would see if the draft were published now. Nothing that you choose or type here is kept.</p>
${previewOf(opened.draft.content)}`,
    })
  },
})
