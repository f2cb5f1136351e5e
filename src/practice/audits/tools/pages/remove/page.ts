import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import type { ToolContent } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { findQuestion, findSection, removeQuestion, removeSection } from '../../rules/edit.ts'
import { keyAsked, openDraft, revisionField, revisionInput, saveChange } from '../parts/draft.ts'

const query = z.object({ section: keyAsked, question: keyAsked.optional() })

/** Takes a question, or a section with all its questions, out of the draft. Asked once: it cannot be taken back. */
export const removePage = page({
  path: toolPaths.remove,
  may: access.runAudits,
  query,
  form: z.object({ revision: revisionField }),
  async view({ tx, params, query: asked, form }) {
    const opened = await openDraft(tx, params.toolId, form)
    if (opened === null) return missing('draft of an audit tool')
    const what = called(opened.draft.content, asked)
    if (what === null) return missing('part of an audit tool')
    return screen({
      title: `Remove ${asked.question === undefined ? 'a section' : 'a question'}`,
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`<p class="govuk-body">${what}</p>
<p class="govuk-body">Published versions keep it, and so do the audits made with them.</p>
${formTag(form, {}, [revisionInput(opened.draft), button({ text: 'Remove it from the draft', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, query: asked, answers: { revision } }) {
    const saved = await saveChange(tx, { ...params, revision }, (content) =>
      asked.question === undefined ? removeSection(content, asked.section) : removeQuestion(content, asked.question),
    )
    return saved.ok ? goTo(toolPaths.draft(params), 'Removed from the draft') : saved
  },
})

function called(content: ToolContent, asked: z.infer<typeof query>): string | null {
  if (asked.question !== undefined) {
    const found = findQuestion(content, asked.question)
    return found === undefined ? null : `“${found.question.text}”, in section “${found.section.title}”.`
  }
  const section = findSection(content, asked.section)
  if (section === undefined) return null
  return `Section “${section.title}” with ${count(section.questions.length, 'question')}.`
}
