import { Temporal } from 'temporal-polyfill'
import type { Problem } from '#kernel/outcome'
import { type Checked, invalid, ok } from '#kernel/outcome'
import type { Answer } from '../words.ts'

export interface Answered {
  readonly answer: Answer
  readonly reason: string
  readonly someoneName: string
  readonly someoneRole: string
  readonly someoneEmail: string
}

/** What an answer needs: a refusal its reason, somebody else their name. What belongs to another answer is left out. */
export function checkAnswer(given: Answered): Checked<Answered> {
  const problems: Problem[] = []
  if (given.answer === 'no' && given.reason === '')
    problems.push({ field: 'reason', message: 'Say why nobody can come' })
  if (given.answer === 'someone-else') {
    if (given.someoneName === '') problems.push({ field: 'someoneName', message: 'Say who comes instead' })
    if (given.someoneEmail !== '' && !isAddress(given.someoneEmail))
      problems.push({ field: 'someoneEmail', message: 'Enter an email address, such as name@agency.example' })
  }
  if (problems.length > 0) return invalid(...problems)
  const isSomeone = given.answer === 'someone-else'
  return ok({
    answer: given.answer,
    reason: given.answer === 'yes' ? '' : given.reason,
    someoneName: isSomeone ? given.someoneName : '',
    someoneRole: isSomeone ? given.someoneRole : '',
    someoneEmail: isSomeone ? given.someoneEmail : '',
  })
}

export const isAddress = (text: string): boolean => /^[^\s@<>"'(),:;]+@[^\s@<>"'(),:;]+\.[^\s@<>"'(),:;]+$/.test(text)

/** Where an invitation stands. An answer to a time that was moved since is an answer to another question. */
export type AnswerState =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'earlier-time'; readonly answer: Answer }
  | { readonly kind: 'answered'; readonly answer: Answer }

interface Asked {
  readonly withdrawal: object | null
  readonly reply: { readonly answer: Answer; readonly knownAt: Temporal.Instant } | null
}

export function answerState(
  { withdrawal, reply }: Asked,
  arrangement: { readonly timeKnownAt: Temporal.Instant } | null,
): AnswerState {
  if (withdrawal !== null) return { kind: 'withdrawn' }
  if (reply === null) return { kind: 'waiting' }
  const isOfThisTime = arrangement === null || Temporal.Instant.compare(reply.knownAt, arrangement.timeKnownAt) >= 0
  return { kind: isOfThisTime ? 'answered' : 'earlier-time', answer: reply.answer }
}

/** Whether somebody has to be asked again. */
export const isUnanswered = ({ kind }: AnswerState): boolean => kind === 'waiting' || kind === 'earlier-time'
