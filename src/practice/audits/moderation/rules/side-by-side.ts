import type { AuditAnswers, Graded } from '../../tools/asking/answers.ts'
import { numbered } from '../../tools/asking/answers.ts'
import { answerInWords } from '../../tools/asking/view.ts'
import type { ToolContent } from '../../tools/content.ts'
import type { Grade } from '../../words.ts'

/** One thing that both said something about. */
export interface Compared {
  /** "2.3 Was the history used?" */
  readonly asked: string
  readonly first: string
  readonly second: string
  /** Evidence, or the reason of a grade. */
  readonly firstWhy: string
  readonly secondWhy: string
  readonly differs: boolean
}

export interface ComparedGrade {
  readonly first: Graded | null
  readonly second: Graded | null
  readonly differs: boolean
}

export interface ComparedSection {
  readonly key: string
  readonly title: string
  readonly questions: readonly Compared[]
  /** Null for a section without a grade. */
  readonly grade: ComparedGrade | null
}

export interface SideBySide {
  readonly sections: readonly ComparedSection[]
  readonly overall: ComparedGrade
}

const unanswered = 'Not answered'

/** Two audits of one case with one version of a tool, question by question. Evidence that differs makes no difference. */
export function sideBySide(content: ToolContent, first: AuditAnswers, second: AuditAnswers): SideBySide {
  return {
    sections: content.sections.map((section, place) => ({
      key: section.key,
      title: `${place + 1}. ${section.title}`,
      questions: numbered(content, place).map(({ number, question }) => {
        const [one, other] = [first.answers[question.key], second.answers[question.key]]
        const words = (answered: typeof one) =>
          answered === undefined || answered.answer === null ? unanswered : answerInWords(question, answered.answer)
        return {
          asked: `${number} ${question.text}`,
          ...{ first: words(one), second: words(other) },
          ...{ firstWhy: one?.evidence ?? '', secondWhy: other?.evidence ?? '' },
          differs: (one?.answer ?? null) !== (other?.answer ?? null),
        }
      }),
      grade: section.isGraded ? graded(first.sections[section.key], second.sections[section.key]) : null,
    })),
    overall: graded(first.overall, second.overall),
  }
}

const graded = (first: Graded | undefined, second: Graded | undefined): ComparedGrade => ({
  ...{ first: first ?? null, second: second ?? null },
  differs: first?.grade !== second?.grade,
})

/** Grades of sections that both gave alike; the others are to be agreed. */
export const agreedSections = ({ sections }: SideBySide): Readonly<Record<string, Grade>> =>
  Object.fromEntries(
    sections.flatMap(({ key, grade }) =>
      grade?.first != null && !grade.differs ? [[key, grade.first.grade] as const] : [],
    ),
  )
