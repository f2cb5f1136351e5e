import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { listAgencies, listPeople } from '#practice/organisation'
import { type AttendanceRow, attendanceRows } from '../meeting/pages/attendance/rows.ts'
import { listAskedToCome } from '../meeting/store/asked.ts'
import { listAttendance } from '../meeting/store/attendance.ts'
import { findRecord, type RecordVersion } from '../meeting/store/records.ts'
import { circulatedBy } from '../rules/limits.ts'
import type { Discussion } from '../store/discussions.ts'
import { partners } from '../words.ts'
import { type CirculationState, circulationState } from './rules/circulation.ts'
import { listSentCopies, type SentCopy } from './store/circulations.ts'

/** Somebody to whom the record goes: asked or there, absent ones too. */
export interface RecipientToSend {
  readonly key: string
  readonly invitationId: string | null
  readonly attendanceId: string | null
  readonly agencyId: string | null
  readonly personId: string | null
  /** "NHS, Testshire Trust, Ann Ward". */
  readonly called: string
  /** Where mail about it goes; '' where they could not open it here, or no address is known. */
  readonly email: string
}

/** Where the sending round of a discussion's record stands. */
export interface Circulation {
  readonly record: RecordVersion | null
  readonly dueAt: Temporal.Instant
  readonly recipients: readonly RecipientToSend[]
  readonly copies: readonly SentCopy[]
  readonly state: CirculationState
}

/** Where it stands; null for a discussion that was not held. What did not arrive counts as not sent. */
export async function circulationOf(
  tx: Tx,
  discussion: Discussion,
  calendar: WorkingCalendar,
): Promise<Circulation | null> {
  const { settlement, state } = discussion
  if (state !== 'held' || settlement === null) return null
  const record = await findRecord(tx, discussion.id)
  const recipients = await listRecipients(tx, discussion.id)
  const copies = await listSentCopies(tx, discussion.id)
  const dueAt = settlement.circulateBy ?? circulatedBy(calendar, settlement.endedAt ?? settlement.happenedAt)
  const facts = {
    recordId: record?.id ?? null,
    recipients,
    sendings: copies.flatMap(({ key, recordId, at, isUndelivered }) =>
      key === null || isUndelivered ? [] : [{ key, recordId, at }],
    ),
    dueAt,
    againBy: record === null || record.corrects === null ? null : circulatedBy(calendar, record.recordedAt),
  }
  const called = new Map(recipients.map((each) => [each.key, each.called]))
  const named = copies.map((copy) => ({
    ...copy,
    name: copy.name || called.get(copy.key ?? '') || 'Name not recorded',
  }))
  return { record, dueAt, recipients, copies: named, state: circulationState(facts, tx.now) }
}

async function listRecipients(tx: Tx, discussionId: string): Promise<readonly RecipientToSend[]> {
  const asked = await listAskedToCome(tx, discussionId)
  const rows = attendanceRows(asked, await listAttendance(tx, discussionId))
  const people = await listPeople(tx, { ids: rows.flatMap((row) => personOf(row) ?? []) })
  const emails = new Map(people.map(({ id, email }) => [id, email]))
  const desks = new Map((await listAgencies(tx)).map(({ id, deskEmail }) => [id, deskEmail]))
  return rows.map((row) => recipientOf(row, emails, desks))
}

/** Who can open it: whoever came, whoever was named to come instead, whoever was asked. Null is the agency's desk. */
function personOf({ asked, stands }: AttendanceRow): string | null {
  if (stands !== null && stands.came === 'attended') return stands.personId
  return asked?.someoneId ?? asked?.personId ?? stands?.personId ?? null
}

function recipientOf(
  row: AttendanceRow,
  emails: ReadonlyMap<string, string>,
  desks: ReadonlyMap<string, string>,
): RecipientToSend {
  const { key, asked, stands, partner, agencyName, name } = row
  const personId = personOf(row)
  const agencyId = stands?.agencyId ?? asked?.agencyId ?? null
  const atDesk = agencyId === null ? '' : desks.get(agencyId) || asked?.email || ''
  return {
    key,
    invitationId: asked?.invitationId ?? stands?.invitationId ?? null,
    attendanceId: asked === null ? (stands?.firstId ?? null) : null,
    agencyId,
    personId,
    called: [partners[partner], agencyName, name].filter((part) => part !== '').join(', '),
    email: personId === null ? atDesk : (emails.get(personId) ?? ''),
  }
}
