import { Temporal } from 'temporal-polyfill'
import { openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { shippedCalendar } from '#test/calendar'
import { escalate } from '../../src/practice/strategy-discussions/escalation/engine.ts'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { secondsInWords, tellRatio } from '../report.ts'
import { layDownDiscussions } from './laid-down.ts'

const [many, few, lapsed] = [200_000, 5000, 300]
const runs = 3
const authorityId = 1

/** The daily escalation of so many lapsed discussions among many past ones, against the same among few: each run on a copy as it was. */
export async function benchEscalation(cluster: Embedded): Promise<void> {
  const at = Temporal.Now.instant()
  for (const [name, past] of [
    ['escalation_many', many],
    ['escalation_few', few],
  ] as const) {
    await freshDatabase(cluster, name, 'bench_council')
    await layDownDiscussions({ url: databaseOf(cluster.migrationUrl, name), authorityId, past, lapsed, at })
  }
  const seconds: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    seconds[0].push(await escalateOnce(cluster, 'escalation_many', at))
    seconds[1].push(await escalateOnce(cluster, 'escalation_few', at))
  }
  tellRatio({
    what: `escalating ${lapsed} lapsed discussions among ${many.toLocaleString('en-GB')} past ones, of among ${few.toLocaleString('en-GB')}`,
    ratios: seconds[0].map((value, run) => value / (seconds[1][run] ?? Number.NaN)),
    bar: { atMost: 1.3 },
    behind: `${secondsInWords(seconds[0])} against ${secondsInWords(seconds[1])}`,
  })
}

/** On a fresh copy, so that each run opens them all. The first look at a copy warms it, and finds nothing yet. */
async function escalateOnce(cluster: Embedded, from: string, at: Temporal.Instant): Promise<number> {
  await freshDatabase(cluster, 'escalation_run', from)
  const database = openDatabase(databaseOf(cluster.appUrl, 'escalation_run'))
  const deps = { database, authorityId, calendar: shippedCalendar, publicUrl: 'http://localhost' }
  try {
    await escalate(deps, at.subtract({ hours: 2 }))
    const began = performance.now()
    const { opened } = await escalate(deps, at)
    const seconds = (performance.now() - began) / 1000
    if (opened.length !== lapsed) throw new Error(`${opened.length} escalations were opened for ${lapsed} lapsed`)
    return seconds
  } finally {
    await database.close()
  }
}
