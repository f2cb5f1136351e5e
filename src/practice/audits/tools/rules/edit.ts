import type { ToolContent, ToolQuestion, ToolSection } from '../content.ts'
import { keyFrom } from './keys.ts'

/** Changes to the draft of a tool, each a new content: pure, so that what a press did can be told from before and after. */

export type SectionTyped = Pick<ToolSection, 'title' | 'guidance' | 'isGraded'>
export type QuestionTyped = Omit<ToolQuestion, 'key' | 'choices'> & {
  /** The choices as they were typed, one a line. */
  readonly choices: readonly string[]
}
export type Direction = 'up' | 'down'

export const findSection = (content: ToolContent, key: string): ToolSection | undefined =>
  content.sections.find((section) => section.key === key)

/** The question with this key and the section that it stands in. */
export function findQuestion(
  content: ToolContent,
  key: string,
): { readonly section: ToolSection; readonly question: ToolQuestion } | undefined {
  for (const section of content.sections) {
    const question = section.questions.find((each) => each.key === key)
    if (question !== undefined) return { section, question }
  }
  return undefined
}

/** Changes the section with this key, or adds one at the end: one that somebody else removed meanwhile comes back. */
export function putSection(content: ToolContent, key: string, typed: SectionTyped): ToolContent {
  if (findSection(content, key) === undefined)
    return { ...content, sections: [...content.sections, { key, ...typed, questions: [] }] }
  return withSections(content, (section) => (section.key === key ? { ...section, ...typed } : section))
}

export const removeSection = (content: ToolContent, key: string): ToolContent => ({
  ...content,
  sections: content.sections.filter((section) => section.key !== key),
})

export const moveSection = (content: ToolContent, key: string, direction: Direction): ToolContent => ({
  ...content,
  sections: moved(content.sections, key, direction),
})

/**
 * Changes the question with this key, adds it, or takes it to another section, where it then comes last. `as` is its key
 * from now on, for one that asks something else than it did under the old one.
 */
export function putQuestion(
  content: ToolContent,
  given: { readonly key: string; readonly sectionKey: string; readonly typed: QuestionTyped; readonly as?: string },
): ToolContent {
  const { key, sectionKey, typed, as = key } = given
  const stands = findQuestion(content, key)
  const question = { ...typed, key: as, choices: choicesFrom(typed, stands?.question.choices ?? []) }
  if (stands?.section.key === sectionKey)
    return withSections(content, (section) => ({
      ...section,
      questions: section.questions.map((each) => (each.key === key ? question : each)),
    }))
  return withSections(removeQuestion(content, key), (section) =>
    section.key === sectionKey ? { ...section, questions: [...section.questions, question] } : section,
  )
}

/** Whether any of these versions asked the question with this key in another way: its figures cannot go on. */
export const wasAnsweredOtherwise = (
  versions: readonly ToolContent[],
  key: string,
  kind: ToolQuestion['kind'],
): boolean =>
  versions.some((content) => {
    const found = findQuestion(content, key)
    return found !== undefined && found.question.kind !== kind
  })

export const removeQuestion = (content: ToolContent, key: string): ToolContent =>
  withSections(content, (section) => ({ ...section, questions: section.questions.filter((each) => each.key !== key) }))

export const moveQuestion = (content: ToolContent, key: string, direction: Direction): ToolContent =>
  withSections(content, (section) => ({ ...section, questions: moved(section.questions, key, direction) }))

/**
 * A choice keeps its value while its words stay. A reworded one gets a new value: nobody can tell a mended slip from another
 * meaning, and figures that part can be seen, while figures that run together cannot.
 */
function choicesFrom({ kind, choices }: QuestionTyped, before: ToolQuestion['choices']): ToolQuestion['choices'] {
  if (kind !== 'choice') return []
  const taken = new Set(before.map(({ value }) => value))
  return choices.map((text) => {
    const known = before.find((choice) => choice.text.toLowerCase() === text.toLowerCase())
    const value = known?.value ?? keyFrom(text, taken)
    taken.add(value)
    return { value, text }
  })
}

const withSections = (content: ToolContent, change: (section: ToolSection) => ToolSection): ToolContent => ({
  ...content,
  sections: content.sections.map(change),
})

function moved<T extends { readonly key: string }>(list: readonly T[], key: string, direction: Direction): T[] {
  const at = list.findIndex((each) => each.key === key)
  const to = direction === 'up' ? at - 1 : at + 1
  const [one, other] = [list[at], list[to]]
  const result = [...list]
  if (one === undefined || other === undefined) return result
  result[at] = other
  result[to] = one
  return result
}
