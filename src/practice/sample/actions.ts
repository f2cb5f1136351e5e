import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { type NewAction, recordAction, recordStep } from '#practice/actions'
import { listAgencies, listPeople } from '#practice/organisation'
import { childrenHeardOf } from './heard-of.ts'
import { made, sampleStaff } from './staff.ts'

interface Told extends Omit<NewAction, 'dueOn' | 'recordedBy'> {
  /** Days from today. */
  readonly dueIn: number
  readonly done?: string
  readonly verified?: string
}

/** Some actions of a weekly meeting, of the improvement plan and about a child: to do, overdue, done and verified. */
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
  const agencies = await listAgencies(tx)
  const nhs = agencies.find(({ kind }) => kind === 'nhs')
  const police = agencies.find(({ kind }) => kind === 'police')
  const [nurse] = await listPeople(tx, { agencyId: nhs?.id ?? '' })
  const [child] = await childrenHeardOf(tx, 1, 30)
  const [decider = ''] = sampleStaff.deciders
  const [worker = ''] = sampleStaff.socialWorkers
  const person = (personId: string, agencyId: string | null = null) => ({ personId, agencyId, name: '' })
  const meeting = { kind: 'meeting', reference: 'weekly referral review' } as const
  return [
    {
      ...{ what: 'Try a reply within the hour to schools that ring before nine', from: meeting },
      ...{ owner: person(decider), dueIn: 5 },
    },
    {
      ...{ what: 'Agree with the hospital who rings back at night', from: meeting },
      ...{ owner: person(decider), dueIn: -4 },
    },
    {
      ...{ what: 'Send the list of stations with somebody on call at weekends', from: meeting },
      ...{ owner: { personId: null, agencyId: police?.id ?? '', name: 'Safeguarding desk' }, dueIn: -3 },
    },
    {
      ...{ what: 'Name who comes to strategy discussions when the named nurse is away', from: meeting },
      ...{ owner: person(nurse?.id ?? '', nhs?.id ?? ''), dueIn: 9 },
    },
    {
      ...{ what: 'Give every decider the one-page note on recording reasons', from: { kind: 'plan', reference: 'A2' } },
      ...{ owner: person(decider), dueIn: 2, done: 'Sent to all, and gone through at the stand-up' },
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
