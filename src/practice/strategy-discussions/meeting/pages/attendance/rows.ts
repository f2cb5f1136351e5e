import type { HealthService, Partner } from '../../../words.ts'
import { choiceOfCame } from '../../rules/attendance.ts'
import type { AskedToCome } from '../../store/asked.ts'
import type { Attendance } from '../../store/attendance.ts'
import type { AttendanceChoice } from '../../words.ts'

/** One person or agency on the page: asked, or there unasked, with what stands about them. */
export interface AttendanceRow {
  /** The invitation's id, or the first row's about somebody who came uninvited. */
  readonly key: string
  readonly asked: AskedToCome | null
  readonly stands: Attendance | null
  readonly partner: Partner
  readonly healthService: HealthService | null
  readonly agencyName: string
  readonly name: string
  readonly role: string
  readonly reason: string
  readonly choice: AttendanceChoice | null
}

/** Everybody who was asked, then those who came uninvited. */
export function attendanceRows(asked: readonly AskedToCome[], there: readonly Attendance[]): readonly AttendanceRow[] {
  const invited = asked.map((each) =>
    rowOf(
      each,
      there.find(({ invitationId }) => invitationId === each.invitationId),
    ),
  )
  const known = new Set(asked.map(({ invitationId }) => invitationId))
  const others = there.filter(({ invitationId }) => invitationId === null || !known.has(invitationId))
  return [...invited, ...others.map((each) => rowOf(null, each))]
}

function rowOf(asked: AskedToCome | null, stands: Attendance | undefined): AttendanceRow {
  return {
    key: asked?.invitationId ?? stands?.firstId ?? '',
    asked,
    stands: stands ?? null,
    partner: stands?.partner ?? asked?.partner ?? 'other',
    healthService: stands?.healthService ?? asked?.healthService ?? null,
    agencyName: stands?.agencyName ?? asked?.agencyName ?? '',
    name: stands?.name || (asked === null ? '' : expectedName(asked)),
    role: stands?.role ?? asked?.someoneRole ?? '',
    reason: stands?.reason ?? (asked?.answer === 'no' ? asked.answerReason : ''),
    choice: stands === undefined ? null : choiceOfCame(stands.came, stands.how),
  }
}

/** Whoever was named to come instead; an agency that was asked at its desk has nobody yet. */
const expectedName = ({ answer, someoneName, name }: AskedToCome): string =>
  answer === 'someone-else' && someoneName !== '' ? someoneName : name
