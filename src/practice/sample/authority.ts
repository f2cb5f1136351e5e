import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import { makeRota } from './rota.ts'
import { makeStaff, type Staff } from './staff.ts'

export const authorityId = 999
export const authorityName = 'Aldershire Council'

/** Adds the sample authority itself, marked as one: every page then says so. */
export const addAuthority = async (database: Database): Promise<void> => {
  await sql`select platform.add_authority(${authorityId}, ${authorityName}, true)`.execute(database.kysely)
}

/** The sample authority with its people and their rota, and nothing that they did. For a database that holds no authority. */
export async function makeAuthority(database: Database): Promise<Staff> {
  if ((await listAuthorities(database)).length > 0) throw new Error('this database holds an authority already')
  await addAuthority(database)
  return transact(database, asSystem(authorityId, 'sample'), async (tx) => {
    const staff = await makeStaff(tx)
    await makeRota(tx)
    return staff
  })
}
