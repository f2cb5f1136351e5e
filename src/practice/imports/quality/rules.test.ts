import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { byWeek, mendersOf, tally } from './rules.ts'
import type { CountedRemarks } from './store.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const remark = (changed: Partial<CountedRemarks>): CountedRemarks => ({
  runId: 'r',
  filename: 'november.csv',
  askedOn: day('2026-11-17'),
  kind: 'noted',
  columnName: 'child_date_of_birth',
  team: 'West',
  many: 1,
  ...changed,
})

test('what there is most to mend comes first, rejected cells beside doubtful ones', () => {
  const found = tally(
    [remark({ many: 3 }), remark({ columnName: 'source', kind: 'rejected', many: 7 })],
    (each) => each.columnName,
  )
  assert.deepEqual(found, [
    { name: 'source', rejected: 7, noted: 0 },
    { name: 'child_date_of_birth', rejected: 0, noted: 3 },
  ])
})

test('a week is judged by a hundred rows, and a week without a file not at all', () => {
  const runs = [
    { runId: 'r', askedOn: day('2026-11-17'), rowsRead: 200 },
    { runId: 's', askedOn: day('2026-11-09'), rowsRead: 50 },
  ]
  const weeks = byWeek([remark({ many: 10 })], runs, { from: day('2026-11-02'), to: day('2026-11-22') })
  assert.deepEqual(
    weeks.map(({ week, perHundred }) => [week.toString(), perHundred]),
    [
      ['2026-11-02', null],
      ['2026-11-09', 0],
      ['2026-11-16', 5],
    ],
  )
})

test('a team’s managers are asked to mend its rows, and the analysts where no team of ours is named', () => {
  const managers = [
    { name: 'Karen Dunne', teamName: 'Team West' },
    { name: 'Tessa Ward', teamName: 'Team South' },
  ]
  assert.deepEqual(mendersOf('team  west', managers, ['Farida Aziz']), ['Karen Dunne'])
  assert.deepEqual(mendersOf('Locality 4', managers, ['Farida Aziz']), ['Farida Aziz'])
  assert.deepEqual(mendersOf('', managers, ['Farida Aziz']), ['Farida Aziz'])
})
