import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { type Availability, staffedPartsOf, standInFor } from './stand-in.ts'

const at = (time: string) => Temporal.Instant.from(`2026-11-23T${time}Z`)
const away = (personId: string, from: string, to: string | null) => ({
  personId,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
})
const covered = (personId: string, coveredBy: string, from: string, to: string) => ({
  ...away(personId, from, to),
  coveredBy,
})
const availability = (given: Partial<Availability> = {}): Availability => ({
  absences: [],
  covers: [],
  left: new Set(),
  ...given,
})

describe('who stands in', () => {
  it('somebody who is there does their own work', () => {
    assert.equal(standInFor('amina', at('10:00'), availability()), 'amina')
  })

  it('somebody away without cover leaves nobody', () => {
    const given = availability({ absences: [away('amina', '09:00', null)] })
    assert.equal(standInFor('amina', at('08:59'), given), 'amina')
    assert.equal(standInFor('amina', at('09:00'), given), null)
  })

  it('cover that is away itself is covered in its turn', () => {
    const covers = [covered('amina', 'dan', '09:00', '17:00'), covered('dan', 'sue', '12:00', '17:00')]
    const given = availability({ absences: [away('amina', '09:00', '17:00'), away('dan', '12:00', '17:00')], covers })
    assert.equal(standInFor('amina', at('11:00'), given), 'dan')
    assert.equal(standInFor('amina', at('13:00'), given), 'sue')
  })

  it('two people who cover each other are nobody, not an endless circle', () => {
    const covers = [covered('amina', 'dan', '09:00', '17:00'), covered('dan', 'amina', '09:00', '17:00')]
    assert.equal(standInFor('amina', at('10:00'), availability({ covers })), null)
  })

  it('somebody who has left fills no shift, whatever the rota still says', () => {
    assert.equal(standInFor('amina', at('10:00'), availability({ left: new Set(['amina']) })), null)
  })

  it('a shift is worked by its holder, then by the cover, and what nobody works is left out', () => {
    const shift = { id: 'shift', personId: 'amina', startsAt: at('08:00'), endsAt: at('20:00') }
    const given = availability({
      absences: [away('amina', '12:00', '18:00')],
      covers: [covered('amina', 'dan', '12:00', '15:00')],
    })
    const parts = staffedPartsOf(shift, given).map(({ personId, insteadOf, startsAt, endsAt }) => [
      personId,
      insteadOf,
      startsAt.toString().slice(11, 16),
      endsAt.toString().slice(11, 16),
    ])
    assert.deepEqual(parts, [
      ['amina', null, '08:00', '12:00'],
      ['dan', 'amina', '12:00', '15:00'],
      ['amina', null, '18:00', '20:00'],
    ])
  })
})
