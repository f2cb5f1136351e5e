import { conflict, invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import { timeInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import type { Discussion } from '../../../store/discussions.ts'
import { cameOf, checkAttendance } from '../../rules/attendance.ts'
import { type NewAttendance, recordAttendance, withdrawAttendance } from '../../store/attendance.ts'
import { attendanceChoices } from '../../words.ts'
import { type AttendanceAnswers, type NewcomerTyped, type RowTyped, takeBack } from './form.ts'
import type { AttendanceRow } from './rows.ts'

/** One change to be recorded: somebody new, somebody changed, or a mistake taken back. */
interface Change {
  readonly row: AttendanceRow | null
  readonly record: NewAttendance | null
}

/**
 * Records what was typed about each person, where it differs from what stands. What somebody else recorded in the meantime is
 * not written over: it is shown, and who recorded it. Answers how many changes were recorded.
 */
export async function takeAttendance(
  tx: Tx,
  discussion: Discussion,
  rows: readonly AttendanceRow[],
  answers: AttendanceAnswers,
): Promise<Outcome<number>> {
  const happenedAt = discussion.settlement?.happenedAt ?? tx.now
  const changes: Change[] = []
  const problems: Problem[] = []
  for (const row of rows) {
    const typed = answers.there[row.key]
    if (typed === undefined || typed.choice === null || isAsItStands(row, typed)) continue
    if (typed.seen !== (row.stands?.id ?? '')) return recordedMeanwhile(row)
    const read = readRow(row, typed, happenedAt)
    if (read.ok) changes.push(read.value)
    else if (read.kind === 'invalid') problems.push(...read.problems)
  }
  const newcomer = readNewcomer(answers.new, happenedAt)
  if (newcomer.ok) changes.push(...newcomer.value)
  else if (newcomer.kind === 'invalid') problems.push(...newcomer.problems)
  if (problems.length > 0) return invalid(...problems)
  for (const { row, record } of changes) {
    const stands = row?.stands ?? null
    if (record !== null) await recordAttendance(tx, discussion.id, record, stands?.id ?? null)
    else if (stands !== null) await withdrawAttendance(tx, discussion.id, stands)
  }
  return ok(changes.length)
}

/** As it was shown: nothing about them was pressed or typed. */
const isAsItStands = (row: AttendanceRow, typed: RowTyped): boolean =>
  row.stands !== null &&
  typed.choice === row.choice &&
  typed.name === row.name &&
  typed.role === row.role &&
  typed.reason === row.reason &&
  (row.partner !== 'nhs' || typed.healthService === row.healthService)

function recordedMeanwhile(row: AttendanceRow): Outcome<never> {
  const { stands, choice } = row
  const who = [row.name, row.agencyName].filter((part) => part !== '').join(', ') || 'somebody'
  if (stands === null || choice === null)
    return conflict(
      `What was recorded about ${who} has been taken back.`,
      'What you pressed is kept. Press again to record yours.',
    )
  return conflict(
    `${stands.recordedByName} recorded at ${timeInWords(stands.recordedAt)} about ${who}: ${attendanceChoices[choice].toLowerCase()}.`,
    'What you pressed is kept. Press again if yours is right: theirs stays on record.',
  )
}

function readRow(row: AttendanceRow, typed: RowTyped, happenedAt: NewAttendance['happenedAt']): Outcome<Change> {
  const { choice } = typed
  if (choice === null || choice === takeBack) return ok({ row, record: null })
  const healthService = row.partner === 'nhs' ? typed.healthService : null
  const prefix = `there.${row.key}`
  const checked = checkAttendance({ ...typed, choice, partner: row.partner, healthService }, prefix)
  if (!checked.ok) return checked
  const { name, role, reason } = typed
  return ok({
    row,
    record: {
      ...{ name, role, reason, healthService, happenedAt, ...cameOf(choice) },
      invitationId: row.asked?.invitationId ?? row.stands?.invitationId ?? null,
      partner: row.partner,
      agencyId: row.asked?.agencyId ?? row.stands?.agencyId ?? null,
      personId: personNamed(row, name),
    },
  })
}

/** Who signs in here under the name that was typed: whoever was asked, or whoever was named to come instead. */
function personNamed({ asked, stands }: AttendanceRow, name: string): string | null {
  if (asked !== null && asked.someoneId !== null && name === asked.someoneName) return asked.someoneId
  if (asked !== null && name === asked.name) return asked.personId
  return stands !== null && name === stands.name ? stands.personId : null
}

/** Nobody, or the one who was added. */
function readNewcomer(
  typed: NewcomerTyped | undefined,
  happenedAt: NewAttendance['happenedAt'],
): Outcome<readonly Change[]> {
  if (typed === undefined) return ok([])
  const { partner, choice, agencyId, personId, name, role, reason } = typed
  const isEmpty = partner === null && choice === null && name === '' && agencyId === null && personId === null
  if (isEmpty) return ok([])
  const problems: Problem[] = []
  if (partner === null) problems.push({ field: 'new.partner', message: 'Choose where they came from' })
  if (choice === null) problems.push({ field: 'new.choice', message: 'Choose what they did' })
  if (partner === null || choice === null) return invalid(...problems)
  const healthService = partner === 'nhs' ? typed.healthService : null
  const checked = checkAttendance({ partner, choice, name, reason, healthService }, 'new')
  if (!checked.ok) return checked
  if (name === '' && agencyId === null)
    return invalid({ field: 'new.name', message: 'Enter a name, or choose the agency' })
  const record = { partner, healthService, agencyId, personId, name, role, reason, happenedAt, ...cameOf(choice) }
  return ok([{ row: null, record: { ...record, invitationId: null } }])
}
