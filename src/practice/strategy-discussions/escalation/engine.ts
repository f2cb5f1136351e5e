import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import type { Database } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { act } from './act.ts'
import type { Judgement } from './rules/case.ts'
import { judgeConcern } from './rules/concerns.ts'
import type { About } from './rules/facts.ts'
import type { Clock } from './rules/finding.ts'
import { isNow } from './rules/instants.ts'
import { judge } from './rules/judge.ts'
import { listWatched, loadFacts } from './store/load.ts'
import { listWatchedConcerns, loadConcernFacts } from './store/load-concerns.ts'

/** One rung that was opened, as `los escalate --json` prints it. */
export interface Asked {
  readonly escalation: string
  /** The reference of the discussion; of a concern that has none, the concern's. */
  readonly discussion: string
  readonly condition: string
  /** Null where nobody at all is named whom it could be put to. */
  readonly rung: number | null
  readonly to: string | null
  readonly due: string | null
}

/** What one run did. */
export interface Escalated {
  readonly at: string
  readonly opened: readonly Asked[]
  readonly climbed: readonly Asked[]
  readonly mails: number
  /** Escalations that were open before, or were opened before by a run for a later moment. */
  readonly alreadyOpen: number
}

export interface EscalateDeps {
  readonly database: Database
  readonly authorityId: number
  readonly calendar: WorkingCalendar
  /** What links in mail begin with. */
  readonly publicUrl: string
}

/** So many discussions, or concerns, are looked at together. */
const perLook = 500

/**
 * Escalates for one authority at an instant, from the facts known by then: opens what has become late, puts what nobody
 * answered to the next rung, ends what has come. Only discussions and concerns that can be late are looked at, together; one that needs
 * something done has a transaction of its own, locked. Run twice, by two workers at once, or after a crash half-way, it does
 * what it would have done once.
 */
export async function escalate(deps: EscalateDeps, at: Temporal.Instant): Promise<Escalated> {
  const { database, authorityId } = deps
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'strategy-discussions.escalate'), work)
  const looked = await as((tx) => lookAt(tx, deps.calendar, at))
  const done: Done[] = []
  for (const about of looked.toDo)
    done.push(await as((tx) => act(tx, { about, at, clock: looked.clock, publicUrl: deps.publicUrl })))
  const escalated: Escalated = {
    at: at.toString(),
    opened: inOrder(done.flatMap(({ opened }) => opened)),
    climbed: inOrder(done.flatMap(({ climbed }) => climbed)),
    mails: sum(done.map(({ mails }) => mails)),
    alreadyOpen: looked.alreadyOpen + sum(done.map(({ alreadyOpen }) => alreadyOpen)),
  }
  const ended = done.flatMap((each) => each.ended)
  if (done.length > 0) await as(async (tx) => tx.trail.ran('discussions.escalated', { ...escalated, ended }))
  return escalated
}

/** What was done about one discussion, or one concern. */
export interface Done {
  readonly opened: readonly Asked[]
  readonly climbed: readonly Asked[]
  readonly ended: readonly string[]
  readonly mails: number
  readonly alreadyOpen: number
}

interface Looked {
  readonly clock: Clock
  /** What something is to be done about: discussions, then concerns. */
  readonly toDo: readonly About[]
  /** Open escalations of all the others. */
  readonly alreadyOpen: number
}

/** Judges everything that is watched at an instant, a few hundred at a time: nothing is locked and nothing written. */
export async function lookAt(tx: Tx, calendar: WorkingCalendar, at: Temporal.Instant): Promise<Looked> {
  const clock = await clockAt(tx, calendar, at)
  const toDo: About[] = []
  let alreadyOpen = 0
  const take = (about: About, judgement: Judgement | null): void => {
    if (judgement === null) return
    if (isIdle(judgement, isNow(at, tx.now))) alreadyOpen += judgement.alreadyOpen
    else toDo.push(about)
  }
  for (const ids of inParts(await listWatched(tx, at)))
    for (const facts of await loadFacts(tx, ids)) take({ discussionId: facts.id }, judge(facts, at, clock))
  for (const ids of inParts(await listWatchedConcerns(tx, at)))
    for (const facts of await loadConcernFacts(tx, ids))
      take({ discussionId: null, concernId: facts.id }, judgeConcern(facts, at, clock))
  return { clock, toDo, alreadyOpen }
}

const inParts = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / perLook) }, (_, part) => ids.slice(part * perLook, (part + 1) * perLook))

const isIdle = ({ opens, climbs, ends, lacksFullMeeting, isOver }: Judgement, now: boolean): boolean =>
  opens.length + climbs.length + ends.length === 0 && !lacksFullMeeting && !(isOver && now)

/** The calendar with the authority's own hours, and its limits, as they were set at that moment. */
export async function clockAt(tx: Tx, calendar: WorkingCalendar, at: Temporal.Instant): Promise<Clock> {
  const settings = await readSettings(tx, at)
  const hours = { startsAt: settings.startOfWorkingDay, endsAt: settings.endOfWorkingDay }
  return { calendar: { ...calendar, hours }, limits: settings }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0)

const numberOf = ({ escalation }: Asked): number => Number(escalation.replace(/\D/g, ''))
const inOrder = (asked: readonly Asked[]): readonly Asked[] =>
  asked.toSorted((one, other) => numberOf(one) - numberOf(other))
