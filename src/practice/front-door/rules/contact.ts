import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import { isIndividual, type Method, type ParentsKnow, type SourceCode, type Urgency } from '../words.ts'
import { isMoreThanMinutesAfter } from './clocks.ts'

/** Who made the contact. Empty where they did not say, and for an anonymous caller. */
export interface Referrer {
  readonly name: string
  readonly role: string
  readonly agency: string
  readonly telephone: string
  readonly email: string
}

/** What a person answered on the form, already read field by field. */
export interface ContactAnswers {
  /** When it reached the council: inbox, portal, voicemail or call. Both clocks start here. */
  readonly receivedAt: Temporal.Instant
  readonly enteredLateBecause: string
  readonly wasSystemDown: boolean
  readonly sourceCode: SourceCode
  readonly method: Method
  readonly referrer: Referrer
  readonly childIds: readonly string[]
  /** In the referrer's words. */
  readonly concern: string
  readonly urgency: Urgency
  readonly urgencyReason: string
  readonly parentsKnow: ParentsKnow
  readonly parentsKnowWhy: string
  readonly teamId: string | null
}

export interface NewContact extends ContactAnswers {
  /** A professional follows a telephone contact with the written form. */
  readonly isWrittenFormDue: boolean
  readonly dangerCallId: string | null
  readonly linkedContactIds: readonly string[]
}

export interface RecordingFacts {
  readonly now: Temporal.Instant
  /** Minutes after receipt from which a reason is asked for (setting `lateEntryMinutes`). */
  readonly lateEntryMinutes: number
  readonly dangerCallId: string | null
  readonly linkedContactIds: readonly string[]
}

/** The contact to record, or what is still missing. Nothing here computes an urgency: a person chose it and said why. */
export function takeContact(answers: ContactAnswers, facts: RecordingFacts): Outcome<NewContact> {
  const problems = [...receivedProblems(answers, facts), ...childrenProblems(answers), ...parentsProblems(answers)]
  if (problems.length > 0) return invalid(...problems)
  const { dangerCallId, linkedContactIds } = facts
  return ok({ ...answers, isWrittenFormDue: isWrittenFormDue(answers), dangerCallId, linkedContactIds })
}

/** Working Together: professionals confirm a telephone referral in writing. Members of the public are not asked to. */
export const isWrittenFormDue = ({ method, sourceCode }: Pick<ContactAnswers, 'method' | 'sourceCode'>): boolean =>
  (method === 'telephone' || method === 'voicemail') && !isIndividual(sourceCode)

function receivedProblems(answers: ContactAnswers, { now, lateEntryMinutes }: RecordingFacts): readonly Problem[] {
  const { receivedAt, enteredLateBecause, wasSystemDown } = answers
  if (receivedAt.epochNanoseconds > now.epochNanoseconds) {
    return [{ field: 'receivedAt', message: 'Change when it was received: this time has not come yet' }]
  }
  const isLate = isMoreThanMinutesAfter(receivedAt, now, lateEntryMinutes)
  if (!isLate || wasSystemDown || enteredLateBecause !== '') return []
  return [{ field: 'enteredLateBecause', message: `Say why it is entered more than ${lateEntryMinutes} minutes later` }]
}

const childrenProblems = ({ childIds }: ContactAnswers): readonly Problem[] =>
  childIds.length > 0
    ? []
    : [{ field: 'search', message: 'Add at least one child: find them, or add a new child, if need be without a name' }]

function parentsProblems({ parentsKnow, parentsKnowWhy }: ContactAnswers): readonly Problem[] {
  if (parentsKnow !== 'not-told' || parentsKnowWhy !== '') return []
  return [{ field: 'parentsKnowWhy', message: 'Say why the parents have not been told' }]
}
