import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerOf } from '#test/outcome'
import { madeApp } from '../../made-app.ts'
import { addShift } from '../../store/rota.ts'

const { signIn, made, within } = await madeApp()

describe('the organisation’s first page', () => {
  it('shows who is on duty now and what is missing, before the teams', async () => {
    await within(async (tx) => {
      const times = { startsAt: tx.now.subtract({ hours: 1 }), endsAt: tx.now.add({ hours: 11 }) }
      answerOf(await addShift(tx, { duty: 'duty-manager', personId: made.amina, ...times }))
    })
    const { body } = await (await signIn('duty-social-worker')).get('/organisation')
    assert.match(body, /Duty manager: <a[^>]+>Amina Khan<\/a>, until/)
    assert.match(body, /The duty rota has 1 gap/)
    assert.ok(body.indexOf('On duty now') < body.indexOf('East assessment'))
    assert.doesNotMatch(body, /Add a team/)
  })

  it('those who manage it can add teams and areas', async () => {
    const head = await signIn('head-of-service')
    assert.match((await head.get('/organisation')).body, /Add a team/)
    const added = await head.send('/organisation/areas/add', { name: 'West' })
    assert.equal(added.headers.location, '/organisation')
    const again = await head.send('/organisation/areas/add', { name: 'west' })
    assert.equal(again.statusCode, 400)
    assert.match(again.body, /There is an area of this name already/)
    assert.match((await head.get('/organisation')).body, /No team yet in: West/)
  })

  it('a partner and scrutiny support are not told that it is there', async () => {
    for (const role of ['partner', 'scrutiny-support'] as const) {
      assert.equal((await (await signIn(role)).get('/organisation')).statusCode, 404)
    }
  })
})
