import { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { conflict, type Failure, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { takeIncomingChildren } from '#practice/children'
import { caseSystem, type People, readPeople } from '#practice/front-door'
import { findTeam, readSettings } from '#practice/organisation'
import { heldBy } from '../rules/limits.ts'
import { checkBegun } from '../rules/new-discussion.ts'
import { type Discussion, findDiscussion, lockDiscussion } from '../store/discussions.ts'
import { addDiscussionChild, recordDiscussion } from '../store/record-discussions.ts'
import { listLikelySame } from '../store/same.ts'
import { lockSpoken, type Spoken, type Teller } from './find.ts'
import type { ChildTold, DiscussionBody } from './schemas.ts'
import { takeArranged } from './take-arranged.ts'
import { takeHeld } from './take-held.ts'
import { takeRecord } from './take-record.ts'

export interface TakenDiscussion {
  readonly discussion: Discussion
  readonly isNew: boolean
  /** About a restricted child, told by somebody who may not see it: taken, and answered as one that nobody knew. */
  readonly isHidden: boolean
}

/**
 * A discussion from the case system, as far as it has come, by the rules of the pages. Told again it changes nothing, or appends
 * what is new; what somebody recorded here stays. Conflict when it is likely the same as another, unless told why it is not.
 */
export async function takeDiscussion(
  tx: Tx,
  body: DiscussionBody,
  teller: Teller,
  calendar: WorkingCalendar,
): Promise<Outcome<TakenDiscussion>> {
  const people = await readPeople(tx)
  const known = await lockSpoken(tx, body.discussionId)
  if (known?.isTold && !known.reasonableCauseAt.equals(Temporal.Instant.from(body.reasonableCauseAt)))
    return conflict('It was told before with reasonable cause at another time.', 'Correct it in Line of Sight.')
  const ids = await childrenOf(tx, body.children)
  const begun = known === null ? await takeNew(tx, body, [...ids.values()], people, teller) : known
  if ('ok' in begun) return begun
  const before = await lockDiscussion(tx, begun.id)
  if (before === null) throw new Error('a discussion that was told of is not there')
  let isNew = known === null
  for (const childId of ids.values()) {
    if (begun.children.includes(childId)) continue
    await addDiscussionChild(tx, begun.id, { childId })
    isNew = true
  }
  for (const step of stepsOf(body, { ids, spoken: begun, people, calendar })) {
    const discussion = await findDiscussion(tx, begun.id)
    if (discussion === null) throw new Error('a discussion that was told of is not there')
    const taken = await step(tx, discussion)
    if (!taken.ok) return taken
    isNew ||= taken.value
  }
  const discussion = await findDiscussion(tx, begun.id)
  if (discussion === null) throw new Error('a discussion that was told of is not there')
  return ok({ discussion, isNew, isHidden: begun.isRestricted && !teller.maySeeRestricted })
}

type Step = (tx: Tx, discussion: Discussion) => Promise<Outcome<boolean>>

interface StepsAsked {
  readonly ids: ReadonlyMap<string, string>
  readonly spoken: Spoken
  readonly people: People
  readonly calendar: WorkingCalendar
}

const stepsOf = (body: DiscussionBody, { ids, spoken, people, calendar }: StepsAsked): readonly Step[] => {
  const { arranged, held, record } = body
  const untold = body.children.findIndex(({ outcome }) => outcome !== undefined)
  return [
    ...(arranged === undefined ? [] : [(tx: Tx, of: Discussion) => takeArranged(tx, of, arranged)]),
    ...(held === undefined ? [] : [(tx: Tx, of: Discussion) => takeHeld(tx, of, held, { spoken, people, calendar })]),
    ...(record === undefined
      ? []
      : [(tx: Tx, of: Discussion) => takeRecord(tx, of, record, { body, children: ids, spoken, people, calendar })]),
    ...(record === undefined && untold >= 0 ? [async () => outcomeAlone] : []),
  ]
}

const outcomeAlone = invalid({ field: 'record', message: 'An outcome comes with the record of the discussion' })

/** The children by the case system's numbers, or by our references; those that nobody told of before are made. */
async function childrenOf(tx: Tx, told: readonly ChildTold[]): Promise<ReadonlyMap<string, string>> {
  const today = londonDate(tx.now)
  const found = await takeIncomingChildren(
    tx,
    caseSystem,
    told.map(({ childId, familyName = '', givenName = '', dateOfBirth }) => {
      const day = dateOfBirth === undefined ? null : Temporal.PlainDate.from(dateOfBirth)
      const isExpected = day !== null && Temporal.PlainDate.compare(day, today) > 0
      return {
        ...{ id: childId, familyName, givenName, gender: null, ethnicity: null },
        dateOfBirth: isExpected ? null : day,
        expectedDate: isExpected ? day : null,
      }
    }),
  )
  return new Map(told.map(({ childId }) => [childId, found.get(childId) ?? '']))
}

async function takeNew(
  tx: Tx,
  body: DiscussionBody,
  childIds: readonly string[],
  people: People,
  { maySeeRestricted }: Teller,
): Promise<Spoken | Failure> {
  const [reasonableCauseAt, decidedToHoldAt, knownAt] = [
    body.reasonableCauseAt,
    body.decidedToHoldAt,
    body.recordedAt,
  ].map((told) => (told === undefined ? null : Temporal.Instant.from(told)))
  if (!reasonableCauseAt) throw new Error('reasonable cause has a time')
  if (/^SD-\d+$/.test(body.discussionId))
    return conflict(`There is no ${body.discussionId} here.`, 'Give the case system’s own number for a new discussion.')
  const begun = checkBegun({ reasonableCauseAt, decidedToHoldAt: decidedToHoldAt ?? null }, tx.now)
  if (!begun.ok) return begun
  if (knownAt && Temporal.Instant.compare(knownAt, tx.now) > 0)
    return invalid({ field: 'recordedAt', message: 'It cannot have been typed in in the future' })
  const same = await listLikelySame(tx, childIds, reasonableCauseAt)
  if (same.length > 0 && !body.notTheSameBecause)
    return likelySame(maySeeRestricted ? same : await unlessRestricted(tx, same))
  const person = (called: string | undefined) => (called === undefined ? null : people.personCalled(called))
  const teamId = body.team === undefined ? null : people.teamCalled(body.team)
  const { id } = await recordDiscussion(tx, {
    origin: body.route === 'front-door' ? 'decision' : 'open-case',
    ...{ route: body.route, reasonableCauseAt, reasonableCause: body.reasonableCause, isEmergency: body.isEmergency },
    decidedToHoldAt: decidedToHoldAt ?? null,
    reasonableCauseBy: person(body.reasonableCauseBy),
    decidedToHoldBy: person(body.decidedToHoldBy),
    allocatedWorkerId: person(body.allocatedWorker),
    ...{ teamId, areaId: teamId === null ? null : ((await findTeam(tx, teamId))?.areaId ?? null) },
    dueAt: heldBy(reasonableCauseAt, await readSettings(tx)),
    source: { system: caseSystem, id: body.discussionId },
    children: [...new Set(childIds)].map((childId) => ({ childId })),
    notTheSameBecause: body.notTheSameBecause ?? '',
    ...(knownAt ? { knownAt } : {}),
  })
  const spoken = await lockSpoken(tx, body.discussionId)
  if (spoken === null || spoken.id !== id) throw new Error('a discussion that was recorded is not there')
  return spoken
}

/** The references that whoever tells may be told. */
async function unlessRestricted(tx: Tx, same: readonly { readonly reference: string }[]) {
  const open = []
  for (const each of same) if (!(await lockSpoken(tx, each.reference))?.isRestricted) open.push(each)
  return open
}

function likelySame(same: readonly { readonly reference: string }[]) {
  const named = same.length === 0 ? 'A discussion' : same.map(({ reference }) => reference).join(', ')
  return conflict(
    `${named} is about one of these children at about the same time.`,
    'If it is the same, send it with that reference as its discussionId. If it is another, say why in notTheSameBecause.',
  )
}
