import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { type NewAction, recordAction, recordStep } from '#practice/actions'
import { childrenHeardOf } from './heard-of.ts'
import { made, sampleStaff } from './staff.ts'

interface Told extends Omit<NewAction, 'dueOn' | 'recordedBy'> {
  /** Days from today. */
  readonly dueIn: number
  readonly done?: string
  readonly verified?: string
}

/** Some actions of the improvement plan and about a child, beside those of the weekly meeting: to do, done and verified. */
export async function setActions(tx: Tx): Promise<void> {
  const today = londonDate(tx.now)
  const { serviceManager: recordedBy, headOfService } = sampleStaff
  for (const { dueIn, done, verified, ...action } of await listTold(tx)) {
    const { id } = made(await recordAction(tx, { ...action, recordedBy, dueOn: today.add({ days: dueIn }) }))
    const doneBy = action.owner.personId ?? recordedBy
    if (done !== undefined)
      await recordStep(tx, { id }, { kind: 'done', words: done, happenedOn: today, recordedBy: doneBy })
    if (verified !== undefined)
      await recordStep(tx, { id }, { kind: 'verified', words: verified, recordedBy: headOfService })
  }
}

async function listTold(tx: Tx): Promise<readonly Told[]> {
  const [child] = await childrenHeardOf(tx, 1, 30)
  const [decider = ''] = sampleStaff.deciders
  const [worker = ''] = sampleStaff.socialWorkers
  const person = (personId: string) => ({ personId, agencyId: null, name: '' })
  return [
    {
      ...{ what: 'Show every new decider how reasons are recorded', from: { kind: 'plan', reference: 'A2' } },
      ...{ owner: person(decider), dueIn: 2, done: 'Shown to all three, with examples' },
    },
    {
      ...{ what: 'Put the out-of-hours rota where the police can see it', from: { kind: 'plan', reference: 'E1' } },
      ...{ owner: person(decider), dueIn: -10, done: 'On the shared page', verified: 'Saw it from their side' },
    },
    {
      ...{ what: 'Ask the school nurse what she has seen since the summer', from: { kind: 'supervision' } },
      ...{ owner: person(worker), dueIn: 1, children: child === undefined ? [] : [child] },
    },
  ]
}
