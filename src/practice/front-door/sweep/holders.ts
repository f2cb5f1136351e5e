import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import {
  decidersOnDuty,
  headOfService,
  lineManagerOf,
  listHoldersOf,
  type Responsible,
  serviceManagerFor,
} from '#practice/organisation'
import { type Assignment, assign, type Holders, type Rung } from './ladder.ts'

/** Whose turn undone work is at one moment. One look at the organisation serves a whole sweep. */
export interface Turns {
  /** The deciders' turn: whoever of them came on duty first, by the rota. */
  atOpening(): Promise<Assignment>
  /** The turn of the rung that work of this person has climbed to. */
  climbing(rung: Rung, from: string | null): Promise<Assignment>
  /** The decider's own line manager; without one, the service manager, and so on up. */
  managerOf(deciderId: string | null): Promise<Assignment>
}

/** Reads rota, cover and line management as they stood at `at`. */
export function turnsAt(tx: Tx, at: Temporal.Instant): Turns {
  const deciderOnDuty = once(async () => (await decidersOnDuty(tx, at))[0]?.personId ?? null)
  const anyServiceManager = once(async () => (await listHoldersOf(tx, 'service-manager', at))[0] ?? null)
  const head = once(async () => present(await headOfService(tx, at)))
  const serviceManagerOf = byPerson(async (personId) => present(await serviceManagerFor(tx, { personId }, at)))
  const lineManager = byPerson(async (personId) => present(await lineManagerOf(tx, personId, at)))
  const serviceManager = async (personId: string | null): Promise<string | null> =>
    (personId === null ? null : await serviceManagerOf(personId)) ?? anyServiceManager()
  const holders = async (first: string | null, whose: string | null): Promise<Holders> => ({
    'duty-manager': first,
    'service-manager': await serviceManager(whose),
    'head-of-service': await head(),
  })
  return {
    async atOpening() {
      const decider = await deciderOnDuty()
      return assign('duty-manager', await holders(decider, decider))
    },
    async climbing(rung, from) {
      return assign(rung, await holders(null, from))
    },
    async managerOf(deciderId) {
      const manager = deciderId === null ? null : await lineManager(deciderId)
      return assign('duty-manager', await holders(manager, deciderId))
    },
  }
}

/** Somebody who is away with nobody standing in is not waited for. */
const present = (responsible: Responsible | null): string | null =>
  responsible === null || responsible.isAway ? null : responsible.personId

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

function byPerson<T>(ask: (personId: string) => Promise<T>): (personId: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (personId) => {
    const known = answers.get(personId) ?? ask(personId)
    answers.set(personId, known)
    return known
  }
}
