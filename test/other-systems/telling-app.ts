import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { createToken } from '#platform/api'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { testApp, webhookKey } from '#test/app'
import { listAreas, listJobs } from '../../src/app.ts'
import { contactTold, decisionTold } from '../../src/practice/front-door/api/made-bodies.ts'

/** The whole application with its queues, a case system that tells it things, and somebody who keeps its webhooks. */
export async function tellingApp() {
  const made = await testApp()
  const { app, database, authorityId, migrationUrl } = made
  const jobs = listJobs(listAreas('http://localhost', { webhookKey }))
  await prepareJobs(
    migrationUrl,
    'los_app',
    jobs.map(({ name }) => name),
  )
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  const token = await within((tx) => createToken(tx, 'Case system', ['contacts:read', 'contacts:write']))
  const administrator = await made.signIn('administrator')

  const tell = async (path: string, payload: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await app.inject({ method: 'POST', url: `/api/v1${path}`, headers, payload })
    assert.equal(answer.statusCode, 201, answer.body)
  }
  return {
    ...made,
    within,
    administrator,
    /** The case system tells of a contact about one child. */
    tellContact: (contactId: string, changed: object = {}) => tell('/contacts', contactTold(contactId, changed)),
    tellDecision: (contactId: string, changed: object = {}) =>
      tell(`/contacts/${contactId}/decisions`, decisionTold(`${contactId}-1`, changed)),
    /** The administrator adds a webhook. Answers its id and the secret as it is shown. */
    async addWebhook(url: string, ...events: readonly string[]) {
      const added = await administrator.send('/other-systems/webhooks/add', { url, events })
      const [secret] = /whsec_[\w+/=]+/.exec(added.body) ?? []
      const [, id] = /\/other-systems\/webhooks\/([\w-]{36})/.exec(added.body) ?? []
      assert.ok(secret !== undefined && id !== undefined, added.body)
      return { id, secret }
    },
    /** Runs a job as its schedule would, now or at another moment. */
    async run(name: 'webhooks.send' | 'front-door.sweep', at: Temporal.Instant = Temporal.Now.instant()) {
      const job = jobs.find((each) => each.name === name)
      assert.ok(job)
      await job.run(database, at)
    },
  }
}
