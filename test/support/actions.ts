import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Role } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { type NewAction, recordAction } from '../../src/practice/actions/store/record.ts'
import { type NewStep, recordStep } from '../../src/practice/actions/store/steps.ts'
import { type MadeApp, madeApp } from '../../src/practice/organisation/made-app.ts'
import { answerOf } from './outcome.ts'

type Made = Awaited<ReturnType<typeof madeActions>>

/** What tests of actions do again and again, on an application of their own with the small organisation. */
export async function madeActions() {
  const app: MadeApp = await madeApp()
  const { database, authorityId, made } = app
  const rolesOf: Readonly<Record<string, readonly Role[]>> = {
    [made.head]: ['head-of-service'],
    [made.service]: ['service-manager'],
    [made.amina]: ['duty-manager'],
    [made.dan]: ['duty-manager', 'out-of-hours-manager'],
    [made.sue]: ['out-of-hours-manager'],
    [made.tom]: ['duty-social-worker'],
    [made.nurse]: ['partner'],
    [made.officer]: ['partner'],
  }
  /** As row-level security sees somebody, whatever pages do. */
  const as = <T>(personId: string, work: (tx: Tx) => Promise<T>, roles = rolesOf[personId] ?? []): Promise<T> =>
    transact(database, { kind: 'person', authorityId, personId, roles }, work)
  /** An action as Grace, the service manager, sets it: Tom rings the school in a week. */
  const set = (changed: Partial<NewAction> = {}, by = made.service) =>
    as(by, async (tx) =>
      answerOf(
        await recordAction(tx, {
          what: 'Ring the school',
          from: { kind: 'meeting', reference: 'MM-7' },
          owner: person(made.tom),
          dueOn: londonDate(tx.now).add({ days: 7 }),
          ...changed,
        }),
      ),
    )
  const step = (by: string, id: string, next: NewStep) => as(by, (tx) => recordStep(tx, { id }, next))
  return { ...app, as, set, step, desk: (agencyId: string) => ({ personId: null, agencyId, name: '' }) }
}

export type { Made }

export const person = (personId: string, agencyId: string | null = null) => ({ personId, agencyId, name: '' })

export const done = (): NewStep => ({
  kind: 'done',
  words: 'Rang the head teacher at ten',
  happenedOn: londonDate(Temporal.Now.instant()),
})
