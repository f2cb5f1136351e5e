import { Temporal } from 'temporal-polyfill'
import { looseKey } from '#kernel/loose-key'
import { conflict, invalid, missing, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { checkAttendance } from '../meeting/rules/attendance.ts'
import { type Attendance, listAttendance, recordAttendance } from '../meeting/store/attendance.ts'
import type { AttendanceChoice } from '../meeting/words.ts'
import { lockDiscussion } from '../store/discussions.ts'
import { lockSpoken, type Teller } from './find.ts'
import type { AttendanceBody, ThereTold } from './schemas.ts'
import type { TakenDiscussion } from './take.ts'

/**
 * Who was there, sent something or was absent, by the rules of the page. A person is the same by partner and name; told
 * otherwise later, it corrects what the case system told before, and never what somebody recorded here.
 */
export async function takeAttendance(
  tx: Tx,
  discussionId: string,
  body: AttendanceBody,
  { maySeeRestricted }: Teller,
): Promise<Outcome<TakenDiscussion>> {
  const spoken = await lockSpoken(tx, discussionId)
  if (spoken === null || (spoken.isRestricted && !maySeeRestricted)) return missing('strategy discussion')
  const discussion = await lockDiscussion(tx, spoken.id)
  if (discussion === null) return missing('strategy discussion')
  if (discussion.state !== 'held')
    return conflict(`${discussion.reference} is not recorded as held.`, 'Tell when and how it was held first.')
  const problems = body.attendance.flatMap((there, at) => problemsOf(there, at))
  if (problems.length > 0) return invalid(...problems)
  const known = new Map((await listAttendance(tx, spoken.id)).map((row) => [keyOf(row), row]))
  const knownAt = body.recordedAt === undefined ? tx.now : Temporal.Instant.from(body.recordedAt)
  let isNew = false
  for (const told of body.attendance) {
    const row = rowOf(told)
    const before = known.get(keyOf(row))
    if (before !== undefined && isSame(before, row)) continue
    if (before !== undefined && before.recordedByName !== 'somebody')
      return conflict(
        `What ${told.name ?? told.partner} did was recorded in Line of Sight by ${before.recordedByName}, and stays.`,
        'Correct it there.',
      )
    const happenedAt = discussion.settlement?.happenedAt ?? tx.now
    await recordAttendance(tx, spoken.id, { ...row, happenedAt, knownAt }, before?.id ?? null)
    isNew = true
  }
  return ok({ discussion, isNew, isHidden: false })
}

function problemsOf(told: ThereTold, at: number): readonly Problem[] {
  const { partner, healthService = null, name = '', reason = '' } = told
  const prefix = `attendance.${at}`
  if (told.came === 'attended' && told.how === undefined)
    return [{ field: `${prefix}.how`, message: 'Say how they attended: in-person, video or phone' }]
  const choice: AttendanceChoice = told.came === 'attended' ? `attended-${told.how ?? 'video'}` : told.came
  const checked = checkAttendance({ partner, healthService, name, reason, choice }, prefix)
  return checked.ok || checked.kind !== 'invalid' ? [] : checked.problems
}

const rowOf = ({ partner, healthService, name = '', role = '', came, how, reason = '' }: ThereTold) => ({
  ...{ partner, name, role, came, reason },
  healthService: partner === 'nhs' ? (healthService ?? null) : null,
  how: came === 'attended' ? (how ?? null) : null,
  invitationId: null,
  agencyId: null,
  personId: null,
})

const keyOf = ({ partner, name }: Pick<Attendance, 'partner' | 'name'>): string => `${partner} ${looseKey(name)}`

const isSame = (stands: Attendance, row: ReturnType<typeof rowOf>): boolean =>
  stands.came === row.came &&
  stands.how === row.how &&
  stands.role === row.role &&
  stands.reason === row.reason &&
  stands.healthService === row.healthService
