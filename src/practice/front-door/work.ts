import type { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import { count, durationInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { decidersOnDuty, readSettings } from '#practice/organisation'
import { paths, toDoHref } from './paths.ts'
import { outcomeDueAt } from './rules/clocks.ts'
import {
  listClaimedWork,
  listNearlyLate,
  listOpenToDos,
  listReviewWork,
  type ReviewWork,
  type ToDoWork,
  type WaitingWork,
} from './store/work.ts'
import { type ToDoKind, toDos } from './words.ts'

/**
 * What waits at the front door for these people: reviews that are theirs (or nobody's), contacts under their name, contacts
 * about to be late for whoever decides now, and what is owed to referrers, families and agencies, which is anybody's on duty. No child's name.
 */
export const frontDoorWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.workContacts)) return []
  const reviews = may(user, access.reviewContacts) ? await listReviewWork(tx, people) : []
  const claimed = await listClaimedWork(tx, people)
  const nearlyLate = (await decidesNow(tx, user, people)) ? await listNearlyLate(tx, await warnedSince(tx)) : []
  const owed = await listOpenToDos(tx, { people, asker: user.personId, isDecider: may(user, access.decideContacts) })
  const waiting = [...claimed, ...nearlyLate]
  const told = new Set(reviews.map(({ contactId }) => contactId))
  const once = waiting.filter(({ contactId }) => !told.has(contactId) && told.add(contactId))
  return [
    ...reviews.map((review) => reviewItem(tx, review)),
    ...once.map((each) => waitingItem(tx, each)),
    ...owed.map(toDoItem),
  ]
}

/** Whoever is on duty to decide is warned before a contact is late (council report §11); everybody who may, when nobody is. */
async function decidesNow(tx: Tx, user: User, people: readonly string[]): Promise<boolean> {
  const onDuty = await decidersOnDuty(tx, tx.now)
  return onDuty.length === 0
    ? may(user, access.decideContacts)
    : onDuty.some(({ personId }) => people.includes(personId))
}

async function warnedSince(tx: Tx): Promise<Temporal.Instant> {
  const { warningHours } = await readSettings(tx)
  return tx.now.subtract({ minutes: Math.round(warningHours * 60) })
}

const waitingItem = (tx: Tx, contact: WaitingWork): WorkItem => ({
  id: `contact:${contact.contactId}`,
  due: outcomeDueAt(contact.receivedAt),
  title: `Contact ${contact.reference}`,
  detail: `${waitingInWords(tx, contact)}${contact.furtherEnquiries === '' ? '' : `. Still needed: ${contact.furtherEnquiries}`}`,
  verb: 'Decide',
  href: paths.decide({ contactId: contact.contactId }),
  ownerId: contact.claimedBy,
})

const reviewItem = (tx: Tx, review: ReviewWork): WorkItem => ({
  id: `review:${review.reviewId}`,
  due: review.dueAt,
  title: `Contact ${review.reference}`,
  detail: waitingInWords(tx, review),
  verb: 'Review now',
  href: paths.review({ contactId: review.contactId, reviewId: review.reviewId }),
  ownerId: review.assignedTo,
})

/** "2 children, no outcome for 26 h 10 min". */
const waitingInWords = (tx: Tx, { childrenWaiting, receivedAt }: Pick<ReviewWork, 'childrenWaiting' | 'receivedAt'>) =>
  `${count(childrenWaiting, 'child', 'children')}, no outcome for ${durationInWords(elapsedMinutes(receivedAt, tx.now))}`

/** What there is one of for nearly every contact, and what is anybody's. */
const foldable: ReadonlySet<ToDoKind> = new Set([
  'acknowledge-referrer',
  'written-form',
  'tell-referrer',
  'tell-family',
])

const toDoItem = (toDo: ToDoWork): WorkItem => {
  const { words, verb } = toDos[toDo.kind]
  return {
    id: `to-do:${toDo.kind}:${toDo.subjectId}`,
    due: toDo.dueAt,
    title: toDo.reference === null ? words : `Contact ${toDo.reference}`,
    detail: toDo.reference === null ? toDo.detail : [words, toDo.detail].filter((part) => part !== '').join(': '),
    verb,
    href: toDoHref(toDo),
    ownerId: toDo.ownerId,
    ...(toDo.ownerId === null && foldable.has(toDo.kind) ? { alike: words } : {}),
  }
}

/** How this area's changes are counted in "what I finished this week". */
export const frontDoorFinished = {
  'contact.recorded': ['contact recorded', 'contacts recorded'],
  'conversation.recorded': ['conversation recorded', 'conversations recorded'],
  'check.asked': ['question to an agency', 'questions to agencies'],
  'decision.recorded': ['decision recorded', 'decisions recorded'],
  'review.recorded': ['review recorded', 'reviews recorded'],
  'decision.confirmed': ['decision confirmed', 'decisions confirmed'],
  'shift.handed-over': ['shift handed over', 'shifts handed over'],
} as const satisfies Readonly<Record<string, readonly [one: string, many: string]>>
