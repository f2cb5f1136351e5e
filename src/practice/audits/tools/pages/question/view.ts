import { keysOf } from '#kernel/words'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, longInput, pickOf, tickOf } from '#platform/questions'
import { answerKinds, type ToolQuestion, type ToolSection } from '../../content.ts'
import type { ToolDraft } from '../../store/drafts.ts'
import { revisionInput } from '../parts/draft.ts'

/** The form of one question; `stands` is the question as the draft has it, nothing for a new one. */
export const questionFields = (
  form: FormState,
  draft: ToolDraft,
  stands: ToolQuestion | undefined,
  sectionKey: string,
): Html =>
  formTag(form, { autosave: true }, [
    revisionInput(draft),
    ...whatIsAsked(form, stands),
    howItIsAnswered(form, stands),
    tickOf(form, {
      name: 'isRequired',
      label: 'It has to be answered',
      ...(stands === undefined || stands.isRequired ? { fallback: 'yes' } : {}),
    }),
    tickOf(form, {
      name: 'asksEvidence',
      label: 'The answer has to say where in the record it was seen',
      ...(stands === undefined || stands.asksEvidence ? { fallback: 'yes' } : {}),
    }),
    pickOf(
      form,
      { name: 'sectionKey', label: 'Section', fallback: sectionKey },
      draft.content.sections.map(({ key, title }, place) => ({ value: key, text: `${place + 1}. ${title}` })),
    ),
    html`<div class="los-actions">${button({ text: 'Save' })}${stands === undefined && button({ text: 'Save and add another', name: 'andThen', value: 'another', classes: 'govuk-button--secondary' })}</div>`,
  ])

const whatIsAsked = (form: FormState, stands: ToolQuestion | undefined): readonly Html[] => [
  longInput(form, {
    name: 'text',
    label: 'Question',
    hint: 'Reword it as you like: figures go on. If it is to ask something else, remove it and add another, so that no figure mixes the two.',
    ...(stands === undefined ? {} : { fallback: stands.text }),
  }),
  longInput(
    form,
    {
      name: 'guidance',
      label: 'Guidance (optional)',
      hint: 'In plain words: where to look, and what is Yes and what is Partly.',
      ...(stands === undefined ? {} : { fallback: stands.guidance }),
    },
    4,
  ),
]

const howItIsAnswered = (form: FormState, stands: ToolQuestion | undefined): Html =>
  choiceOf(
    form,
    {
      name: 'kind',
      label: 'How it is answered',
      ...(stands === undefined
        ? {}
        : { fallback: stands.kind, hint: 'Answered in another way it counts as another question in figures.' }),
    },
    keysOf(answerKinds).map((value) => ({
      value,
      text: answerKinds[value],
      ...(value === 'choice' ? { reveals: choicesInput(form, stands) } : {}),
    })),
  )

const choicesInput = (form: FormState, stands: ToolQuestion | undefined): Html =>
  longInput(
    form,
    {
      name: 'choices',
      label: 'Choices',
      hint: 'One on each line. A choice with other words counts as another one in figures.',
      fallback: (stands?.choices ?? []).map(({ text }) => text).join('\n'),
    },
    5,
  )

/** How a question stands, for somebody whose own words could not be saved over it. */
export const standing = (found: {
  readonly section: ToolSection
  readonly question: ToolQuestion
}): readonly (readonly [string, string])[] => {
  const { section, question } = found
  return [
    ['Question', question.text],
    ['Guidance', question.guidance],
    ['Answered with', answerKinds[question.kind]],
    ...(question.kind === 'choice'
      ? ([['Choices', question.choices.map(({ text }) => text).join('\n')]] as const)
      : []),
    ['Has to be answered', question.isRequired ? 'Yes' : 'No'],
    ['Evidence', question.asksEvidence ? 'Asked for' : 'Not asked for'],
    ['Section', section.title],
  ]
}
