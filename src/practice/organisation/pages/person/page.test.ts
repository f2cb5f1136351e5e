import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '#kernel/ids'
import { madeApp } from '../../made-app.ts'

const { signIn, made } = await madeApp()
const administrator = await signIn('administrator')
const page = (personId: string, more = ''): string => `/organisation/people/${personId}${more}`
const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(new Date())

describe('a person’s page', () => {
  it('shows roles, line and history, and lets those who may change each', async () => {
    const { body } = await administrator.get(page(made.amina))
    for (const part of ['roles', 'team', 'line-manager', 'details'])
      assert.ok(body.includes(page(made.amina, `/${part}`)))
    assert.match(body, /Line manager: Grace Bell/)
    assert.doesNotMatch((await (await signIn('duty-social-worker')).get(page(made.amina))).body, />Change</)
  })

  it('one’s own page offers neither roles nor leaving', async () => {
    const { body } = await administrator.get(page(administrator.personId))
    assert.ok(!body.includes(page(administrator.personId, '/roles')))
    assert.ok(!body.includes(page(administrator.personId, '/left')))
  })

  it('changes roles, team and line with the day and the reason', async () => {
    const change = { day: today, why: 'Acting up' }
    const roles = await administrator.send(page(made.tom, '/roles'), {
      ...change,
      roles: ['duty-social-worker', 'team-manager'],
    })
    assert.equal(roles.headers.location, page(made.tom))
    assert.equal((await administrator.send(page(made.tom, '/team'), { ...change, teamId: made.east })).statusCode, 303)
    assert.equal(
      (await administrator.send(page(made.tom, '/line-manager'), { ...change, managerId: made.service })).statusCode,
      303,
    )
    const { body } = await administrator.get(page(made.tom))
    assert.match(body, /Duty social worker, Team manager/)
    assert.match(body, /Team: East assessment[\s\S]*Acting up/)
  })

  it('a line that would run in a circle is refused in words', async () => {
    const circle = await administrator.send(page(made.head, '/line-manager'), {
      day: today,
      why: 'Slip',
      managerId: made.dan,
    })
    assert.equal(circle.statusCode, 400)
    assert.match(circle.body, /Dan Ross is managed by Helen Marsh/)
  })

  it('training is recorded, shown with its state, and taken back with a reason', async () => {
    const add = page(made.amina, '/training/add')
    const late = await administrator.send(add, { kind: 'audit', completedOn: '1/2/2024', expiresOn: '1/2/2023' })
    assert.match(late.body, /It must expire after it was completed/)
    assert.equal(
      (await administrator.send(add, { kind: 'audit', completedOn: '1/2/2024', expiresOn: '1/2/2025' })).statusCode,
      303,
    )
    const { body } = await administrator.get(page(made.amina))
    assert.match(body, /Trained to audit[\s\S]*Expired/)
    const takeBack = /href="([^"]+\/training\/[0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
    assert.equal((await administrator.send(takeBack, { why: 'Entered for the wrong person' })).statusCode, 303)
    assert.doesNotMatch((await administrator.get(page(made.amina))).body, /Trained to audit/)
  })

  it('leaving ends what they hold, and a new one-time link is then not to be had', async () => {
    assert.equal((await administrator.send(page(made.sue, '/left'), { why: 'Retired' })).statusCode, 303)
    assert.match((await administrator.get(page(made.sue))).body, /Has left\. They cannot sign in/)
    assert.equal((await administrator.get(page(made.sue, '/link'))).statusCode, 404)
  })

  it('details change, and another person’s address is not taken', async () => {
    const details = { name: 'Dan Ross-Hill', email: 'dan.ross@council.example', jobTitle: 'Team manager' }
    assert.equal((await administrator.send(page(made.dan, '/details'), details)).statusCode, 303)
    const taken = await administrator.send(page(made.dan, '/details'), {
      ...details,
      email: 'AMINA.khan@council.example',
    })
    assert.match(taken.body, /Somebody else already signs in with this e-mail address/)
  })

  it('nobody by that id is not found', async () => {
    assert.equal((await administrator.get(page(newId()))).statusCode, 404)
    assert.equal((await administrator.get(page('amina'))).statusCode, 400)
  })
})
