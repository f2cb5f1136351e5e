import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, textInput, tickOf } from '#platform/questions'
import type { ToolSection } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { findSection, putSection } from '../../rules/edit.ts'
import { keyFrom } from '../../rules/keys.ts'
import { findToolDraft } from '../../store/drafts.ts'
import { asItStands, keyAsked, openDraft, revisionField, revisionInput, saveChange, takenKeys } from '../parts/draft.ts'

const form = z.object({
  revision: revisionField,
  title: fields.text('Enter the title of the section', 200),
  guidance: fields.optionalText(4000).transform((words) => words ?? ''),
  isGraded: fields.ticked,
})

/** Adds a section to the draft, or changes one. */
export const sectionPage = page({
  path: toolPaths.section,
  may: access.runAudits,
  query: z.object({ section: keyAsked.optional() }),
  form,
  draft: true,
  async view({ tx, params, query, form: asked, now }) {
    const opened = await openDraft(tx, params.toolId, asked)
    if (opened === null) return missing('draft of an audit tool')
    const stands = query.section === undefined ? undefined : findSection(opened.draft.content, query.section)
    if (query.section !== undefined && stands === undefined && !asked.wasTyped) return missing('section')
    return screen({
      title: query.section === undefined ? 'Add a section' : 'Change a section',
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`${query.section !== undefined && asItStands(asked, opened, now, stands === undefined ? null : standing(stands))}
${formTag(asked, { autosave: true }, [
  revisionInput(opened.draft),
  textInput(asked, {
    name: 'title',
    label: 'Title',
    hint: 'What its questions are about, for example “The child’s voice”. Figures by section go on when it is reworded.',
    ...(stands === undefined ? {} : { fallback: stands.title }),
  }),
  longInput(asked, {
    name: 'guidance',
    label: 'Guidance (optional)',
    hint: 'What to keep in mind for all of its questions.',
    ...(stands === undefined ? {} : { fallback: stands.guidance }),
  }),
  tickOf(asked, {
    name: 'isGraded',
    label: 'It has a grade of its own, with a written reason',
    ...(stands?.isGraded ? { fallback: 'yes' } : {}),
  }),
  button({ text: 'Save' }),
])}`,
    })
  },
  async submit({ tx, params, query, answers: { revision, ...typed } }) {
    const draft = await findToolDraft(tx, params.toolId)
    const key = query.section ?? keyFrom(typed.title, draft === null ? new Set() : await takenKeys(tx, draft))
    const saved = await saveChange(tx, { ...params, revision }, (content) => putSection(content, key, typed))
    return saved.ok ? goTo(`${toolPaths.draft(params)}#section-${key}`, 'Section saved') : saved
  },
})

const standing = ({ title, guidance, isGraded }: ToolSection): readonly (readonly [string, string])[] => [
  ['Title', title],
  ['Guidance', guidance],
  ['Grade', isGraded ? 'Graded' : 'Not graded'],
]
