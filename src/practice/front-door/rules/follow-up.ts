import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { afterElapsedHours } from '#kernel/clock'
import { awaitsAcceptance, departures, outcomes, type ToDoKind } from '../words.ts'
import { endOfNextDay, oneWorkingDayFrom } from './clocks.ts'
import type { NewContact } from './contact.ts'
import type { DecidedChild } from './decision.ts'

/** Something that still has to be done about a contact or a decision. */
export interface ToDo {
  readonly kind: ToDoKind
  readonly subjectId: string
  readonly dueAt: Temporal.Instant
  readonly ownerId: string | null
  /** Who may not do it, because it is their own decision that is looked at. */
  readonly notBy: string | null
  readonly detail: string
}

interface ToDoFacts {
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
}

const toDo = (kind: ToDoKind, subjectId: string, dueAt: Temporal.Instant, more: Partial<ToDo> = {}): ToDo => ({
  kind,
  subjectId,
  dueAt,
  ownerId: null,
  notBy: null,
  detail: '',
  ...more,
})

/**
 * What a new contact asks for: the written form (24 hours after a telephone contact, a setting), and word to the referrer
 * that it arrived (Working Together: within one working day).
 */
export function owedByContact(
  contactId: string,
  contact: Pick<NewContact, 'isWrittenFormDue' | 'receivedAt' | 'sourceCode'>,
  { calendar, writtenFormHours }: Pick<ToDoFacts, 'calendar'> & { readonly writtenFormHours: number },
): readonly ToDo[] {
  const { receivedAt } = contact
  return [
    ...(contact.isWrittenFormDue
      ? [toDo('written-form', contactId, afterElapsedHours(receivedAt, writtenFormHours))]
      : []),
    ...(canBeTold(contact) ? [toDo('acknowledge-referrer', contactId, oneWorkingDayFrom(calendar, receivedAt))] : []),
  ]
}

/** Nobody can tell an anonymous caller anything. */
export const canBeTold = ({ sourceCode }: Pick<NewContact, 'sourceCode'>): boolean => sourceCode !== '9'

/** What a decision about one child asks for. `detail` names no child: it is shown on My work. */
export function owedByDecision(
  decisionId: string,
  decision: Pick<DecidedChild, 'outcome' | 'passedTo' | 'decidedBy' | 'departures'>,
  { now, calendar }: ToDoFacts,
): readonly ToDo[] {
  const { outcome, passedTo, decidedBy } = decision
  const soon = oneWorkingDayFrom(calendar, now)
  const words = outcomes[outcome]
  const has = (departure: keyof typeof departures): boolean => decision.departures.includes(departure)
  const byAnother = { notBy: decidedBy }
  return [
    ...(awaitsAcceptance(outcome) ? [toDo('acceptance', decisionId, soon, { detail: `${words}: ${passedTo}` })] : []),
    ...(outcome === 'already-open' ? [toDo('allocated-team', decisionId, soon, { detail: passedTo })] : []),
    ...(has('recorder-decided-alone')
      ? [toDo('second-manager', decisionId, endOfNextDay(now), { ...byAnother, detail: words })]
      : []),
    ...(has('not-a-named-decider')
      ? [toDo('departure', decisionId, soon, { ...byAnother, detail: departures['not-a-named-decider'] })]
      : []),
  ]
}

/** When every child has an outcome, the referrer and the family are to be told (within one working day). */
export function owedByOutcome(
  contactId: string,
  contact: Pick<NewContact, 'sourceCode'>,
  { now, calendar }: ToDoFacts,
): readonly ToDo[] {
  const soon = oneWorkingDayFrom(calendar, now)
  return [...(canBeTold(contact) ? [toDo('tell-referrer', contactId, soon)] : []), toDo('tell-family', contactId, soon)]
}
