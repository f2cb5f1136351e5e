import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { goTo, page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { findQuestion, findSection, putQuestion, wasAnsweredOtherwise } from '../../rules/edit.ts'
import { keyFrom } from '../../rules/keys.ts'
import { findToolDraft } from '../../store/drafts.ts'
import { listToolVersions } from '../../store/versions.ts'
import { asItStands, openDraft, saveChange, takenKeys } from '../parts/draft.ts'
import { questionAsked, questionForm } from './form.ts'
import { questionFields, standing } from './view.ts'

/** Adds a question to a section of the draft, changes one, or takes it to another section. */
export const questionPage = page({
  path: toolPaths.question,
  may: access.runAudits,
  query: questionAsked,
  form: questionForm,
  draft: true,
  async view({ tx, params, query, form, now }) {
    const opened = await openDraft(tx, params.toolId, form)
    if (opened === null) return missing('draft of an audit tool')
    const { content } = opened.draft
    const stands = query.question === undefined ? undefined : findQuestion(content, query.question)
    if (query.question !== undefined && stands === undefined && !form.wasTyped) return missing('question')
    return screen({
      title: query.question === undefined ? 'Add a question' : 'Change a question',
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`${query.question !== undefined && asItStands(form, opened, now, stands === undefined ? null : standing(stands))}
${questionFields(form, opened.draft, stands?.question, stands?.section.key ?? query.section ?? '')}`,
    })
  },
  async submit({ tx, params, query, answers }) {
    const { revision, sectionKey, andThen, ...typed } = answers
    const draft = await findToolDraft(tx, params.toolId)
    // With no draft, or one that moved on, saving says so, and the page shows how it stands now.
    const isCurrent = draft !== null && draft.revision === revision
    if (isCurrent && findSection(draft.content, sectionKey) === undefined)
      return invalid({ field: 'sectionKey', message: 'Choose the section that it belongs to' })
    const taken = draft === null ? new Set<string>() : await takenKeys(tx, draft)
    const versions = (await listToolVersions(tx, params.toolId)).map(({ content }) => content)
    const key = query.question ?? keyFrom(typed.text, taken)
    const as = wasAnsweredOtherwise(versions, key, typed.kind) ? keyFrom(typed.text, taken) : key
    const saved = await saveChange(tx, { ...params, revision }, (content) =>
      putQuestion(content, { key, sectionKey, typed, as }),
    )
    if (!saved.ok) return saved
    if (andThen === 'another') return goTo(toolPaths.question(params, { section: sectionKey }), 'Question saved')
    return goTo(`${toolPaths.draft(params)}#question-${as}`, 'Question saved')
  },
})
