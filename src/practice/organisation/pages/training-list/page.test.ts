import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { londonDate } from '#kernel/clock'
import { answerOf } from '#test/outcome'
import { madeApp } from '../../made-app.ts'
import { recordTraining } from '../../store/training.ts'

const { signIn, made, within } = await madeApp()

describe('the list of training', () => {
  it('shows whose right runs out soon, so that the next course can be booked', async () => {
    await within(async (tx) => {
      const today = londonDate(tx.now)
      const training = {
        kind: 'audit',
        completedOn: today.subtract({ years: 2 }),
        expiresOn: today.add({ weeks: 3 }),
      } as const
      answerOf(await recordTraining(tx, { ...training, personId: made.service }))
    })
    const reader = await signIn('qa-lead')
    const soon = await reader.get('/organisation/training?state=expires-soon')
    assert.match(soon.body, /Grace Bell[\s\S]*Trained to audit[\s\S]*Expires soon/)
    assert.doesNotMatch(soon.body, /Dan Ross/)
    const nights = await reader.get('/organisation/training?kind=decide-at-night&format=csv')
    assert.match(nights.body, /Dan Ross,Duty and Advice Team,Trained to decide at night,2025-01-06,,In date/)
  })
})
