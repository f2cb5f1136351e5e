import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { londonDate } from '#kernel/clock'
import { answerOf } from '#test/outcome'
import { madeApp } from '../../made-app.ts'
import { weekFrom } from '../../rules/week.ts'
import { recordAbsence } from '../../store/absences.ts'
import { addShift, listShifts } from '../../store/rota.ts'

const { signIn, made, within } = await madeApp()
const manager = await signIn('duty-manager')

// A week well ahead, so that no clock runs into it: Monday 4 January 2027.
const monday = '2027-01-04'
const week = (query = ''): string => `/organisation/rota?week=${monday}${query}`

describe('the duty rota', () => {
  it('an empty week is all gap, in words', async () => {
    const { body } = await manager.get(week())
    assert.match(body, /Nobody who may decide is on duty from Mon 4 Jan 2027, 00:00 to Mon 11 Jan 2027, 00:00/)
    assert.equal([...body.matchAll(/Fill<span/g)].length, 7)
  })

  it('a shift fills its gap; a night stands on both of its days', async () => {
    const shift = {
      duty: 'out-of-hours-decider',
      personId: made.dan,
      startsAt: '4/1/2027 20:00',
      endsAt: '5/1/2027 08:00',
    }
    const added = await manager.send('/organisation/rota/add', shift)
    assert.equal(added.headers.location, `/organisation/rota?week=${monday}`)
    const { body } = await manager.get(week())
    assert.match(body, /from 20:00<\/span><br>Dan Ross/)
    assert.match(body, /until 08:00<\/span><br>Dan Ross/)
    assert.match(body, /00:00 to 20:00<\/span> <span class="los-nowrap">\(20 h\)/)
  })

  it('somebody without night training is put on only with the reason, and it is shown', async () => {
    const shift = {
      duty: 'out-of-hours-decider',
      personId: made.sue,
      startsAt: '5/1/2027 20:00',
      endsAt: '6/1/2027 08:00',
    }
    const asked = await manager.send('/organisation/rota/add', shift)
    assert.equal(asked.statusCode, 400)
    assert.match(asked.body, /training to decide at night is not recorded/)
    assert.match(asked.body, /id="departure"/)
    const added = await manager.send('/organisation/rota/add', { ...shift, departure: 'Dan is ill, Helen agreed' })
    assert.equal(added.statusCode, 303)
    const { body } = await manager.get(week())
    assert.match(body, /Not trained for nights[\s\S]*Dan is ill, Helen agreed/)
  })

  it('a shift is changed with a reason, and taken off with one', async () => {
    const address = /href="(\/organisation\/rota\/[0-9a-f-]{36})"/.exec((await manager.get(week())).body)?.[1] ?? ''
    const change = {
      duty: 'out-of-hours-decider',
      personId: made.dan,
      startsAt: '4/1/2027 21:00',
      endsAt: '5/1/2027 08:00',
    }
    assert.match((await manager.send(address, { ...change, why: '' })).body, /Say why the shift is changed/)
    assert.equal((await manager.send(address, { ...change, why: 'Dan starts later' })).statusCode, 303)
    // The old entry is history: its address no longer leads to a shift.
    assert.equal((await manager.get(address)).statusCode, 404)
    const now = /href="(\/organisation\/rota\/[0-9a-f-]{36})"/.exec((await manager.get(week())).body)?.[1] ?? ''
    assert.equal((await manager.send(`${now}/cancel`, { why: 'Not needed' })).statusCode, 303)
    assert.doesNotMatch((await manager.get(week())).body, /from 21:00/)
  })

  it('an absence nobody covers is shown on the shift and opens a gap', async () => {
    await within(async (tx) => {
      const { startsAt } = weekFrom(londonDate(tx.now).with({ year: 2027, month: 1, day: 18 }))
      const shift = {
        duty: 'duty-manager',
        personId: made.amina,
        startsAt,
        endsAt: startsAt.add({ hours: 12 }),
      } as const
      answerOf(await addShift(tx, shift))
      answerOf(
        await recordAbsence(tx, {
          personId: made.amina,
          kind: 'unplanned',
          startsAt,
          endsAt: startsAt.add({ hours: 12 }),
        }),
      )
    })
    const { body } = await manager.get('/organisation/rota?week=2027-01-18')
    assert.match(body, /Amina Khan[\s\S]*Away, not covered/)
    assert.match(body, /Nobody who may decide is on duty from Mon 18 Jan 2027, 00:00/)
  })

  it('the week before is copied to the same times on the clock, once', async () => {
    const copied = await manager.send('/organisation/rota/copy?week=2027-01-25', {})
    assert.equal(copied.statusCode, 303)
    assert.match((await manager.get('/organisation/rota/copy?week=2027-01-25')).body, /There is nothing to copy/)
    await within(async (tx) => {
      const { startsAt, endsAt } = weekFrom(londonDate(tx.now).with({ year: 2027, month: 1, day: 25 }))
      assert.equal((await listShifts(tx, startsAt, endsAt)).length, 1)
    })
  })

  it('is downloaded week by week', async () => {
    const csv = await manager.get(week('&format=csv'))
    assert.match(
      csv.body,
      /Out-of-hours decider,Sue Okafor,2027-01-05 20:00,2027-01-06 08:00,"Dan is ill, Helen agreed"/,
    )
  })

  it('is seen by every practitioner and changed by those who manage it', async () => {
    const worker = await signIn('duty-social-worker')
    assert.doesNotMatch((await worker.get(week())).body, /Add a shift|>Change</)
    assert.equal((await worker.get('/organisation/rota/add')).statusCode, 403)
  })
})
