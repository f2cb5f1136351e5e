import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Partner } from '../../words.ts'
import type { AttendanceChoice, Came } from '../words.ts'
import { attendedPartners, cameOf, checkAttendance, choiceOfCame, hasAllThreePartners } from './attendance.ts'

const there = (...rows: readonly (readonly [Partner, Came])[]) => rows.map(([partner, came]) => ({ partner, came }))

test('all three partners are there only when each of them attended', () => {
  const all = there(
    ['police', 'attended'],
    ['nhs', 'attended'],
    ['local-authority', 'attended'],
    ['school', 'attended'],
  )
  assert.equal(hasAllThreePartners(all), true)
  assert.deepEqual(attendedPartners(all), ['local-authority', 'nhs', 'police'])
})

test('a report sent, a call beforehand, an absence and silence are not attendance', () => {
  for (const came of ['sent-information', 'consulted-before', 'absent', 'never-answered'] as const) {
    const without = there(['local-authority', 'attended'], ['nhs', came], ['police', 'attended'])
    assert.equal(hasAllThreePartners(without), false, came)
    assert.deepEqual(attendedPartners(without), ['local-authority', 'police'], came)
  }
})

test('one nurse who came makes up for another who did not', () => {
  const two = there(['local-authority', 'attended'], ['nhs', 'absent'], ['nhs', 'attended'], ['police', 'attended'])
  assert.equal(hasAllThreePartners(two), true)
})

test('a school and housing never stand in for one of the three', () => {
  assert.deepEqual(attendedPartners(there(['school', 'attended'], ['housing', 'attended'], ['other', 'attended'])), [])
})

test('what was pressed is kept and shown as it was pressed', () => {
  const choices: readonly AttendanceChoice[] = [
    ...(['attended-in-person', 'attended-video', 'attended-phone', 'sent-information'] as const),
    ...(['consulted-before', 'absent', 'never-answered'] as const),
  ]
  for (const choice of choices) {
    const { came, how } = cameOf(choice)
    assert.equal(choiceOfCame(came, how), choice)
  }
  assert.deepEqual(cameOf('attended-phone'), { came: 'attended', how: 'phone' })
  assert.deepEqual(cameOf('consulted-before'), { came: 'consulted-before', how: null })
})

const typed = {
  partner: 'nhs',
  healthService: 'gp',
  name: 'Dr Lowe',
  choice: 'attended-video',
  reason: '',
} as const

test('who attended is named, the NHS with its service, and an absence has a reason', () => {
  const fieldsOf = (change: Partial<typeof typed> | Readonly<Record<string, unknown>>) => {
    const checked = checkAttendance({ ...typed, ...change }, 'there.0')
    return !checked.ok && checked.kind === 'invalid' ? checked.problems.map(({ field }) => field) : []
  }
  assert.deepEqual(fieldsOf({}), [])
  assert.deepEqual(fieldsOf({ name: '' }), ['there.0.name'])
  assert.deepEqual(fieldsOf({ healthService: null }), ['there.0.healthService'])
  assert.deepEqual(fieldsOf({ partner: 'police', healthService: null }), [])
  assert.deepEqual(fieldsOf({ choice: 'absent', name: '', healthService: null }), ['there.0.reason'])
  assert.deepEqual(fieldsOf({ choice: 'never-answered', name: '', healthService: null }), [])
})
