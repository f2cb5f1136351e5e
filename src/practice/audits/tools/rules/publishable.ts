import { type Grade, grades, type Subject } from '../../words.ts'
import { type ToolContent, toolContent } from '../content.ts'

/**
 * What keeps a draft from being published, a sentence each that names the section and the question: [] when nothing does.
 * A published version is frozen, so what is missing in it would be missing in every audit made with it.
 */
export function whyNotPublishable(content: ToolContent, subject: Subject): readonly string[] {
  return [...new Set([...shapeProblems(content), ...wholeProblems(content, subject), ...sectionProblems(content)])]
}

function shapeProblems(content: ToolContent): readonly string[] {
  const read = toolContent.safeParse(content)
  if (read.success) return []
  return read.error.issues.map(({ path, message }) => sentence(content, path.map(String), message))
}

/** "In section 2 “History”, question 2.3 “Was it read?”, the guidance: …". */
function sentence(content: ToolContent, path: readonly string[], message: string): string {
  const [part = '', which = '', , question] = path
  if (part === 'grading') return `Say what ${grades[which as Grade]} means with this tool`
  if (part !== 'sections') return `The ${part}: ${message}`
  if (which === '') return 'Add at least one section'
  const place = Number(which)
  const asked = question === undefined ? '' : `, ${questionCalled(content, place, Number(question))}`
  return `In ${sectionCalled(content, place)}${asked}, the ${path.at(-1)}: ${message}`
}

function wholeProblems({ voices, sections }: ToolContent, subject: Subject): readonly string[] {
  const problems: string[] = []
  if (subject === 'strategy-discussion' && voices.length > 0)
    problems.push('Ask nobody beside the record: the worker and the family are never asked about a strategy discussion')
  if (sections.length > 0 && sections.every(({ questions }) => questions.length === 0))
    problems.push('Add at least one question')
  return problems
}

function sectionProblems(content: ToolContent): readonly string[] {
  return content.sections.flatMap((section, place) => {
    const called = sectionCalled(content, place)
    const own =
      section.questions.length === 0 && !section.isGraded
        ? [`${capital(called)} asks nothing: add a question, grade it, or remove it`]
        : []
    return [
      ...own,
      ...twice(content, section.key, called),
      ...section.questions.flatMap((question, at) => {
        const asked = `${called}, ${questionCalled(content, place, at)}`
        const problems =
          question.kind === 'choice' && question.choices.length < 2
            ? [`In ${asked}: give at least two choices, or ask it in another way`]
            : []
        return isAskedTwice(content, question.text)
          ? [...problems, `In ${asked}: it is asked twice in these words`]
          : problems
      }),
    ]
  })
}

const twice = (content: ToolContent, key: string, called: string): readonly string[] =>
  content.sections.filter((section) => section.key === key).length > 1
    ? [`${capital(called)} has the key ${key}, which another section has too`]
    : []

const isAskedTwice = ({ sections }: ToolContent, words: string): boolean =>
  sections.flatMap(({ questions }) => questions).filter(({ text }) => text.toLowerCase() === words.toLowerCase())
    .length > 1

const sectionCalled = ({ sections }: ToolContent, place: number): string =>
  `section ${place + 1} “${sections[place]?.title ?? ''}”`

const questionCalled = ({ sections }: ToolContent, place: number, at: number): string =>
  `question ${place + 1}.${at + 1} “${sections[place]?.questions[at]?.text ?? ''}”`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
