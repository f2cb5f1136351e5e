import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { madeApp } from '../../made-app.ts'

const { signIn } = await madeApp()
const address = '/organisation/settings/change?setting=warningHours'

describe('settings', () => {
  it('are changed with a reason, and the change stays to be seen', async () => {
    const administrator = await signIn('administrator')
    const without = await administrator.send(address, { value: '18', reason: '' })
    assert.match(without.body, /Say why it is changed/)
    assert.equal(
      (await administrator.send(address, { value: '18', reason: 'More time to act' })).headers.location,
      '/organisation/settings',
    )
    const { body } = await administrator.get('/organisation/settings')
    assert.match(body, /data-label="Now">18 hours/)
    assert.match(body, /data-label="Usual">20 hours/)
    assert.match(body, new RegExp(`${administrator.name}[\\s\\S]*More time to act`))
    const csv = await administrator.get('/organisation/settings?format=csv')
    assert.match(csv.body, /Warn that an outcome is due,18 hours/)
  })

  it('that do not exist or do not fit are told so', async () => {
    const administrator = await signIn('administrator')
    assert.equal((await administrator.get('/organisation/settings/change?setting=outcomeHours')).statusCode, 400)
    assert.match(
      (await administrator.send(address, { value: '30', reason: 'Why not' })).body,
      /Enter a whole number of hours from 1 to 23/,
    )
  })

  it('are seen by the staff and changed by those who manage the organisation', async () => {
    const manager = await signIn('team-manager')
    assert.doesNotMatch((await manager.get('/organisation/settings')).body, /settings\/change/)
    assert.equal((await manager.get(address)).statusCode, 403)
  })
})
