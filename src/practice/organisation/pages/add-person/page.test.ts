import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '#kernel/ids'
import { madeApp } from '../../made-app.ts'
import { listPeople } from '../../store/people.ts'

const { app, signIn, made, within } = await madeApp()
const address = '/organisation/people/add'
const ada = {
  name: 'Ada Finch',
  email: 'ada.finch@council.example',
  roles: 'duty-social-worker',
  teamId: made.front,
  lineManagerId: made.amina,
  agencyId: '',
}

describe('adding a person', () => {
  it('chooses nothing beforehand', async () => {
    const { body } = await (await signIn('administrator')).get(address)
    assert.doesNotMatch(body, / checked/)
    assert.doesNotMatch(body, / selected/)
  })

  it('shows a one-time link with which they set a password, once', async () => {
    const administrator = await signIn('administrator')
    const added = await administrator.send(address, ada)
    assert.equal(added.statusCode, 200)
    const link = /http:\/\/localhost(\/invitation\/[\w-]{43})/.exec(added.body)?.[1] ?? ''
    assert.match((await app.inject(link)).body, /Welcome, Ada Finch/)
    const person = (await within((tx) => listPeople(tx))).find(({ email }) => email === ada.email)
    assert.equal(person?.lineManagerName, 'Amina Khan')
    const shown = await administrator.get(`/organisation/people/${person?.id}`)
    assert.doesNotMatch(shown.body, /invitation/)
  })

  it('brings the form back as typed, with every problem, when something is missing', async () => {
    const { statusCode, body } = await (await signIn('administrator')).send(address, {
      name: 'Bea Hart',
      email: 'bea',
      roles: 'partner',
    })
    assert.equal(statusCode, 400)
    assert.match(body, /href="#email">Enter an e-mail address, such as name@example.gov.uk/)
    assert.match(body, /href="#agencyId">Choose the agency this partner belongs to/)
    assert.match(body, /value="Bea Hart"/)
  })

  it('a team that is not there is a sentence, not a failure', async () => {
    const wrong = await (await signIn('administrator')).send(address, { ...ada, email: 'x@y.example', teamId: newId() })
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /Choose a team from the list/)
  })

  it('is for those who manage the organisation', async () => {
    assert.equal((await (await signIn('service-manager')).get(address)).statusCode, 403)
  })
})
