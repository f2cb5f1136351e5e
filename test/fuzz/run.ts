import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { FileKind } from '#platform/area'
import { type Database, openDatabase } from '#platform/db'
import { quickAndLossy, startEmbedded } from '#platform/launch'
import { migrate } from '#platform/migrations'
import { transact } from '#platform/transaction'
import { listAreas, listFileKinds } from '../../src/app.ts'
import { kindOf } from '../../src/practice/imports/kinds.ts'
import { type Chance, chance } from '../../src/practice/sample/random.ts'
import { mutated } from './mutate.ts'

/**
 * `npm run fuzz -- 10000 1`: so many files, spoilt from real ones with this seed, are brought in as a person would bring them in.
 * Each is taken whole or answered in a sentence or a list; nothing is thrown, and a file that was not taken leaves nothing.
 */
const [many = 10_000, seed = 1] = process.argv.slice(2).map(Number)
const authorityId = 901
const data = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)))

const bases = {
  'contacts.csv': data('src/practice/front-door/extract/example.csv'),
  'census.xml': data('data/cin-census/d2i_CIN_Census_2024.xml'),
  'annex-a.xlsx': data('data/annex-a/annex-a-sample.xlsx'),
} as const

/** A workbook costs its reader a thread of its own. */
const weights = { 'contacts.csv': 60, 'census.xml': 25, 'annex-a.xlsx': 15 }

const folder = mkdtempSync(join(tmpdir(), 'los-fuzz-'))
const cluster = await startEmbedded({ folder, firstPort: 58_600, settings: quickAndLossy, isThrownAway: true })
const database = openDatabase(cluster.appUrl)
let failures = 0
try {
  await migrate(cluster.migrationUrl, 'los_app')
  await sql`select platform.add_authority(${authorityId}, 'Fuzzshire', false)`.execute(database.kysely)
  const kinds = listFileKinds(listAreas(''))
  const told = { taken: 0, rejected: 0, refused: 0 }
  const random = chance(seed)
  for (let file = 1; file <= many; file += 1) {
    told[await bringIn(database, kinds, random, file)] += 1
    if (file % 500 === 0) say(`${file} files: ${JSON.stringify(told)}, ${memory()} MB`)
  }
  say(`${many} files, seed ${seed}: ${JSON.stringify(told)}`)
} finally {
  await database.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
say(`${many - failures} passed, ${failures} failed`)
process.exitCode = failures > 0 ? 1 : 0

async function bringIn(
  on: Database,
  kinds: readonly FileKind[],
  random: Chance,
  file: number,
): Promise<'taken' | 'rejected' | 'refused'> {
  const name = random.weighted(weights)
  const spoilt = { name, bytes: mutated(bases[name], random) }
  const before = await countAll(on)
  try {
    const kind = await kindOf(spoilt, {}, kinds)
    const asked = { authorityId, map: {}, isDryRun: false, takesValid: random.below(4) === 0, historyBefore: null }
    const answer = await kind.take(on, spoilt, { ...asked, now: Temporal.Now.instant() })
    const after = await countAll(on)
    const isTaken = answer.ok && answer.value.taken > 0
    if (!isTaken && after !== before) fail(file, `${after - before} rows were left behind`)
    if (!answer.ok && answer.problems.some(({ message }) => message.trim() === '')) fail(file, 'no sentence was given')
    return answer.ok ? (isTaken ? 'taken' : 'rejected') : 'refused'
  } catch (error) {
    fail(file, error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error))
    return 'refused'
  }
}

/** Everything that a file can leave behind. */
async function countAll(on: Database): Promise<number> {
  const tables = [
    'front_door.contact',
    'front_door.decision',
    'front_door.extract_row',
    'case_records.referral',
    'case_records.assessment',
    'case_records.section_47',
    'children.child',
  ]
  const sum = tables.map((table) => `(select count(*) from ${table})`).join(' + ')
  const { rows } = await transact(on, asSystem(authorityId, 'fuzz'), (tx) =>
    sql<{ many: number }>`select (${sql.raw(sum)})::integer as many`.execute(tx.sql),
  )
  return rows[0]?.many ?? 0
}

function fail(file: number, why: string): void {
  failures += 1
  say(`✖ file ${file} of seed ${seed}: ${why}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function memory(): number {
  return Math.round(process.memoryUsage.rss() / 1024 / 1024)
}
