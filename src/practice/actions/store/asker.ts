import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { may, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { managersOn } from '#practice/organisation'
import type { Asker } from '../rules/steps.ts'

/** Whoever looks, as the rules about steps see them. */
export async function askerOf(tx: Tx, user: User): Promise<Asker> {
  const { rows } = await sql<{ actsFor: string[] }>`select organisation.acts_for() as acts_for`.execute(tx.sql)
  return {
    personId: user.personId,
    agencyId: user.agencyId,
    managers: user.agencyId === null ? await managersOn(tx, user.personId, londonDate(tx.now)) : [],
    actsFor: rows[0]?.actsFor ?? [user.personId],
    mayRecord: may(user, access.recordActions),
    mayVerify: may(user, access.verifyActions),
    mayArrange: may(user, access.arrangeActions),
  }
}
