import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSetting, settingInWords, settingsFrom, settingsProblem } from './settings.ts'

describe('settings', () => {
  it('an authority that has set nothing has the practice’s own limits', () => {
    const settings = settingsFrom(new Map())
    assert.equal(settings.warningHours, 20)
    assert.equal(settings.reviewMinutes, 60)
    assert.equal(settings.recordingLagMinutes, 60)
    assert.equal(settings.rotaDaysAhead, 7)
    assert.equal(settings.endOfWorkingDay.toString(), '17:00:00')
  })

  it('what was set last holds', () => {
    const settings = settingsFrom(
      new Map<string, unknown>([
        ['warningHours', 18],
        ['endOfWorkingDay', '16:30'],
        ['gone', 1],
      ]),
    )
    assert.equal(settings.warningHours, 18)
    assert.equal(settingInWords('endOfWorkingDay', settings.endOfWorkingDay), '16:30')
  })

  it('a warning cannot be set for after the outcome is due', () => {
    assert.deepEqual(readSetting('warningHours', '24'), {
      ok: false,
      message: 'Enter a whole number of hours from 1 to 23',
    })
    assert.deepEqual(readSetting('warningHours', '20.5'), {
      ok: false,
      message: 'Enter a whole number of hours from 1 to 23',
    })
    assert.deepEqual(readSetting('warningHours', ' 18 '), { ok: true, value: 18 })
  })

  it('a time of day is taken as people write it', () => {
    assert.deepEqual(readSetting('endOfWorkingDay', '17.30'), { ok: true, value: '17:30' })
    assert.deepEqual(readSetting('endOfWorkingDay', '9:00'), { ok: true, value: '09:00' })
    assert.equal(readSetting('endOfWorkingDay', '24:00').ok, false)
  })

  it('a working day starts before it ends', () => {
    assert.equal(settingsProblem(settingsFrom(new Map())), null)
    const turned = settingsFrom(new Map([['startOfWorkingDay', '18:00']]))
    assert.match(settingsProblem(turned)?.message ?? '', /must start \(18:00\) before it ends \(17:00\)/)
  })

  it('values are told in words', () => {
    const settings = settingsFrom(new Map<string, unknown>([['rotaDaysAhead', 1]]))
    assert.equal(settingInWords('warningHours', settings.warningHours), '20 hours')
    assert.equal(settingInWords('rotaDaysAhead', settings.rotaDaysAhead), '1 day')
    assert.equal(settingInWords('rotaNeedsSocialWorker', settings.rotaNeedsSocialWorker), 'No')
  })
})
