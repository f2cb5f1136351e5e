import type { Tx } from '#platform/transaction'
import { listTeams } from '#practice/organisation'

/** Teams by name, closed ones too. */
export async function namesOfTeams(tx: Tx): Promise<(teamId: string | null) => string> {
  const names = new Map((await listTeams(tx, { withClosed: true })).map(({ id, name }) => [id, name]))
  return (teamId) => names.get(teamId ?? '') ?? 'No team'
}
