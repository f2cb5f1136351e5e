import { access, allows } from '#platform/access'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { html } from '#platform/html'
import { childOutcomes } from './meeting/words.ts'
import { paths } from './paths.ts'
import { type DiscussionOfChild, listOfChildren, type OutcomeOfChild, type StepOfChild } from './store/of-children.ts'
import { forms, keyPartners, partners } from './words.ts'

/**
 * What this area adds to a child's chronology, for staff: discussions that fell due, were held, cancelled or decided against,
 * and what was decided for the child. Section 47 is told by the conferences’ room.
 */
export const discussionsHistory: HistorySource = async (tx, childIds) => {
  if (tx.who.kind === 'person' && !allows(access.readRecords, tx.who.roles)) return []
  const { discussions, steps, outcomes } = await listOfChildren(tx, childIds)
  return [...discussions.map(dueEvent), ...steps.map(stepEvent), ...outcomes.map(outcomeEvent)]
}

// One discussion about two children of a household is one event in each one's chronology.
const idOf = (id: string, childId: string): string => `${id}/${childId}`

const hrefOf = ({ discussionId }: { readonly discussionId: string }): string => paths.discussion({ discussionId })

const dueEvent = (due: DiscussionOfChild): HistoryEvent => ({
  id: idOf(due.discussionId, due.childId),
  at: due.reasonableCauseAt,
  recordedAt: due.recordedAt,
  kind: 'strategy-discussion',
  title: `Reasonable cause: strategy discussion ${due.reference} is due`,
  ...(due.reasonableCause === '' ? {} : { body: html`${due.reasonableCause}` }),
  href: hrefOf(due),
})

function stepEvent(step: StepOfChild): HistoryEvent {
  // Only the same said again is a correction: held after it was reopened is something that happened.
  const isCorrection = step.replaces !== null && step.replacedKind === step.kind
  return {
    id: idOf(step.id, step.childId),
    at: step.happenedAt,
    recordedAt: step.recordedAt,
    kind: 'strategy-discussion',
    title: titleOf(step),
    ...(step.reason === '' ? {} : { body: html`${step.reason}` }),
    href: hrefOf(step),
    ...(isCorrection ? { corrects: idOf(step.replaces ?? '', step.childId) } : {}),
  }
}

function titleOf({ kind, reference, form, isEmergencyCall, attended }: StepOfChild): string {
  const called = `Strategy discussion ${reference}`
  if (kind === 'cancelled') return `${called} cancelled`
  if (kind === 'decided-not-to-hold') return `Decided not to hold strategy discussion ${reference}`
  if (kind === 'reopened') return `${called} is due again`
  const there = keyPartners.filter((partner) => attended.includes(partner)).map((partner) => partners[partner])
  const how = isEmergencyCall ? 'emergency call' : form === null ? '' : forms[form].toLowerCase()
  return `${called} held (${how}): ${there.length === 0 ? 'attendance of partners not recorded' : `${there.join(', ')} there`}`
}

const outcomeEvent = (decided: OutcomeOfChild): HistoryEvent => ({
  id: idOf(decided.id, decided.childId),
  at: decided.heldAt,
  recordedAt: decided.recordedAt,
  kind: 'strategy-outcome',
  title: `${decided.reference}: ${childOutcomes[decided.outcome]}`,
  body: html`${decided.reasons}`,
  ...(decided.recordedByName === '' ? {} : { by: decided.recordedByName }),
  href: hrefOf(decided),
  ...(decided.corrects === null ? {} : { corrects: idOf(decided.corrects, decided.childId) }),
})
