import type { Tx } from '#platform/transaction'
import { listTeams, readSettings } from '#practice/organisation'
import { type BoardCounts, countWaiting } from './store.ts'

/** What stands over the board and changes slowly: looked up at most every ten seconds for each authority. */
export interface BoardHead {
  readonly counts: BoardCounts
  readonly dueSoonHours: number
  readonly teams: readonly { readonly id: string; readonly name: string }[]
}

/** How old the counts may be, in seconds. The board says so. */
export const countsAreFreshFor = 10

/** Answers the head of an authority's board, from memory while it is fresh. One for each running application. */
export function boardHeads(): (tx: Tx) => Promise<BoardHead> {
  const known = new Map<number, { readonly head: BoardHead; readonly until: number }>()
  return async (tx) => {
    const kept = known.get(tx.who.authorityId)
    if (kept !== undefined && performance.now() < kept.until) return kept.head
    const head = await readHead(tx)
    known.set(tx.who.authorityId, { head, until: performance.now() + countsAreFreshFor * 1000 })
    return head
  }
}

async function readHead(tx: Tx): Promise<BoardHead> {
  const { dueSoonHours } = await readSettings(tx)
  const teams = (await listTeams(tx)).map(({ id, name }) => ({ id, name }))
  return { counts: await countWaiting(tx, dueSoonHours), dueSoonHours, teams }
}
