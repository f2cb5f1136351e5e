import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import { gapsIn } from './gaps.ts'

const at = (text: string) => Temporal.Instant.from(`${text}Z`)
const shift = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) })
const shown = (spans: ReturnType<typeof gapsIn>) => spans.map(({ startsAt, endsAt }) => `${startsAt} to ${endsAt}`)

const from = at('2026-11-23T08:00')
const to = at('2026-11-24T08:00')

describe('gaps in the duty rota', () => {
  it('an empty rota is one gap', () => {
    assert.deepEqual(shown(gapsIn([], from, to)), ['2026-11-23T08:00:00Z to 2026-11-24T08:00:00Z'])
  })

  it('shifts that hand over to the minute leave none', () => {
    const shifts = [shift('2026-11-23T20:00', '2026-11-24T08:00'), shift('2026-11-23T08:00', '2026-11-23T20:00')]
    assert.deepEqual(gapsIn(shifts, from, to), [])
  })

  it('a handover that is half an hour short is a gap of half an hour', () => {
    const shifts = [shift('2026-11-23T07:00', '2026-11-23T19:30'), shift('2026-11-23T20:00', '2026-11-24T09:00')]
    assert.deepEqual(shown(gapsIn(shifts, from, to)), ['2026-11-23T19:30:00Z to 2026-11-23T20:00:00Z'])
  })

  it('a long shift covers the short ones inside it', () => {
    const shifts = [shift('2026-11-23T06:00', '2026-11-24T10:00'), shift('2026-11-23T09:00', '2026-11-23T10:00')]
    assert.deepEqual(gapsIn(shifts, from, to), [])
  })

  it('a shift after the time asked about fills nothing, and is no gap itself', () => {
    const shifts = [shift('2026-11-23T08:00', '2026-11-23T20:00'), shift('2026-11-25T08:00', '2026-11-25T20:00')]
    assert.deepEqual(shown(gapsIn(shifts, from, to)), ['2026-11-23T20:00:00Z to 2026-11-24T08:00:00Z'])
  })

  it('asked about no time at all, there is no gap', () => {
    assert.deepEqual(gapsIn([], from, from), [])
  })

  it('the night the clocks go back is a gap of 13 hours between 20:00 and 08:00, and going forward of 11', () => {
    const night = (day: string, next: string) =>
      gapsIn(
        [],
        Temporal.ZonedDateTime.from(`${day}T20:00[Europe/London]`).toInstant(),
        Temporal.ZonedDateTime.from(`${next}T08:00[Europe/London]`).toInstant(),
      ).map(({ startsAt, endsAt }) => elapsedMinutes(startsAt, endsAt) / 60)
    assert.deepEqual(night('2026-10-24', '2026-10-25'), [13])
    assert.deepEqual(night('2026-03-28', '2026-03-29'), [11])
  })
})
