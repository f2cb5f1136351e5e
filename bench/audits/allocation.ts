import type { FastifyInstance } from 'fastify'
import { type Database, listAuthorities, openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { openLog } from '#platform/log'
import { loadSample } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { meetingsGiven } from '#test/meetings'
import { buildApp, listAreas } from '../../src/app.ts'
import { largestRound, makeProblem } from '../../src/practice/audits/allocation/made-problem.ts'
import { findBreaches } from '../../src/practice/audits/allocation/rules/breaches.ts'
import { type Allocator, openAllocator } from '../../src/practice/audits/allocation/thread/allocator.ts'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { median, secondsInWords, tell, tellRatio, tellWhether } from '../report.ts'
import { openSessions } from '../sessions.ts'

const seeds = Array.from({ length: 20 }, (_each, at) => at + 1)
/** How much slower the slowest of all seeds may be than the middle one: as 15 seconds to 4, the most that is allowed to each. */
const slowest = 15 / 4
const runs = 3
/** Looked at so often in a run. */
const times = 30

/** 400 audits to 60 auditors with every rule, and what a page of the same process takes meanwhile. */
export async function benchAllocation(cluster: Embedded): Promise<void> {
  const allocator = openAllocator()
  await allocateAll(allocator)
  await lookMeanwhile(cluster, allocator)
  await allocator.close()
}

async function allocateAll(allocator: Allocator): Promise<void> {
  await allocator.allocate(makeProblem(0, largestRound))
  const seconds: number[] = []
  const ofProcessor: number[] = []
  let worstGap = 0
  let isWithoutBreach = true
  let attempts = 0
  for (const seed of seeds) {
    const problem = makeProblem(seed, largestRound)
    const [began, spent] = [performance.now(), process.cpuUsage()]
    const allocation = await allocator.allocate(problem)
    seconds.push((performance.now() - began) / 1000)
    ofProcessor.push(process.cpuUsage(spent).user / 1e6)
    if (allocation.status !== 'optimal') throw new Error(`seed ${seed}: ${allocation.clashes[0]?.sentence}`)
    worstGap = Math.max(worstGap, allocation.proof.gap)
    attempts += allocation.proof.attempt
    if (findBreaches(problem, allocation.assignments).length > 0) isWithoutBreach = false
  }
  const { cases, auditors } = largestRound
  tell(
    `${cases} audits to ${auditors} auditors, ${seeds.length} seeds, seconds (bar on two idle cores: median about 4, none past 15): median ${median(seconds).toFixed(1)}, slowest ${Math.max(...seconds).toFixed(1)}; ${attempts - seeds.length} attempts lost`,
  )
  tellWhether(`the gap of each is at most 0.5 % (largest: ${(worstGap * 100).toFixed(2)} %)`, worstGap <= 0.005)
  tellWhether('none breaks a rule', isWithoutBreach)
  // Seconds differ between machines, and with what else these do; how far the slowest seed falls behind the others, in time of
  // the processor, does not.
  const behind = Math.max(...ofProcessor) / median(ofProcessor)
  tellWhether(
    `the slowest takes at most ${slowest} times the processor time of the median: ${behind.toFixed(2)} times ${secondsInWords(ofProcessor)}`,
    behind <= slowest,
  )
}

interface Office {
  readonly database: Database
  readonly app: FastifyInstance
  readonly cookie: string
}

/** The thread stands in the process that serves the pages. */
async function lookMeanwhile(cluster: Embedded, allocator: Allocator): Promise<void> {
  const office = await openOffice(cluster)
  await look(office)
  const idle: number[] = []
  const meanwhile: number[] = []
  for (let run = 0; run < runs; run += 1) {
    idle.push(await look(office))
    meanwhile.push(await whileAllocating(allocator, () => look(office)))
  }
  tellRatio({
    what: 'the duty board while audits are allocated, of when nothing is',
    ratios: meanwhile.map((value, run) => value / (idle[run] ?? Number.NaN)),
    bar: { atMost: 1.5 },
    behind: `${secondsInWords(meanwhile)} against ${secondsInWords(idle)}`,
  })
  await office.app.close()
  await office.database.close()
}

/** Allocates again and again for as long as the work takes. */
async function whileAllocating<Answer>(allocator: Allocator, work: () => Promise<Answer>): Promise<Answer> {
  let isOver = false
  const problems = seeds.map((seed) => makeProblem(seed, largestRound))
  const allocating = (async () => {
    for (let at = 0; !isOver; at = (at + 1) % problems.length)
      await allocator.allocate(problems[at] ?? makeProblem(1, largestRound))
  })()
  const answer = await work()
  isOver = true
  await allocating
  return answer
}

async function openOffice(cluster: Embedded): Promise<Office> {
  const name = 'allocation'
  await freshDatabase(cluster, name, 'bench_empty')
  const database = openDatabase(databaseOf(cluster.appUrl, name))
  await loadSample(database, shippedCalendar, meetingsGiven, { days: 60, contactsPerYear: 6000 })
  const [authority] = await listAuthorities(database)
  const [session] = await openSessions(database, authority?.authorityId ?? 0, 1)
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
  }
  const deps = { database, calendar: shippedCalendar, log: openLog('silent'), config }
  return { database, app: await buildApp(deps, listAreas('http://localhost')), cookie: session?.cookie ?? '' }
}

/** Seconds for one look, the median of many. */
async function look({ app, cookie }: Office): Promise<number> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    const began = performance.now()
    const { statusCode } = await app.inject({ url: '/duty-board', headers: { cookie } })
    if (statusCode !== 200) throw new Error(`the duty board answered ${statusCode}`)
    seconds.push((performance.now() - began) / 1000)
  }
  return median(seconds)
}
