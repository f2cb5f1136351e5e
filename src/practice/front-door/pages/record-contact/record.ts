import { newId } from '#kernel/ids'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Submitted } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { addChildren, addHousehold, addMembers, listChildren, listHouseholds, type NewMember } from '#practice/children'
import { findTeam, readSettings } from '#practice/organisation'
import { takeContact } from '../../rules/contact.ts'
import { findByReference, listOpen } from '../../store/of-children.ts'
import { type RecordedContact, recordContact } from '../../store/record-contacts.ts'
import type { ChildTyped, RecordedAnswers } from './form.ts'

interface OnTheWay {
  readonly dangerCallId: string | null
  readonly isLateEntry: boolean
}

interface Placed extends ChildTyped {
  readonly childId: string
  readonly isNew: boolean
}

/** Records the whole form: new children, who lives with them, and the contact. All of it or nothing. */
export async function recordAnswers(
  { tx, now, user, calendar }: Pick<Submitted<unknown, unknown, unknown>, 'tx' | 'now' | 'user' | 'calendar'>,
  answers: RecordedAnswers,
  { dangerCallId, isLateEntry }: OnTheWay,
): Promise<Outcome<RecordedContact>> {
  const children = answers.child.map(
    (child): Placed => ({ ...child, childId: child.id ?? newId(), isNew: child.id === null }),
  )
  const linked = await linkedContacts(tx, answers)
  if (!linked.ok) return linked
  if (answers.teamId !== null && (await findTeam(tx, answers.teamId)) === null)
    return invalid({ field: 'teamId', message: 'Choose a team from the list' })
  const settings = await readSettings(tx)
  const contact = takeContact(
    { ...inRuleWords(answers), childIds: children.map(({ childId }) => childId), wasSystemDown: isLateEntry },
    { now, lateEntryMinutes: settings.lateEntryMinutes, dangerCallId, linkedContactIds: linked.value },
  )
  if (!contact.ok) return contact
  const isOpen = await areOpen(tx, children)
  if (!isOpen)
    return conflict('A child that you chose is no longer open to you.', 'Remove the child and find them again.')
  await addNewChildren(tx, children)
  await addHouseholdOf(tx, children, answers)
  const { writtenFormHours } = settings
  return ok(await recordContact(tx, contact.value, { personId: user.personId }, { calendar, writtenFormHours }))
}

const inRuleWords = (answers: RecordedAnswers) => ({
  receivedAt: answers.receivedAt,
  enteredLateBecause: answers.enteredLateBecause,
  sourceCode: answers.sourceCode,
  method: answers.method,
  referrer: {
    name: answers.referrerName,
    role: answers.referrerRole,
    agency: answers.referrerAgency,
    telephone: answers.referrerTelephone,
    email: answers.referrerEmail,
  },
  concern: answers.concern,
  urgency: answers.urgency,
  urgencyReason: answers.urgencyReason,
  parentsKnow: answers.parentsKnow,
  parentsKnowWhy: answers.parentsKnowWhy,
  teamId: answers.teamId,
})

/** Contacts ticked as about the same incident, and the one named by its reference. */
async function linkedContacts(
  tx: Tx,
  { linked, linkedReference }: RecordedAnswers,
): Promise<Outcome<readonly string[]>> {
  const ticked = typeof linked === 'string' ? [linked] : linked
  const open = await listOpen(tx, ticked)
  if (open.length < ticked.length)
    return invalid({ field: 'linked', message: 'Untick the contact that is no longer open to you' })
  if (linkedReference === '') return ok(open)
  const found = await findByReference(tx, linkedReference)
  if (found === null)
    return invalid({ field: 'linkedReference', message: 'Check the reference: there is no such contact' })
  return ok([...new Set([...open, found])])
}

async function areOpen(tx: Tx, children: readonly Placed[]): Promise<boolean> {
  const ids = children.filter(({ isNew }) => !isNew).map(({ childId }) => childId)
  return (await listChildren(tx, ids)).length === ids.length
}

const addNewChildren = (tx: Tx, children: readonly Placed[]) =>
  addChildren(
    tx,
    children
      .filter(({ isNew }) => isNew)
      .map(({ childId, givenName, familyName, dateOfBirth, expectedDate, gender }) => ({
        id: childId,
        givenName: givenName || null,
        familyName: familyName || null,
        dateOfBirth,
        expectedDate,
        gender,
      })),
  )

/** Puts the children who live together, and the adults typed, into the household that is known, or into a new one. */
async function addHouseholdOf(tx: Tx, children: readonly Placed[], answers: RecordedAnswers): Promise<void> {
  const adults = answers.adult.filter(({ givenName, familyName }) => givenName + familyName !== '').map(adultMember)
  const [first] = children
  const together = answers.livesTogether ? children : first ? [first] : []
  if (adults.length === 0 && together.length < 2) return
  const known = await listHouseholds(
    tx,
    together.filter(({ isNew }) => !isNew).map(({ childId }) => childId),
  )
  const isIn = (id: string): boolean => known.some(({ childId }) => childId === id)
  const members = together
    .filter(({ childId }) => !isIn(childId))
    .map(({ childId }) => ({ childId, relation: 'child' as const }))
  const householdId = known[0]?.householdId
  if (householdId === undefined) await addHousehold(tx, [...members, ...adults])
  else if (members.length + adults.length > 0) await addMembers(tx, householdId, [...members, ...adults])
}

const adultMember = ({ givenName, familyName, relation, phone }: RecordedAnswers['adult'][number]): NewMember => ({
  adult: { givenName: givenName || null, familyName: familyName || null, phone: phone || null },
  relation: relation ?? 'other',
})
