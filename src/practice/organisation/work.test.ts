import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Role } from '#platform/access'
import type { User } from '#platform/http'
import { answerOf } from '#test/outcome'
import { madeApp } from './made-app.ts'
import { on } from './made-organisation.ts'
import { addShift } from './store/rota.ts'
import { rotaWork } from './work.ts'

const { made, within, authorityId } = await madeApp()

const user = (personId: string, ...roles: readonly Role[]): User => ({
  personId,
  name: 'Amina Khan',
  roles,
  authorityId,
  authorityName: 'Testshire',
  isSample: false,
  agencyId: null,
})

it('a gap in the rota stands in My work of those who manage the rota, due when it begins, and of nobody else', async () => {
  await within(async (tx) => {
    const shift = {
      duty: 'duty-manager',
      personId: made.amina,
      startsAt: tx.now,
      endsAt: tx.now.add({ hours: 90 }),
    } as const
    answerOf(await addShift(tx, shift))
    answerOf(await addShift(tx, { ...shift, startsAt: tx.now.add({ hours: 98 }), endsAt: on(tx.now, 8, 0) }))
    const asked = { user: user(made.service, 'service-manager'), people: [made.service] }
    const [gap, ...more] = await rotaWork(tx, asked)
    assert.equal(more.length, 0)
    assert.equal(gap?.due?.toString(), tx.now.add({ hours: 90 }).toString())
    assert.match(gap?.detail ?? '', /Nobody who may decide is on duty from .*, for 8 h/)
    assert.deepEqual(await rotaWork(tx, { ...asked, user: user(made.tom, 'duty-social-worker') }), [])
  })
})
