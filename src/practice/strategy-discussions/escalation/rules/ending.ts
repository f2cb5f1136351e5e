import type { EndOutcome } from '../words.ts'

/** How an escalation ended by itself. */
export interface Ending {
  readonly outcome: EndOutcome
  readonly words: string
}

export const ending = (outcome: EndOutcome, words: string): Ending => ({ outcome, words })

/** A subject without the number that a second escalation of the same subject carries. */
export const bare = (subject: string): string => subject.replace(/#\d+$/, '')
