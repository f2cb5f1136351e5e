import { gradeNames, grades } from '../../words.ts'
import { answerKinds, type ToolContent, type ToolQuestion, type ToolSection } from '../content.ts'
import { voiceWords } from '../words.ts'

/** One thing that is not the same in two versions of a tool, in words, found by key and not by place. */
export interface Difference {
  readonly what: 'added' | 'removed' | 'changed'
  /** "Section “History”", "Question “Was it read?”, guidance". */
  readonly where: string
  /** '' where it was added. */
  readonly before: string
  /** '' where it was removed. */
  readonly after: string
}

/** What was added, removed and reworded from one version to another, from top to bottom; [] when they ask the same. */
export function compareTools(before: ToolContent, after: ToolContent): readonly Difference[] {
  return [
    ...changed('Introduction', before.introduction, after.introduction),
    ...gradeNames.flatMap((grade) =>
      changed(`What ${grades[grade]} means`, before.grading[grade], after.grading[grade]),
    ),
    ...changed('Who is asked beside the record', voicesOf(before), voicesOf(after)),
    ...compareSections(before.sections, after.sections),
    ...compareQuestions(before, after),
    ...compareOrder(before.sections, after.sections, 'Order of the sections', ({ title }) => title),
    ...after.sections.flatMap((section) => questionOrder(before, section)),
  ]
}

const voicesOf = ({ voices }: ToolContent): string =>
  voices.length === 0 ? 'Nobody' : voices.map((voice) => voiceWords[voice]).join(', ')

function compareSections(before: readonly ToolSection[], after: readonly ToolSection[]): readonly Difference[] {
  const removed = without(before, after).map(({ title }) => gone(`Section “${title}”`, title))
  return [
    ...after.flatMap((section) => {
      const was = before.find(({ key }) => key === section.key)
      const where = `Section “${section.title}”`
      if (was === undefined) return [added(where, `${section.title}\n${section.guidance}`.trim())]
      return [
        ...changed(`${where}, title`, was.title, section.title),
        ...changed(`${where}, guidance`, was.guidance, section.guidance),
        ...changed(`${where}, grade`, gradedIn(was), gradedIn(section)),
      ]
    }),
    ...removed,
  ]
}

const gradedIn = ({ isGraded }: ToolSection): string => (isGraded ? 'Graded' : 'Not graded')

interface Placed extends ToolQuestion {
  readonly section: ToolSection
}

function compareQuestions(before: ToolContent, after: ToolContent): readonly Difference[] {
  const [was, is] = [questionsOf(before), questionsOf(after)]
  return [
    ...is.flatMap((question) =>
      compareQuestion(
        was.find(({ key }) => key === question.key),
        question,
      ),
    ),
    ...without(was, is).map((question) => gone(inSection(question), question.text)),
  ]
}

const questionsOf = ({ sections }: ToolContent): readonly Placed[] =>
  sections.flatMap((section) => section.questions.map((question) => ({ ...question, section })))

function compareQuestion(was: Placed | undefined, is: Placed): readonly Difference[] {
  const where = `Question “${is.text}”`
  if (was === undefined) return [added(inSection(is), `${is.text}\n${is.guidance}`.trim())]
  const moved =
    was.section.key === is.section.key ? [] : changed(`${where}, section`, was.section.title, is.section.title)
  return [
    ...changed(`${where}, words`, was.text, is.text),
    ...changed(`${where}, guidance`, was.guidance, is.guidance),
    ...changed(`${where}, kind of answer`, answerKinds[was.kind], answerKinds[is.kind]),
    ...changed(`${where}, choices`, choicesOf(was), choicesOf(is)),
    ...changed(`${where}, required`, was.isRequired ? 'Required' : 'Optional', is.isRequired ? 'Required' : 'Optional'),
    ...changed(`${where}, evidence`, evidenceOf(was), evidenceOf(is)),
    ...moved,
  ]
}

const inSection = ({ section }: Placed): string => `Question in section “${section.title}”`

const choicesOf = ({ choices }: ToolQuestion): string => choices.map(({ text }) => text).join('\n')
const evidenceOf = ({ asksEvidence }: ToolQuestion): string => (asksEvidence ? 'Asked for' : 'Not asked for')

const questionOrder = (before: ToolContent, section: ToolSection): readonly Difference[] =>
  compareOrder(
    before.sections.find(({ key }) => key === section.key)?.questions ?? [],
    section.questions,
    `Section “${section.title}”, order of the questions`,
    ({ text }) => text,
  )

/** Only those that both have are looked at: something added or removed is told already. */
function compareOrder<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
  where: string,
  words: (each: T) => string,
): readonly Difference[] {
  const was = before.filter(({ key }) => after.some((each) => each.key === key))
  const is = after.filter(({ key }) => before.some((each) => each.key === key))
  if (was.every(({ key }, at) => is[at]?.key === key)) return []
  const inOrder = (list: readonly T[]) => list.map((each, at) => `${at + 1}. ${words(each)}`).join('\n')
  return changed(where, inOrder(was), inOrder(is))
}

const without = <T extends { readonly key: string }>(list: readonly T[], other: readonly T[]): readonly T[] =>
  list.filter(({ key }) => !other.some((each) => each.key === key))

const changed = (where: string, before: string, after: string): readonly Difference[] =>
  before === after ? [] : [{ what: 'changed', where, before, after }]
const added = (where: string, after: string): Difference => ({ what: 'added', where, before: '', after })
const gone = (where: string, before: string): Difference => ({ what: 'removed', where, before, after: '' })
