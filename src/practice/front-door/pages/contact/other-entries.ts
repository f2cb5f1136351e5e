import { whenInWords } from '#kernel/words'
import { paths } from '../../paths.ts'
import type { Authorisation } from '../../store/authorisations.ts'
import type { Check } from '../../store/checks.ts'
import type { Contact } from '../../store/contacts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DangerCall } from '../../store/danger-calls.ts'
import type { Event } from '../../store/events.ts'
import type { ReviewStep } from '../../store/reviews-of.ts'
import {
  checkEvents,
  contactEvents,
  conversationMethods,
  emergencyServices,
  methods,
  type ParentsKnow,
  parentsKnowWords,
  sources,
} from '../../words.ts'
import type { Entry, NameOf } from './entry.ts'
import { said } from './said.ts'

export function contactEntry(contact: Contact, nameOf: NameOf): Entry {
  const how = contact.method === null ? '' : `, ${methods[contact.method].toLowerCase()}`
  return {
    id: contact.id,
    at: contact.receivedAt ?? contact.receivedOn,
    recordedAt: contact.recordedAt,
    title: `Contact received from ${sources[contact.sourceCode].words}${how}`,
    by: contact.recordedBy === null ? contact.recordedByName : nameOf(contact.recordedBy),
    body: said(
      ['The worry', contact.concern],
      ['Entered late because', contact.enteredLateBecause],
      ['Taken on paper', contact.wasSystemDown ? 'The system was down' : ''],
    ),
  }
}

export const dangerEntry = (call: DangerCall, nameOf: NameOf): Entry => ({
  id: call.id,
  at: call.calledAt,
  recordedAt: call.recordedAt,
  title: `${call.called === 'other' ? call.calledOther : emergencyServices[call.called]} called`,
  by: nameOf(call.recordedBy),
  body: said(['Incident number', call.incidentNumber], ['Note', call.note]),
})

export const conversationEntries = (
  contactId: string,
  conversations: readonly Conversation[],
  nameOf: NameOf,
): readonly Entry[] =>
  conversations.map((conversation) => {
    const who = [conversation.personName, conversation.personRole, conversation.agency].filter((part) => part !== '')
    const isStanding = conversations.every(({ corrects }) => corrects !== conversation.id)
    const params = { contactId, conversationId: conversation.id }
    return {
      id: conversation.id,
      at: conversation.happenedAt,
      recordedAt: conversation.recordedAt,
      title: `Conversation with ${who.join(', ')} (${conversationMethods[conversation.method].toLowerCase()})`,
      by: nameOf(conversation.recordedBy),
      body: said(
        ['What was said', conversation.said],
        ['Advice given', conversation.advice],
        ['History considered', conversation.historyConsidered],
        ['Consent', conversation.consent],
        ['Why it was corrected', conversation.correctionReason],
      ),
      corrects: conversation.corrects,
      ...(isStanding ? { changeHref: paths.correctConversation(params) } : {}),
    }
  })

export const checkEntries = (checks: readonly Check[], nameOf: NameOf): readonly Entry[] =>
  checks.flatMap((check) => [
    {
      id: check.id,
      at: check.requestedAt,
      recordedAt: check.recordedAt,
      title: `${check.agency} asked${check.askedOf === '' ? '' : `: ${check.askedOf}`}`,
      by: nameOf(check.recordedBy),
      body: said(
        ['What was asked', check.what],
        ['The parents', check.doParentsKnow ? 'know of it' : 'do not know of it'],
        ['Before it was authorised, because', check.departure],
      ),
    },
    ...check.events.map((step) => ({
      id: step.id,
      at: step.happenedAt,
      recordedAt: step.recordedAt,
      title: `${check.agency}: ${checkEvents[step.kind].toLowerCase()}`,
      by: nameOf(step.recordedBy),
      body: said(['Who', step.personName], ['What they said', step.what]),
    })),
  ])

export const authorisationEntries = (authorisations: readonly Authorisation[], nameOf: NameOf): readonly Entry[] =>
  authorisations.flatMap(({ id, reason, recordedAt, recordedBy, answer }): readonly Entry[] => [
    {
      id,
      at: recordedAt,
      recordedAt,
      title: 'Authorisation asked for checks without the parents’ knowledge',
      by: nameOf(recordedBy),
      body: said(['Reasons', reason]),
    },
    ...(answer === null
      ? []
      : [
          {
            id: `${id}-answer`,
            at: answer.answeredAt,
            recordedAt: answer.recordedAt,
            title: answer.isAuthorised
              ? 'Checks without the parents’ knowledge authorised'
              : 'Checks without the parents’ knowledge not authorised',
            by: nameOf(answer.answeredBy),
            body: said(['Reasons', answer.reason]),
            isDecision: true,
          },
        ]),
  ])

export const eventEntries = (events: readonly Event[], nameOf: NameOf): readonly Entry[] =>
  events.map((event) => ({
    id: event.id,
    at: event.happenedAt,
    recordedAt: event.recordedAt,
    title: eventTitle(event, nameOf),
    by: nameOf(event.recordedBy),
    body: said([event.wasDone ? 'Note' : 'Why not', event.note]),
  }))

function eventTitle({ kind, personId, how, wasDone }: Event, nameOf: NameOf): string {
  const words = contactEvents[kind]
  if (kind === 'parents-know') return `The parents: ${parentsKnowWords[how as ParentsKnow].toLowerCase()}`
  const done = wasDone ? words : `Not done: ${words.toLowerCase()}`
  const to = personId === null ? '' : `: ${nameOf(personId)}`
  return `${done}${to}${how === '' ? '' : ` (${how.toLowerCase()})`}`
}

const rungWords: Readonly<Record<string, string>> = {
  'duty-manager': 'the duty manager',
  'service-manager': 'the service manager',
  'head-of-service': 'the head of service',
}

export const reviewEntries = (steps: readonly ReviewStep[], nameOf: NameOf): readonly Entry[] =>
  steps.map((step) => {
    const person = nameOf(step.personId)
    const toWhom = person === '' ? (rungWords[step.rung] ?? 'whoever is on duty') : person
    const titles = {
      warned: `Warned ${toWhom}: no outcome yet`,
      opened: `${step.hours}-hour review opened for ${toWhom}`,
      climbed: `Review not recorded in time: climbed to ${toWhom}`,
      reviewed: 'Review recorded: no outcome yet',
      'outcome-recorded': 'Review ended: the outcome was recorded',
    } as const
    const isPersons = step.kind === 'reviewed'
    return {
      id: `${step.id}-${step.kind}-${step.rung}`,
      at: step.at,
      recordedAt: step.recordedAt,
      title: titles[step.kind],
      by: isPersons ? person : '',
      body: said(
        ['Why there is no outcome', step.whyNoOutcome],
        ['What happens now', step.whatHappensNow],
        ['Next', step.nextAt === null ? '' : whenInWords(step.nextAt, step.at)],
      ),
      corrects: step.corrects === null ? null : `${step.corrects}-reviewed-`,
    }
  })
