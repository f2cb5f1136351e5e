import pg from 'pg'
import { asSystem, type Identity } from '#platform/access'
import type { Database } from '#platform/db'
import { transact } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { searchChildren } from '../../src/practice/children/store/search.ts'
import { secondsInWords, tell, tellWhether } from '../report.ts'
import { misspellings } from './misspelt-names.ts'

/** Names that are typed wrong, among all children laid down, as a social worker at the front door and as the application's role. */
export async function benchSearch(database: Database, migrationUrl: string, authorityId: number): Promise<void> {
  const worker = await workerOf(database, authorityId)
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ many: string }>('select count(*) as many from children.child')
    const before = await scans(owner)
    const seconds: number[] = []
    let found = 0
    for (const { typed, givenName, familyName } of misspellings) {
      const began = performance.now()
      const { children } = await transact(database, worker, (tx) =>
        searchChildren(tx, { words: typed, dateOfBirth: null }),
      )
      seconds.push((performance.now() - began) / 1000)
      if (children.some((child) => child.givenName === givenName && child.familyName === familyName)) found += 1
    }
    const after = await scans(owner)
    const many = Number(rows[0]?.many).toLocaleString('en-GB')
    tell(
      `child search among ${many}, ${misspellings.length} misspellings: ${secondsInWords(seconds)} (bar: a median under 50 ms)`,
    )
    tell(`  the child that was meant was among the first fifty for ${found} of ${misspellings.length}`)
    tellWhether(
      `child search used an index for each and read the whole table for none`,
      after.byIndex - before.byIndex >= misspellings.length && after.sequential === before.sequential,
    )
  } finally {
    await owner.end()
  }
}

async function workerOf(database: Database, authorityId: number): Promise<Identity> {
  const people = await transact(database, asSystem(authorityId, 'bench'), (tx) =>
    listPeople(tx, { anyRole: ['duty-social-worker'], employer: 'own' }),
  )
  return { kind: 'person', authorityId, personId: people[0]?.id ?? '', roles: ['duty-social-worker'] }
}

/** What the database counted of the table of names; a second is given for every connection to have said its share. */
async function scans(owner: pg.Client): Promise<{ readonly sequential: number; readonly byIndex: number }> {
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await owner.query('select pg_stat_clear_snapshot()')
  const { rows } = await owner.query<{ sequential: string; by_index: string }>(
    "select seq_scan as sequential, idx_scan as by_index from pg_stat_user_tables where schemaname = 'children' and relname = 'search_text'",
  )
  return { sequential: Number(rows[0]?.sequential), byIndex: Number(rows[0]?.by_index) }
}
