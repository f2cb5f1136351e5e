import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { openDatabase } from '#platform/db'
import { type Embedded, startEmbedded } from '#platform/launch'
import { databaseOf, freshDatabase, makeTemplates } from '../import/databases.ts'
import { benchImports } from '../imports.ts'
import { endReport, median, tell, tellRatio } from '../report.ts'
import { boardOf } from './board.ts'
import { layDownChildren } from './children.ts'
import { compare } from './compare.ts'
import { type Filled, filled } from './laid-down.ts'
import { benchSearch } from './search.ts'
import { sweepOnce } from './sweep.ts'

/**
 * `npm run bench:scale`: what must not grow with the history, at ten million contacts. About an hour and 40 GB of disk. Parts can
 * be named: `npm run bench:scale -- search board sweep imports`; `--tenth` takes a tenth of every size, to try it out.
 */
const asked = process.argv.slice(2)
const isTenth = asked.includes('--tenth')
const parts = asked.filter((word) => !word.startsWith('--'))
const isWanted = (part: string): boolean => parts.length === 0 || parts.includes(part)
const million = isTenth ? 100_000 : 1_000_000

const late = 500
const waiting = 3000

async function search(cluster: Embedded): Promise<void> {
  await freshDatabase(cluster, 'children', 'bench_council')
  await layDownChildren(databaseOf(cluster.migrationUrl, 'children'), 1, million)
  const database = openDatabase(databaseOf(cluster.appUrl, 'children'))
  try {
    await benchSearch(database, databaseOf(cluster.migrationUrl, 'children'), 1)
  } finally {
    await database.close()
  }
}

/**
 * The same contacts wait in both, as many as a front door has however long its history is. Children grow with the contacts: a
 * family does not come ten times as often because the authority keeps ten times the records.
 */
async function boardAndSweep(cluster: Embedded): Promise<void> {
  const at = Temporal.Now.instant()
  const fill = (name: string, contacts: number, open: number): Promise<Filled> =>
    filled(cluster, { name, contacts, children: contacts, open, late, at })
  const ten = await fill('ten_million', 10 * million, waiting)
  if (isWanted('sweep')) {
    const small = await fill('small', million / 10, waiting)
    await compare({
      what: `sweep, ${inWords(ten)} against ${inWords(small)}, ${late} late in each`,
      sides: [ten, small],
      work: (side) => sweepOnce(side, at, late),
      mostTime: 1.5,
      mostBuffers: 1.3,
    })
    await small.database.close()
  }
  if (isWanted('board')) {
    const one = await fill('one_million', million, waiting)
    await compareBoards(`duty board, ${inWords(ten)} against ${inWords(one)}`, [ten, one], 1.5, 1.2)
    const backlog = await fill('backlog', million, million / 20)
    await compareBoards(`duty board, ${backlog.open} of ${inWords(one)} open against ${one.open}`, [backlog, one], 1.2)
    await backlog.database.close()
    await one.database.close()
  }
  await ten.database.close()
}

async function compareBoards(what: string, sides: readonly [Filled, Filled], mostTime: number, mostBuffers?: number) {
  const boards = new Map(await Promise.all(sides.map(async (side) => [side, await boardOf(side)] as const)))
  await compare({
    what,
    sides,
    work: async (side) => (await boards.get(side)?.look()) ?? 0,
    mostTime,
    ...(mostBuffers === undefined ? {} : { mostBuffers }),
  })
  for (const board of boards.values()) await board.close()
}

const inWords = ({ contacts }: Filled): string => `${contacts.toLocaleString('en-GB')} contacts`

/** A million rows must not go in much more slowly than a tenth of them did, each set against COPY in the same run. */
async function imports(cluster: Embedded, folder: string): Promise<void> {
  const few = median(await benchImports(cluster, folder, million / 10, 0.15))
  const many = await benchImports(cluster, folder, million, 0)
  tellRatio({
    what: `importing ${million.toLocaleString('en-GB')} rows, of the ratio that ${(million / 10).toLocaleString('en-GB')} reach`,
    ratios: many.map((ratio) => ratio / few),
    bar: { atLeast: 0.8 },
    behind: '',
  })
}

if (isTenth) tell('A tenth of every size: these are not the figures of the bench.')
const folder = mkdtempSync(join(tmpdir(), 'los-scale-'))
const settings = { maintenance_work_mem: '512MB', max_wal_size: '8GB', shared_buffers: '1GB' }
const cluster = await startEmbedded({ folder, firstPort: 58_600, isThrownAway: true, settings })
try {
  await makeTemplates(cluster)
  if (isWanted('search')) await search(cluster)
  if (isWanted('board') || isWanted('sweep')) await boardAndSweep(cluster)
  if (isWanted('imports')) await imports(cluster, folder)
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
endReport()
