import { hash } from 'node:crypto'
import { canonical } from '#platform/trail'
import { toolContent } from './tools/content.ts'
import { firstTools } from './tools/first-tools/index.ts'

/** What a sample needs to tell audits of the past as the product would have recorded them. */
export { nextMonday, opensOn, weeklyDueOn } from './cases/rules/weeks.ts'
export { planDueAt } from './doing/rules/inadequate.ts'
export { sealOf } from './doing/store/seal.ts'
export type { SealedAudit } from './doing/store/submissions.ts'
export type { Answered, AuditAnswers, Graded } from './tools/asking/answers.ts'
export { type ToolContent, type ToolQuestion, toolContent } from './tools/content.ts'
export { type CycleKind, type Grade, gradeNames, type Part, type Purpose } from './words.ts'

/** The four tools that come with Line of Sight, each with its content as it would be published and that content's SHA-256. */
export const madeTools = () =>
  firstTools.map(({ content: given, ...tool }) => {
    const content = toolContent.parse(given)
    return { ...tool, content, sha256: hash('sha256', canonical(content)) }
  })
