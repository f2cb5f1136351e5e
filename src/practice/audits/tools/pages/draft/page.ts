import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { type Direction, moveQuestion, moveSection } from '../../rules/edit.ts'
import { whyNotPublishable } from '../../rules/publishable.ts'
import { openDraft, revisionField, saveChange } from '../parts/draft.ts'
import { draftView } from './view.ts'

const form = z.object({
  revision: revisionField,
  move: z
    .string('Press one of the buttons')
    .regex(/^(section|question):(up|down):[a-z][a-z0-9-]{0,79}$/, 'Press one of the buttons')
    .transform((pressed) => pressed.split(':') as ['section' | 'question', Direction, string]),
})

/** The draft of a tool's next version, as it stands: from here everything in it is changed, moved, removed and published. */
export const draftPage = page({
  path: toolPaths.draft,
  may: access.runAudits,
  form,
  async view({ tx, params, form: asked, now }) {
    const opened = await openDraft(tx, params.toolId, asked)
    if (opened === null) return missing('draft of an audit tool')
    return screen({
      title: `${opened.tool.name}: draft`,
      width: 'full',
      back: { href: toolPaths.tool(params), text: opened.tool.name },
      body: draftView(asked, opened, whyNotPublishable(opened.draft.content, opened.tool.subject), now),
    })
  },
  async submit({ tx, params, answers: { revision, move } }) {
    const [what, direction, key] = move
    const saved = await saveChange(tx, { toolId: params.toolId, revision }, (content) =>
      what === 'section' ? moveSection(content, key, direction) : moveQuestion(content, key, direction),
    )
    return saved.ok ? goTo(`${toolPaths.draft(params)}#${what}-${key}`) : saved
  },
})
