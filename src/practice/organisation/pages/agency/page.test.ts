import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { madeApp } from '../../made-app.ts'

const { signIn, made } = await madeApp()
const administrator = await signIn('administrator')
const agency = (agencyId: string, more = ''): string => `/organisation/agencies/${agencyId}${more}`

describe('partner agencies', () => {
  it('an agency says for which rungs nobody is named, until somebody is', async () => {
    assert.match((await administrator.get('/organisation/agencies')).body, /Nobody for rung 1, 2, 3/)
    const add = agency(made.nhs, '/escalation-contacts/add')
    const named = await administrator.send(add, {
      rung: '2',
      name: 'Fiona Grant',
      jobTitle: 'Named nurse',
      telephone: '0113 496 0101',
    })
    assert.equal(named.headers.location, agency(made.nhs))
    const { body } = await administrator.get(agency(made.nhs))
    assert.match(body, /Rung 2: the service lead[\s\S]*Fiona Grant, Named nurse/)
    assert.match((await administrator.get('/organisation/agencies')).body, /Nobody for rung 1, 3/)
    const remove = /href="([^"]+escalation-contacts\/[0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
    assert.equal((await administrator.send(remove, { why: 'Moved on' })).statusCode, 303)
    assert.doesNotMatch((await administrator.get(agency(made.nhs))).body, /Fiona Grant/)
  })

  it('a desk has an inbox, and a second agency of the same name is refused', async () => {
    const add = '/organisation/agencies/add'
    assert.match(
      (await administrator.send(add, { name: 'Probation', kind: 'other' })).body,
      /Enter the e-mail address of their shared desk/,
    )
    const desk = { kind: 'police', deskEmail: 'desk@police.example' }
    assert.match(
      (await administrator.send(add, { ...desk, name: 'county police' })).body,
      /There is an agency of this name already/,
    )
    const changed = await administrator.send(agency(made.police, '/change'), {
      ...desk,
      name: 'County Police',
      deskHours: 'Always',
      isActive: 'yes',
    })
    assert.equal(changed.statusCode, 303)
    assert.match((await administrator.get(agency(made.police))).body, /Always/)
  })

  it('a partner opens their own agency and no other, and changes nothing', async () => {
    const partner = await signIn('partner')
    const list = (await partner.get('/organisation/agencies')).body
    assert.equal([...list.matchAll(/data-label="Agency"/g)].length, 1)
    const statuses = await Promise.all(
      [made.nhs, made.police].map(async (id) => (await partner.get(agency(id))).statusCode),
    )
    assert.deepEqual(statuses.toSorted(), [200, 404])
    assert.equal((await partner.get(agency(made.nhs, '/change'))).statusCode, 404)
  })
})
