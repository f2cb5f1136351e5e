import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { conflict, invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { People } from '#practice/front-door'
import { listPeople } from '#practice/organisation'
import { concludeDiscussion, standingOutcomes } from '../meeting/conclude.ts'
import { chairRoles } from '../meeting/rules/chair.ts'
import { type ChildOutcomeTyped, checkConclusion } from '../meeting/rules/outcomes.ts'
import { listOutcomes } from '../meeting/store/outcomes.ts'
import { findRecord, type RecordText } from '../meeting/store/records.ts'
import { listInitiated } from '../meeting/store/section-47.ts'
import type { Discussion } from '../store/discussions.ts'
import type { Spoken } from './find.ts'
import type { DiscussionBody } from './schemas.ts'

interface RecordAsked {
  readonly body: DiscussionBody
  /** The case system's number of a child to ours. */
  readonly children: ReadonlyMap<string, string>
  readonly spoken: Spoken
  readonly people: People
  readonly calendar: WorkingCalendar
}

/** The record with an outcome for each child, which may initiate section 47. What was recorded here stays. Answers whether it is new. */
export async function takeRecord(
  tx: Tx,
  discussion: Discussion,
  told: NonNullable<DiscussionBody['record']>,
  { body, children, spoken, people, calendar }: RecordAsked,
): Promise<Outcome<boolean>> {
  if (discussion.state !== 'held')
    return invalid({ field: 'record', message: 'A discussion that was not held has no record: tell when it was held' })
  const outcomes = outcomesOf(body, children)
  if (!outcomes.ok) return outcomes
  const text = textOf(told)
  const standing = await findRecord(tx, discussion.id)
  const before = standingOutcomes(await listOutcomes(tx, discussion.id))
  if (standing !== null && isSameText(standing, text) && outcomes.value.every((each) => isSameOutcome(each, before)))
    return ok(false)
  if (standing !== null && spoken.isRecordOurs)
    return conflict(
      `The record of ${discussion.reference} was written in Line of Sight, and stays.`,
      'Correct it there.',
    )
  const authorisers = (await listPeople(tx, { employer: 'own', anyRole: chairRoles })).map(({ id }) => id)
  const conclusion = {
    text,
    children: outcomes.value,
    authorisedBy: told.authorisedBy === undefined ? null : people.personCalled(told.authorisedBy),
    corrects: standing?.id ?? null,
    correctionReason: standing === null ? '' : 'The case system tells it otherwise',
    ...(told.recordedAt === undefined ? {} : { knownAt: Temporal.Instant.from(told.recordedAt) }),
  }
  const checked = checkConclusion(
    { ...conclusion, interimPlan: text.interimPlan },
    {
      childIds: [...new Set([...spoken.children, ...children.values()])],
      initiatedHere: (await listInitiated(tx, discussion.id)).map(({ childId }) => childId),
      authorisers,
    },
  )
  if (!checked.ok) return checked.kind === 'invalid' ? invalid(...checked.problems.map(asTold)) : checked
  const concluded = await concludeDiscussion(tx, discussion, conclusion, calendar)
  return concluded.ok ? ok(true) : concluded
}

function outcomesOf(body: DiscussionBody, ids: ReadonlyMap<string, string>): Outcome<readonly ChildOutcomeTyped[]> {
  const problems: Problem[] = []
  const outcomes = body.children.flatMap(({ childId, outcome, reasons, dissent = '' }, at): ChildOutcomeTyped[] => {
    if (outcome === undefined)
      problems.push({ field: `children.${at}.outcome`, message: 'Say what was decided for this child' })
    if (reasons === undefined) problems.push({ field: `children.${at}.reasons`, message: 'Say why this outcome' })
    if (outcome === undefined || reasons === undefined) return []
    return [{ childId: ids.get(childId) ?? '', outcome, reasons, dissent }]
  })
  return problems.length > 0 ? invalid(...problems) : ok(outcomes)
}

const textOf = (told: NonNullable<DiscussionBody['record']>): RecordText => ({
  harm: told.harm ?? '',
  likelihood: '',
  protects: told.protects ?? '',
  unknowns: '',
  childsView: '',
  history: '',
  decision: told.decision,
  immediatePlan: told.immediatePlan ?? '',
  interimPlan: told.interimPlan ?? '',
  familyTold: '',
})

const isSameText = (stands: RecordText, text: RecordText): boolean =>
  (Object.keys(text) as (keyof RecordText)[]).every((part) => stands[part] === text[part])

const isSameOutcome = (
  { childId, outcome, reasons, dissent }: ChildOutcomeTyped,
  before: ReturnType<typeof standingOutcomes>,
): boolean => {
  const stands = before.get(childId)
  return stands?.outcome === outcome && stands.reasons === reasons && stands.dissent === dissent
}

const asTold = ({ field, message }: Problem): Problem => ({
  field: field === '' ? 'children' : `record.${field}`,
  message,
})
