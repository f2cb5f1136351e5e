import type { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { isBefore } from '../rules/gaps.ts'
import {
  canDo,
  clashOf,
  coversNeeded,
  departuresOf,
  type Gap,
  isTooLong,
  longestShiftHours,
  rotaGaps,
  type Shift,
} from '../rules/rota.ts'
import { on } from '../tables.ts'
import { type Duty, duties } from '../words.ts'
import { readAvailability } from './availability.ts'
import { changedMeanwhile, waitForTurn } from './entries.ts'
import { findPerson } from './people.ts'
import { readSettings } from './settings.ts'
import { listTraining } from './training.ts'

const shiftColumns = [
  'entry.id',
  'entry.duty',
  'entry.personId',
  'entry.startsAt',
  'entry.endsAt',
  'entry.departure',
] as const

const selectShifts = (tx: Tx) =>
  on(tx)
    .selectFrom('organisation.standingShift as entry')
    .innerJoin('organisation.person as person', (join) =>
      join.onRef('person.authorityId', '=', 'entry.authorityId').onRef('person.id', '=', 'entry.personId'),
    )
    .select([...shiftColumns, 'person.name as personName'])
    .where('entry.authorityId', '=', tx.who.authorityId)

/** The shifts that share time with [from, to), earliest first. */
export async function listShifts(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<readonly Shift[]> {
  return selectShifts(tx)
    .where('entry.endsAt', '>', from)
    .where('entry.startsAt', '<', to)
    .orderBy('entry.startsAt')
    .orderBy('entry.id')
    .execute()
}

export async function findShift(tx: Tx, shiftId: string): Promise<Shift | null> {
  return (await selectShifts(tx).where('entry.id', '=', shiftId).executeTakeFirst()) ?? null
}

export interface NewShift {
  readonly id?: string
  readonly duty: Duty
  readonly personId: string
  readonly startsAt: Temporal.Instant
  /** The first moment after the shift. */
  readonly endsAt: Temporal.Instant
  /** Why somebody works it who by the standard should not. */
  readonly departure?: string
}

/**
 * Puts somebody on duty. Answers the shift's id, or what is wrong: a slip in the times, the same shift entered twice, or
 * somebody whose roles would not let them do it.
 */
export async function addShift(tx: Tx, shift: NewShift): Promise<Outcome<string>> {
  await waitForTurn(tx, 'rota')
  const problem = await problemWith(tx, shift, null)
  return problem ?? append(tx, { ...shift, id: shift.id ?? newId(), replaces: null }, 'shift.added')
}

/**
 * Puts many shifts down at once as they were worked, for a past that is brought in from elsewhere: nothing is asked of them,
 * and the trail has one entry for all.
 */
export async function recordPastShifts(tx: Tx, shifts: readonly NewShift[]): Promise<void> {
  const rows = shifts.map((shift) => ({
    authorityId: tx.who.authorityId,
    ...shift,
    id: shift.id ?? newId(),
    replaces: null,
  }))
  // PostgreSQL takes 65,535 values in one statement.
  for (let at = 0; at < rows.length; at += 5000) {
    await on(tx)
      .insertInto('organisation.shift')
      .values(rows.slice(at, at + 5000))
      .execute()
  }
  tx.trail.changed({ action: 'shifts.brought-in', subjects: [], content: rows })
}

/** Changes a shift: who, when or which duty. The shift as it was stays on record. */
export async function changeShift(
  tx: Tx,
  shift: Shift,
  change: NewShift & { readonly why: string },
): Promise<Outcome<string>> {
  await waitForTurn(tx, 'rota')
  const problem = await problemWith(tx, change, shift.id)
  return problem ?? append(tx, { ...change, id: newId(), replaces: shift.id }, 'shift.changed')
}

/** Takes a shift off the rota. */
export async function cancelShift(
  tx: Tx,
  { personName: _name, ...shift }: Shift,
  why: string,
): Promise<Outcome<string>> {
  return append(tx, { ...shift, id: newId(), replaces: shift.id, isCancelled: true, why }, 'shift.cancelled')
}

async function problemWith(
  tx: Tx,
  shift: NewShift,
  changes: string | null,
): Promise<ReturnType<typeof invalid> | null> {
  const { startsAt, endsAt, duty, personId } = shift
  if (!isBefore(startsAt, endsAt)) return invalid({ field: 'endsAt', message: 'The shift must end after it starts' })
  if (isTooLong(shift)) {
    return invalid({
      field: 'endsAt',
      message: `A shift is at most ${longestShiftHours} hours. Check the dates, or enter it as several shifts`,
    })
  }
  const person = await findPerson(tx, personId)
  if (person === null) return invalid({ field: 'personId', message: 'Choose who is on duty from the list' })
  if (!canDo(duty, person.roles)) {
    return invalid({
      field: 'personId',
      message: `${person.name} holds no role that a ${duties[duty].toLowerCase()} needs. Choose somebody else, or have the role given first`,
    })
  }
  const others = (await listShifts(tx, startsAt, endsAt)).filter(({ id }) => id !== changes)
  if (clashOf({ duty, personId, startsAt, endsAt }, others)) {
    return invalid({
      field: 'startsAt',
      message: `${person.name} is already on this duty for part of that time. Change that shift instead`,
    })
  }
  return null
}

type ShiftRow = NewShift & {
  readonly id: string
  readonly replaces: string | null
  readonly isCancelled?: boolean
  readonly why?: string
}

async function append(tx: Tx, row: ShiftRow, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('organisation.shift')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return changedMeanwhile
  tx.trail.changed({ action, subjects: [row.personId, row.id], content: row })
  return ok(row.id)
}

/** The gaps of the rota in [from, to), as shifts, absences and cover now stand. */
export async function listGaps(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<readonly Gap[]> {
  const { rotaNeedsSocialWorker } = await readSettings(tx)
  const shifts = await listShifts(tx, from, to)
  const availability = await readAvailability(tx, from, to)
  return rotaGaps(shifts, availability, coversNeeded(rotaNeedsSocialWorker), { from, to })
}

/** The gaps from now on, as many days ahead as the authority set, to the end of the last of them. */
export async function listGapsAhead(tx: Tx, now: Temporal.Instant): Promise<readonly Gap[]> {
  const { rotaDaysAhead } = await readSettings(tx)
  // To midnight, so that a gap that reaches the end keeps that end for a whole day instead of growing by the minute.
  return listGaps(tx, now, startOfLondonDay(londonDate(now).add({ days: rotaDaysAhead + 1 })))
}

/** A person's shifts that have not ended, soonest first. */
export async function listShiftsOf(tx: Tx, personId: string, now: Temporal.Instant): Promise<readonly Shift[]> {
  return selectShifts(tx)
    .where('entry.personId', '=', personId)
    .where('entry.endsAt', '>', now)
    .orderBy('entry.startsAt')
    .orderBy('entry.id')
    .execute()
}

/** What departs from the standard if this person works this shift, in sentences. */
export async function departuresFor(tx: Tx, shift: NewShift): Promise<readonly string[]> {
  const { startsAt, endsAt, personId } = shift
  if (!isBefore(startsAt, endsAt)) return []
  const person = await findPerson(tx, personId)
  if (person === null) return []
  const training = await listTraining(tx, [personId])
  return departuresOf(shift, { personId, name: person.name, training }, await readAvailability(tx, startsAt, endsAt))
}
