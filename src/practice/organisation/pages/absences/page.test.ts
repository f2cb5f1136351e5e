import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { madeApp } from '../../made-app.ts'

const { signIn, made } = await madeApp()
const manager = await signIn('team-manager')

describe('absences and cover', () => {
  it('an absence is recorded, then asked who covers, and both are shown together', async () => {
    const away = { personId: made.amina, kind: 'planned', startsAt: '4/1/2027 08:00', endsAt: '8/1/2027 18:00' }
    const recorded = await manager.send('/organisation/absences/add', away)
    const absence = String(recorded.headers.location)
    const cover =
      /href="(\/organisation\/cover\/add\?absence=[^"]+)"/.exec((await manager.get(absence)).body)?.[1] ?? ''
    const form = (await manager.get(cover)).body
    assert.match(form, /value="04\/01\/2027 08:00"/)
    const covered = { personId: made.amina, coveredBy: made.dan, startsAt: away.startsAt, endsAt: away.endsAt }
    assert.equal((await manager.send(cover, covered)).statusCode, 303)
    const { body } = await manager.get('/organisation/absences')
    assert.match(body, /Amina Khan[\s\S]*Away \(planned\)[\s\S]*data-label="Covered by">Dan Ross/)
  })

  it('the same time is not recorded twice, and cannot end before it starts', async () => {
    const again = { personId: made.amina, kind: 'planned', startsAt: '5/1/2027 08:00', endsAt: '' }
    assert.match(
      (await manager.send('/organisation/absences/add', again)).body,
      /An absence is already recorded for part of this time/,
    )
    const turned = { ...again, personId: made.dan, startsAt: '5/1/2027 08:00', endsAt: '4/1/2027 08:00' }
    assert.match((await manager.send('/organisation/absences/add', turned)).body, /The end must come after the start/)
  })

  it('coming back early is a change; an entry by mistake is taken back', async () => {
    const list = (await manager.get('/organisation/absences')).body
    const address = /href="(\/organisation\/absences\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const early = await manager.send(address, { change: 'ends', endsAt: '6/1/2027 08:00', why: 'Back early' })
    assert.equal(early.statusCode, 303)
    const next =
      /href="(\/organisation\/absences\/[0-9a-f-]{36})"/.exec(
        (await manager.get('/organisation/absences')).body,
      )?.[1] ?? ''
    assert.match((await manager.get(next)).body, /to Wed 6 Jan 2027, 08:00/)
    assert.equal((await manager.send(next, { change: 'never', why: 'Wrong person' })).statusCode, 303)
    assert.match((await manager.get('/organisation/absences')).body, />Covered<span/)
  })

  it('anybody on the staff records their own absence, and nobody else’s', async () => {
    const worker = await signIn('duty-social-worker')
    const away = { kind: 'unplanned', startsAt: '4/1/2027 08:00', endsAt: '' }
    const own = await worker.send('/organisation/absences/add', { ...away, personId: worker.personId })
    assert.equal(own.statusCode, 303)
    const other = await worker.send('/organisation/absences/add', { ...away, personId: made.dan })
    assert.equal(other.statusCode, 403)
    assert.equal((await worker.get('/organisation/cover/add')).statusCode, 403)
  })
})
