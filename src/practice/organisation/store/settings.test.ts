import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { answerOf, sentenceOf } from '#test/outcome'
import { changeSetting, listSettingChanges, readSettings } from './settings.ts'

const { database } = await testDatabase()
const authorityId = 901
await sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely)
const system = asSystem(authorityId, 'test')

describe('settings of an authority', () => {
  it('a change holds from now on, and the past keeps what held then', async () => {
    const before = await transact(database, system, async (tx) => {
      answerOf(await changeSetting(tx, { key: 'warningHours', typed: '18', reason: 'Two hours more to act in' }))
      return tx.now.subtract({ seconds: 1 })
    })
    await transact(database, system, async (tx) => {
      assert.equal((await readSettings(tx)).warningHours, 18)
      assert.equal((await readSettings(tx, before)).warningHours, 20)
    })
  })

  it('every change stays, with who and why, the latest first', async () => {
    await transact(database, system, async (tx) => {
      answerOf(await changeSetting(tx, { key: 'warningHours', typed: '19', reason: 'A little less' }))
      const changes = await listSettingChanges(tx, 'warningHours')
      assert.deepEqual(
        changes.map(({ value, reason, by }) => [value, reason, by]),
        [
          [19, 'A little less', null],
          [18, 'Two hours more to act in', null],
        ],
      )
    })
  })

  it('what cannot be is not stored', async () => {
    await transact(database, system, async (tx) => {
      const changed = await changeSetting(tx, { key: 'endOfWorkingDay', typed: '08:30', reason: 'Slip' })
      assert.match(sentenceOf(changed), /must start \(09:00\) before it ends \(08:30\)/)
      assert.equal((await listSettingChanges(tx, 'endOfWorkingDay')).length, 0)
    })
  })
})
