import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { emptyDraft } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { compareTools, type Difference } from '../../rules/compare.ts'
import { whyNotPublishable } from '../../rules/publishable.ts'
import { changedMeanwhile, findToolDraft, removeToolDraft } from '../../store/drafts.ts'
import { findTool } from '../../store/tools.ts'
import { findToolVersion, publishVersion } from '../../store/versions.ts'
import { differencesTable } from '../parts/differences.ts'
import { type OpenedDraft, openDraft, revisionField, revisionInput } from '../parts/draft.ts'

const form = z.object({
  revision: revisionField,
  whatChanged: fields.text('Say what changed and why', 2000),
})

/** Makes the draft the version that stands: whole or not at all, and frozen from then on. */
export const publishPage = page({
  path: toolPaths.publish,
  may: access.runAudits,
  form,
  draft: true,
  async view({ tx, params, form: asked }) {
    const opened = await openDraft(tx, params.toolId, asked)
    if (opened === null) return missing('draft of an audit tool')
    const problems = whyNotPublishable(opened.draft.content, opened.tool.subject)
    const number = (opened.tool.standing?.number ?? 0) + 1
    return screen({
      title: `Publish version ${number} of ${opened.tool.name}`,
      width: 'full',
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body:
        problems.length > 0 ? notYet(problems) : publishing(asked, opened, number, await differencesFor(tx, opened)),
    })
  },
  async submit({ tx, params, answers: { revision, whatChanged } }) {
    const tool = await findTool(tx, params.toolId)
    if (tool === null) return missing('audit tool')
    const draft = await findToolDraft(tx, tool.id, { isLocked: true })
    if (draft === null || draft.revision !== revision) return changedMeanwhile(tx, draft)
    const problems = whyNotPublishable(draft.content, tool.subject)
    if (problems.length > 0) return invalid(...problems.map((message) => ({ field: '', message })))
    if (tool.standing !== null && (await differencesFor(tx, { tool, draft })).length === 0)
      return invalid({ field: '', message: `Nothing is different from version ${tool.standing.number}` })
    const version = await publishVersion(tx, { toolId: tool.id, content: draft.content, whatChanged })
    await removeToolDraft(tx, tool.id, draft.revision)
    return goTo(toolPaths.version({ versionId: version.id }), `Version ${version.number} is published and stands`)
  },
})

/** From the version that stands; from nothing for a first one. */
async function differencesFor(tx: Tx, { tool, draft }: OpenedDraft): Promise<readonly Difference[]> {
  const standing = tool.standing === null ? null : await findToolVersion(tx, tool.standing.versionId)
  return compareTools(standing?.content ?? emptyDraft, draft.content)
}

const notYet = (problems: readonly string[]): Html => html`<p class="govuk-body">It cannot be published yet:</p>
<ul class="govuk-list govuk-list--bullet">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`

const publishing = (
  form: FormState,
  { tool, draft }: OpenedDraft,
  number: number,
  differences: readonly Difference[],
): Html => html`<p class="govuk-body">New audits are begun with it. Audits that are already begun keep their version. Once published it cannot be changed; the next draft makes version ${number + 1}.</p>
${formTag(form, { autosave: true }, [
  revisionInput(draft),
  longInput(form, {
    name: 'whatChanged',
    label: 'What changed, and why',
    hint: 'For whoever compares figures across versions in a year’s time.',
  }),
  button({ text: `Publish version ${number}` }),
])}
${tool.standing !== null && html`<h2 class="govuk-heading-m">What is different from version ${tool.standing.number}</h2>${differencesTable(differences)}`}`
