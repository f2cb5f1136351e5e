import type { Tx } from '#platform/transaction'
import { namesOf } from '#practice/organisation'
import type { Settlement } from '../../../store/discussions.ts'
import { type ChairDeparture, chairDepartureWords } from '../../words.ts'

export const chairNameOf = async (tx: Tx, { chairId, chairName }: Settlement): Promise<string> =>
  chairId === null ? chairName : ((await namesOf(tx, [chairId])).get(chairId) ?? 'somebody')

/** "Dan Ross: chaired by the allocated worker". */
export const chairInWords = async (tx: Tx, held: Settlement): Promise<string> =>
  [await chairNameOf(tx, held), held.chairDepartures.map(departureInWords).join(' and ')]
    .filter((part) => part !== '')
    .join(': ')

export const departureInWords = (departure: string): string =>
  Object.hasOwn(chairDepartureWords, departure) ? chairDepartureWords[departure as ChairDeparture] : departure
