import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { type FromFile, notOurs } from './together.ts'

const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
const row = (childId: string, onDay: string, occurrence = 1): FromFile => ({
  id: `${childId} ${onDay} ${occurrence}`,
  childId,
  onDay: Temporal.PlainDate.from(onDay),
  occurrence,
  isConferenceUnnecessary: null,
  conferenceOn: null,
  ledToPlan: null,
  hasDisability: null,
  team: '',
  worker: '',
})
const ids = (rows: readonly FromFile[]) => rows.map(({ id }) => id)

test('an enquiry that a file and we tell of, the same child and the same day, counts once and is ours', () => {
  const files = [row('a', '2022-06-01'), row('a', '2021-06-01'), row('b', '2022-06-01')]
  const ours = [{ childId: 'a', startedAt: at('2022-06-01T00:20') }]
  assert.deepEqual(ids(notOurs(files, ours)), ['b 2022-06-01 1', 'a 2021-06-01 1'])
})

test('a second enquiry of the same day that only the file tells of stays', () => {
  const files = [row('a', '2022-06-01', 2), row('a', '2022-06-01', 1)]
  assert.deepEqual(ids(notOurs(files, [{ childId: 'a', startedAt: at('2022-06-01T10:00') }])), ['a 2022-06-01 2'])
})
