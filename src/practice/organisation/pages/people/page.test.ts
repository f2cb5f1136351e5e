import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { madeApp } from '../../made-app.ts'

const { signIn, made } = await madeApp()
const reader = await signIn('duty-social-worker')

const namesIn = (body: string): readonly string[] =>
  [...body.matchAll(/data-label="Name"><a[^>]+>([^<]+)</g)].map(([, name]) => name ?? '')

describe('the list of people', () => {
  it('begins with our own staff, and partners come when asked for', async () => {
    assert.equal(namesIn((await reader.get('/organisation/people')).body).includes('Ellie Ward'), false)
    assert.deepEqual(namesIn((await reader.get('/organisation/people?who=partner')).body), ['Ellie Ward', 'Sam Stone'])
  })

  it('is filtered by team and role, and sorted either way', async () => {
    const inTeam = await reader.get(`/organisation/people?team=${made.front}&sort=name&direction=descending`)
    assert.deepEqual(namesIn(inTeam.body), ['Tom Lee', 'Sue Okafor', 'Dan Ross', 'Amina Khan'])
    const managers = await reader.get('/organisation/people?role=service-manager')
    assert.deepEqual(namesIn(managers.body), ['Grace Bell'])
  })

  it('is downloaded as it is filtered', async () => {
    const csv = await reader.get('/organisation/people?role=service-manager&format=csv')
    assert.match(
      csv.body,
      /Name,Roles,Job title,Team or agency,Line manager,Email\r\nGrace Bell,Service manager,,,Helen Marsh,/,
    )
    const workbook = await reader.get('/organisation/people?format=xlsx')
    assert.match(String(workbook.headers['content-disposition']), /people-\d{4}-\d{2}-\d{2}\.xlsx/)
    assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK')
  })

  it('asked for something that cannot be, it says so instead of failing', async () => {
    for (const query of ['team=east', 'role=king', 'page=0', 'sort=1;drop']) {
      assert.equal((await reader.get(`/organisation/people?${query}`)).statusCode, 400, query)
    }
  })
})
