import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choicesOf, longInput, optionsOf } from '#platform/questions'
import { gradeNames, grades } from '../../../words.ts'
import type { ToolContent } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { voiceNames, voiceWords } from '../../words.ts'
import { asItStands, openDraft, revisionField, revisionInput, saveChange } from '../parts/draft.ts'

const meaning = fields.optionalText(2000).transform((words) => words ?? '')

const form = z.object({
  revision: revisionField,
  introduction: fields.optionalText(4000).transform((words) => words ?? ''),
  grading: z.object({ outstanding: meaning, good: meaning, 'requires-improvement': meaning, inadequate: meaning }),
  voices: fields.choices(voiceNames, 'Choose who is asked from the list'),
})

/** What an auditor reads first: what this is for, what each grade means, and who is asked beside the record. */
export const introductionPage = page({
  path: toolPaths.introduction,
  may: access.runAudits,
  form,
  draft: true,
  async view({ tx, params, form: asked, now }) {
    const opened = await openDraft(tx, params.toolId, asked)
    if (opened === null) return missing('draft of an audit tool')
    const { content } = opened.draft
    return screen({
      title: 'Introduction and grading',
      back: { href: toolPaths.draft(params), text: `${opened.tool.name}: draft` },
      body: html`${asItStands(asked, opened, now, standing(content))}
${formTag(asked, { autosave: true }, [
  revisionInput(opened.draft),
  longInput(
    asked,
    {
      name: 'introduction',
      label: 'Introduction (optional)',
      hint: 'What the auditor should read, and what the audit is after. An empty line begins a new paragraph.',
      fallback: content.introduction,
    },
    8,
  ),
  html`<h2 class="govuk-heading-m">What each grade means</h2>
<p class="govuk-body">Say what it means for the child. A grade that asks whether forms are there is given for forms.</p>`,
  ...gradeNames.map((grade) =>
    longInput(asked, { name: `grading.${grade}`, label: grades[grade], fallback: content.grading[grade] }, 4),
  ),
  opened.tool.subject === 'strategy-discussion'
    ? html`<p class="govuk-body">Nobody is asked beside the record: the worker and the family are never asked about a strategy discussion.</p>`
    : choicesOf(
        asked,
        {
          name: 'voices',
          label: 'Who is asked beside the record',
          hint: 'The child and the parents only where it is safe and the team agrees: each audit says so.',
          chosen: content.voices,
        },
        optionsOf(voiceWords),
      ),
  button({ text: 'Save' }),
])}`,
    })
  },
  async submit({ tx, params, answers: { revision, introduction, grading, voices } }) {
    const saved = await saveChange(tx, { ...params, revision }, (content) => ({
      ...content,
      introduction,
      grading,
      voices: [...voices],
    }))
    return saved.ok ? goTo(toolPaths.draft(params), 'Introduction and grading saved') : saved
  },
})

const standing = ({ introduction, grading, voices }: ToolContent): readonly (readonly [string, string])[] => [
  ['Introduction', introduction],
  ...gradeNames.map((grade) => [grades[grade], grading[grade]] as const),
  ['Asked', voices.map((voice) => voiceWords[voice]).join(', ')],
]
