import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Database, openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { transact } from '#platform/transaction'
import { discoverProcess } from '#practice/process-map'
import { layDown } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { listAreas } from '../../src/app.ts'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { secondsInWords, tellRatio } from '../report.ts'

/** About three events to a contact: received and decided, for each of its children. */
const contacts = [360_000, 36_000] as const
const runs = 3
const authorityId = 999

/** The process discovered from about a million events, and from a tenth of them: time for each event. */
export async function benchDiscovery(cluster: Embedded): Promise<void> {
  const sides = [await filled(cluster, contacts[0]), await filled(cluster, contacts[1])] as const
  const seconds: [number[], number[]] = [[], []]
  const events: [number, number] = [0, 0]
  for (let run = 0; run < runs; run += 1) {
    for (const at of [0, 1] as const) {
      const began = performance.now()
      events[at] = await discover(sides[at])
      seconds[at].push((performance.now() - began) / 1000)
    }
  }
  const [many, few] = events.map((each) => each.toLocaleString('en-GB'))
  tellRatio({
    what: `discovering the process: time for each of ${many} events, of each of ${few}`,
    ratios: seconds[0].map((value, run) => value / events[0] / ((seconds[1][run] ?? Number.NaN) / events[1])),
    bar: { atMost: 1 },
    behind: `${secondsInWords(seconds[0])} against ${secondsInWords(seconds[1])}`,
  })
  for (const side of sides) await side.close()
}

async function filled(cluster: Embedded, many: number): Promise<Database> {
  const name = `events_${many}`
  await freshDatabase(cluster, name, 'bench_empty')
  const url = databaseOf(cluster.migrationUrl, name)
  const at = Temporal.Now.instant()
  await layDown({ url, contacts: many, children: many, open: 0, late: 0, at, seed: 1, calendar: shippedCalendar })
  return openDatabase(databaseOf(cluster.appUrl, name))
}

/** Answers how many events there were. */
async function discover(database: Database): Promise<number> {
  const sources = listAreas('http://localhost').flatMap(({ processEvents }) => (processEvents ? [processEvents] : []))
  const asked = {
    from: Temporal.PlainDate.from('2015-01-01'),
    to: Temporal.Now.plainDateISO('Europe/London').add({ days: 1 }),
    openOnly: false,
  }
  const found = await transact(database, asSystem(authorityId, 'bench'), (tx) =>
    discoverProcess(tx, sources, asked, shippedCalendar),
  )
  return found.events
}
