import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { readLeeds } from '../published/leeds.ts'
import { sampleStaff } from '../staff.ts'
import { copyText } from '../write/copy-text.ts'
import { dayOf, type PastPlan, pastOf } from './past.ts'
import { type RowOf, type TableName, tableNames } from './tables.ts'
import { workforceOf } from './workforce.ts'

const day = (text: string): number => dayOf(Temporal.PlainDate.from(text))
const deps = { published: readLeeds(), calendar: shippedCalendar, staff: workforceOf(sampleStaff) }
const plan: PastPlan = {
  seed: 7,
  fromDay: day('2020-01-01'),
  toDay: day('2022-12-31'),
  asOf: Date.UTC(2023, 0, 10),
  contactsPerYear: 2500,
}

function hashOf(of: PastPlan): string {
  const hash = createHash('sha256')
  for (const { rows } of pastOf(of, deps))
    for (const table of tableNames) hash.update(copyText(table, rows[table], 999))
  return hash.digest('hex')
}

const month: PastPlan = { ...plan, toDay: day('2020-03-31'), asOf: Date.UTC(2020, 3, 10) }

// Asked of this file by a test below, in a process of its own.
if (process.argv.includes('--only-hash')) {
  process.stdout.write(hashOf(month))
  process.exit(0)
}

const all = new Map<TableName, RowOf<TableName>[]>(tableNames.map((table) => [table, []]))
for (const { rows } of pastOf(plan, deps))
  for (const table of tableNames) all.get(table)?.push(...(rows[table] as RowOf<TableName>[]))
const rowsOf = <Table extends TableName>(table: Table): readonly RowOf<Table>[] =>
  (all.get(table) ?? []) as RowOf<Table>[]

const hoursOf = (row: RowOf<'front_door.completed'>): number =>
  (Date.parse(String(row.completed_at)) - Date.parse(String(row.received_at))) / 3_600_000

function lateShare(
  from: string,
  to: string,
  isMeant: (row: RowOf<'front_door.completed'>) => boolean = () => true,
): number {
  const meant = rowsOf('front_door.completed').filter(
    (row) => String(row.received_at) >= from && String(row.received_at) < to && isMeant(row),
  )
  assert.ok(meant.length > 100)
  return meant.filter((row) => hoursOf(row) > 24).length / meant.length
}

test('the same seed gives the same rows, another seed others', () => {
  assert.equal(hashOf(month), hashOf(month))
  assert.notEqual(hashOf(month), hashOf({ ...month, seed: 8 }))
})

test('the same seed gives the same rows in another process', () => {
  const own = execFileSync(process.execPath, [import.meta.filename, '--only-hash'], { encoding: 'utf8' })
  assert.equal(own, hashOf(month))
})

test('outcomes were often late until the visit of July 2021 and seldom a year after', () => {
  const before = lateShare('2020-01-01', '2021-07-20')
  const after = lateShare('2022-07-01', '2023-01-01')
  assert.ok(before > 0.18 && before < 0.28, `${before} before`)
  assert.ok(after > 0.03 && after < 0.09, `${after} after`)
})

test('decisions were often recorded late until then and seldom a year after', () => {
  const share = (from: string, to: string): number => {
    const of = (table: 'front_door.decision' | 'front_door.late_recording', at: 'known_at' | 'alerted_at'): number =>
      rowsOf(table).filter((row) => {
        const when = String((row as Record<string, unknown>)[at])
        return when >= from && when < to
      }).length
    return of('front_door.late_recording', 'alerted_at') / of('front_door.decision', 'known_at')
  }
  assert.ok(share('2020-01-01', '2021-07-20') > 3 * share('2022-07-01', '2023-01-01'))
})

test('one team is later than the others', () => {
  const by = (at: number): number =>
    lateShare('2020-01-01', '2021-07-20', (row) => row.team_id === sampleStaff.areaWorkers[at]?.teamId)
  assert.ok(by(2) > by(0) * 1.5, `${by(0)} and ${by(2)}`)
})

test('police get in touch at night and at weekends, schools on school days only', () => {
  const share = (code: string, isMeant: (at: Temporal.ZonedDateTime) => boolean): number => {
    const from = rowsOf('front_door.contact').filter(({ source_code }) => source_code === code)
    const at = from.map((row) => Temporal.Instant.from(String(row.received_at)).toZonedDateTimeISO('Europe/London'))
    return at.filter(isMeant).length / at.length
  }
  assert.ok(share('6', ({ hour }) => hour < 8 || hour >= 18) > 0.4)
  assert.ok(share('6', ({ dayOfWeek }) => dayOfWeek > 5) > 0.2)
  assert.ok(share('2A', ({ hour }) => hour < 8 || hour >= 18) < 0.03)
  assert.ok(share('2A', ({ dayOfWeek }) => dayOfWeek > 5) < 0.03)
  assert.ok(share('2A', ({ month: of }) => of === 8) < 0.03)
})

test('on a bank holiday fewer get in touch than on a working day', () => {
  const on = (dates: readonly string[]): number =>
    rowsOf('front_door.contact').filter(({ received_on }) => dates.includes(String(received_on))).length / dates.length
  const holidays = ['2020-04-10', '2020-04-13', '2020-05-08', '2020-05-25', '2021-05-03', '2022-06-02', '2022-06-03']
  const working = ['2020-04-03', '2020-04-20', '2020-05-15', '2020-05-18', '2021-05-10', '2022-06-09', '2022-06-10']
  assert.ok(on(holidays) < 0.8 * on(working), `${on(holidays)} and ${on(working)}`)
})

test('households have sisters and brothers of one name, and contacts are about several of them', () => {
  const homes = new Map<unknown, number>()
  for (const { household_id, child_id } of rowsOf('children.household_member'))
    if (child_id !== null) homes.set(household_id, (homes.get(household_id) ?? 0) + 1)
  const several = [...homes.values()].filter((many) => many > 1).length / homes.size
  assert.ok(several > 0.35 && several < 0.6, `${several} of households`)
  assert.ok(rowsOf('front_door.contact_child').length > 1.3 * rowsOf('front_door.contact').length)
})

test('nothing happens before it can: received, recorded, decided, known, reviewed', () => {
  const received = new Map(rowsOf('front_door.contact').map((row) => [row.id, String(row.received_at)]))
  const wrong = rowsOf('front_door.decision').filter(
    ({ contact_id, decided_at, known_at }) =>
      String(decided_at) < (received.get(String(contact_id)) ?? '') || String(known_at) < String(decided_at),
  )
  assert.deepEqual(wrong, [])
  const opened = new Map(rowsOf('front_door.review').map((row) => [row.id, String(row.opened_at)]))
  assert.deepEqual(
    rowsOf('front_door.review_record').filter(
      (row) => String(row.reviewed_at) < (opened.get(String(row.review_id)) ?? ''),
    ),
    [],
  )
})

/** Held discussions that began in these days and had local authority, NHS and police in the room, of all that were held. */
function withAllThree(from: string, to: string): number {
  const held = rowsOf('strategy.settlement').filter(
    ({ kind, happened_at: at }) => kind === 'held' && String(at) >= from && String(at) < to,
  )
  const came = Map.groupBy(
    rowsOf('strategy.attendance').filter((row) => row.came === 'attended'),
    ({ discussion_id: id }) => String(id),
  )
  assert.ok(held.length > 100, `only ${held.length} discussions`)
  const all = held.filter(
    ({ discussion_id: id }) => new Set(came.get(String(id))?.map(({ partner }) => partner)).size === 3,
  )
  return all.length / held.length
}

test('fewer than half of discussions had all three partners before August 2021, and most a year later', () => {
  assert.ok(withAllThree('2020-01-01', '2021-07-31') < 0.5)
  assert.ok(withAllThree('2022-02-01', '2022-12-31') > 0.75)
})

test('every discussion has at most one end, is watched, and hangs together in time', () => {
  const discussions = new Map(rowsOf('strategy.discussion').map((row) => [String(row.id), row]))
  const settled = rowsOf('strategy.settlement')
  assert.equal(new Set(settled.map(({ discussion_id: id }) => id)).size, settled.length)
  assert.equal(rowsOf('strategy.watch').length, discussions.size)
  assert.equal(new Set([...discussions.values()].map(({ reference }) => reference)).size, discussions.size)
  for (const { discussion_id: id, happened_at: at } of settled)
    assert.ok(String(at) >= String(discussions.get(String(id))?.reasonable_cause_at))
})

test('an enquiry stands in the case system under the day of the discussion at which it was initiated', () => {
  const ours = rowsOf('strategy.section_47').map(
    ({ child_id: id, started_at: at }) =>
      `${id} ${Temporal.Instant.from(String(at)).toZonedDateTimeISO('Europe/London').toPlainDate()}`,
  )
  const theirs = rowsOf('case_records.section_47').map(({ child_id: id, on_day: on }) => `${id} ${on}`)
  assert.ok(ours.length > 100)
  assert.deepEqual(ours.toSorted(), theirs.toSorted())
})
