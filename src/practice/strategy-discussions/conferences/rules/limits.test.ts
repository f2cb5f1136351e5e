import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar as calendar } from '#test/calendar'
import { conferenceDueOn } from '../../rules/limits.ts'
import { checkHeldOn, interimCheckDueOn, isLate, workingDaysLeft } from './limits.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()

test('the conference is due 15 working days after the discussion at which section 47 was initiated', () => {
  // Over 2 and 3 June 2022, the bank holidays of the jubilee.
  assert.equal(conferenceDueOn(calendar, at('2022-06-01T10:00')).toString(), '2022-06-24')
  // Over Christmas 2021: 27 and 28 December and 3 January were bank holidays.
  assert.equal(conferenceDueOn(calendar, at('2021-12-17T16:30')).toString(), '2022-01-12')
  assert.equal(conferenceDueOn(calendar, at('2021-12-24T11:00')).toString(), '2022-01-19')
  // A discussion on a Saturday: Monday is the first day.
  assert.equal(conferenceDueOn(calendar, at('2022-05-07T21:00')).toString(), '2022-05-27')
  // Half past midnight in London is the day before in UTC, and still this day.
  assert.equal(conferenceDueOn(calendar, at('2022-06-01T00:30')).toString(), '2022-06-24')
})

test('a conference is late from the day after its last day', () => {
  assert.equal(isLate(day('2022-06-24'), day('2022-06-24')), false)
  assert.equal(isLate(day('2022-06-24'), day('2022-06-25')), true)
})

test('the days left are working days, and those over it are told as well', () => {
  assert.equal(workingDaysLeft(calendar, day('2022-06-24'), day('2022-06-01')), 15)
  assert.equal(workingDaysLeft(calendar, day('2022-06-24'), day('2022-06-24')), 0)
  // A weekend passes and no working day is over.
  assert.equal(workingDaysLeft(calendar, day('2022-06-24'), day('2022-06-26')), 0)
  assert.equal(workingDaysLeft(calendar, day('2022-06-24'), day('2022-06-27')), -1)
  assert.equal(workingDaysLeft(calendar, day('2022-01-12'), day('2021-12-24')), 10)
  assert.equal(workingDaysLeft(calendar, day('2031-01-12'), day('2031-01-01')), null)
})

test('while the conference is late, somebody looks at the interim plan each week', () => {
  const dueOn = day('2022-06-24')
  assert.equal(interimCheckDueOn(dueOn, null).toString(), '2022-07-01')
  assert.equal(interimCheckDueOn(dueOn, at('2022-06-30T15:00')).toString(), '2022-07-07')
  assert.equal(interimCheckDueOn(dueOn, at('2022-07-07T23:30')).toString(), '2022-07-14')
})

test('a look before the conference was late does not put the first look off, nor bring it forward', () => {
  assert.equal(interimCheckDueOn(day('2022-06-24'), at('2022-06-10T15:00')).toString(), '2022-07-01')
})

test('a conference is not held tomorrow, nor before the enquiry began', () => {
  const today = day('2022-06-24')
  const sentence = (held: string) => {
    const checked = checkHeldOn(day(held), [at('2022-06-01T10:00')], today)
    return checked.ok ? '' : checked.problems[0]?.message
  }
  assert.match(sentence('2022-06-25') ?? '', /still to come/)
  assert.match(sentence('2022-05-31') ?? '', /after the section 47 enquiry began/)
  assert.equal(sentence('2022-06-24'), '')
  assert.equal(sentence('2022-06-01'), '')
})
