import { sql } from 'kysely'
import { asSystem, type Role } from '#platform/access'
import type { Database } from '#platform/db'
import { hashToken, newSessionToken, sessionCookie } from '#platform/http'
import { transact } from '#platform/transaction'
import { listPeople } from '#practice/organisation'

/** Somebody signed in. */
export interface Session {
  readonly personId: string
  readonly token: string
  readonly cookie: string
}

/** So many sessions of an authority's people of a role, several to a person where there are fewer people. */
export async function openSessions(
  database: Database,
  authorityId: number,
  many: number,
  role: Role = 'duty-social-worker',
): Promise<readonly Session[]> {
  const workers = await transact(database, asSystem(authorityId, 'bench'), (tx) =>
    listPeople(tx, { anyRole: [role], employer: 'own' }),
  )
  const sessions: Session[] = []
  for (let at = 0; at < many; at += 1) {
    const personId = workers[at % workers.length]?.id ?? ''
    const token = newSessionToken()
    await sql`select platform.start_session(${hashToken(token)}, ${authorityId}, ${personId}, 30, 600)`.execute(
      database.kysely,
    )
    sessions.push({ personId, token, cookie: `${sessionCookie}=${token}` })
  }
  return sessions
}
