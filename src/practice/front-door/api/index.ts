import { ok } from '#kernel/outcome'
import { type ApiRoute, apiRoute, type Scope } from '#platform/api'
import type { Tx } from '#platform/transaction'
import { outcomeDueAt } from '../rules/clocks.ts'
import { batchExamples, contactExamples, decisionExamples, waitingExamples } from './examples.ts'
import {
  batchAnswer,
  batchBody,
  contactAnswer,
  contactBody,
  decisionBody,
  waitingAnswer,
  waitingQuery,
} from './schemas.ts'
import { type KnownHere, listWaitingContacts } from './store.ts'
import { type TakenContact, type Teller, takeContact, takeDecision } from './take.ts'

const perPage = 100

/** What the case system may tell and ask, live. */
export const frontDoorApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/contacts',
    scope: 'contacts:write',
    summary: 'Tell of a contact',
    description:
      'A contact with its children, by the case system’s own numbers. Told again with the same numbers it changes nothing, or appends what is new. Its 24 hours count from receivedAt.',
    body: contactBody,
    answer: contactAnswer,
    examples: contactExamples,
    async handle({ tx, scopes, body }) {
      const taken = await takeContact(tx, body, teller(scopes))
      return taken.ok
        ? ok({ status: taken.value.isNew ? 201 : 200, body: answered(body.contactId, taken.value) })
        : taken
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/contacts/batch',
    scope: 'contacts:write',
    summary: 'Tell of several contacts',
    description:
      'Each contact stands for itself: those that can be taken are, the others are answered with their errors, in the order sent.',
    body: batchBody,
    answer: batchAnswer,
    examples: batchExamples,
    async handle({ tx, scopes, body }) {
      const results: unknown[] = []
      for (const [index, each] of body.contacts.entries())
        results.push({ index, ...(await oneOfMany(tx, teller(scopes), index, each)) })
      return ok({ status: 200, body: { results } })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/contacts/{contactId}/decisions',
    scope: 'contacts:write',
    summary: 'Tell of a decision',
    description:
      'What was decided about one child, by whom, when and why. When every child has an outcome the clocks stop. A later one about the same child corrects it; one that was recorded in Line of Sight stays, and is answered with 409.',
    body: decisionBody,
    answer: contactAnswer,
    examples: decisionExamples,
    async handle({ tx, scopes, params, body }) {
      const contactId = params['contactId'] ?? ''
      const taken = await takeDecision(tx, contactId, body, teller(scopes))
      return taken.ok ? ok({ status: taken.value.isNew ? 201 : 200, body: answered(contactId, taken.value) }) : taken
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/contacts',
    scope: 'contacts:read',
    summary: 'List contacts that await an outcome',
    description: `Soonest due first, ${perPage} on a page. No name and no worry: what is open, and until when.`,
    query: waitingQuery,
    answer: waitingAnswer,
    examples: waitingExamples,
    async handle({ tx, scopes, query }) {
      const contacts = await listWaitingContacts(tx, { ...teller(scopes), page: query.page, perPage })
      return ok({
        status: 200,
        body: {
          contacts: contacts.map(({ contactId, reference, receivedAt, childrenWaiting }) => ({
            contactId,
            reference,
            receivedAt: receivedAt.toString(),
            dueAt: outcomeDueAt(receivedAt).toString(),
            childrenWaiting,
          })),
          page: query.page,
          total: contacts[0]?.total ?? 0,
        },
      })
    },
  }),
]

async function oneOfMany(tx: Tx, by: Teller, index: number, given: unknown) {
  const read = contactBody.safeParse(given)
  if (!read.success)
    return { errors: read.error.issues.map(({ path, message }) => pointed(index, path.join('/'), message)) }
  const taken = await takeContact(tx, read.data, by)
  if (taken.ok) return { contact: answered(read.data.contactId, taken.value) }
  const problems = taken.kind === 'invalid' ? taken.problems : [{ field: '', message: 'It cannot be taken.' }]
  return { errors: problems.map(({ field, message }) => pointed(index, field.replaceAll('.', '/'), message)) }
}

const pointed = (index: number, path: string, detail: string) => ({ pointer: `/contacts/${index}/${path}`, detail })

const teller = (scopes: readonly Scope[]): Teller => ({ maySeeRestricted: scopes.includes('contacts:restricted') })

/** A contact that the teller may not see is answered as one that nobody knew before. */
const answered = (contactId: string, { contact, warnings }: TakenContact) => ({
  contactId,
  reference: contact?.reference ?? contactId,
  state: contact === null ? 'awaiting-outcome' : stateOf(contact),
  warnings,
})

const stateOf = ({ isHistory, isWaiting }: KnownHere) =>
  isHistory ? 'history' : isWaiting ? 'awaiting-outcome' : 'outcome-recorded'
