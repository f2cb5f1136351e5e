import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { emptyDraft } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { beginToolDraft, findToolDraft } from '../../store/drafts.ts'
import { findTool } from '../../store/tools.ts'
import { findToolVersion, listToolVersions } from '../../store/versions.ts'
import { toolView } from './view.ts'

/** A tool: what stands, what stood before, and the draft of what comes next. */
export const toolPage = page({
  path: toolPaths.tool,
  may: access.seeAudits,
  maySubmit: access.runAudits,
  form: z.object({ from: fields.choice(['standing', 'empty'], 'Choose what the draft begins with') }),
  async view({ tx, params, form, user, now }) {
    const tool = await findTool(tx, params.toolId)
    if (tool === null) return missing('audit tool')
    const versions = await listToolVersions(tx, tool.id)
    return screen({
      title: tool.name,
      width: 'full',
      back: { href: toolPaths.list({}), text: 'Audit tools' },
      body: toolView({ tool, versions, draft: await findToolDraft(tx, tool.id), form, user, now }),
    })
  },
  async submit({ tx, params, answers }) {
    const tool = await findTool(tx, params.toolId)
    if (tool === null) return missing('audit tool')
    const standing = tool.standing === null ? null : await findToolVersion(tx, tool.standing.versionId)
    if (answers.from === 'standing' && standing === null)
      return invalid({ field: '', message: 'No version stands yet: begin with an empty draft' })
    const content = answers.from === 'standing' && standing !== null ? standing.content : emptyDraft
    const begun = await beginToolDraft(tx, tool.id, content)
    return begun.ok ? goTo(toolPaths.draft(params), 'Draft begun') : begun
  },
})
