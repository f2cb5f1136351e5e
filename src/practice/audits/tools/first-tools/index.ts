import type { FirstTool } from './asked.ts'
import { caseFile } from './case-file.ts'
import { contactDecision } from './contact-decision.ts'
import { strategyDiscussion } from './strategy-discussion.ts'
import { supervisionRecord } from './supervision-record.ts'

export type { FirstTool }

/** The four tools that come with Line of Sight. */
export const firstTools: readonly FirstTool[] = [contactDecision, strategyDiscussion, caseFile, supervisionRecord]
