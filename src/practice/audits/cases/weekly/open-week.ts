import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { drawSample } from '#kernel/sampling'
import { dateInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { type DiscussionToAudit, listDiscussionsToAudit } from '#practice/strategy-discussions'
import { mondayOf, nextMonday, notHeldSample, opensOn, spanOf, weeklyDueOn } from '../rules/weeks.ts'
import { type Cycle, findCycle, findCycleOfWeek, findStandingVersion, recordCycle } from '../store/cycles.ts'
import { recordDraw } from '../store/draws.ts'
import { involvedInDiscussion } from '../store/involved/discussion.ts'
import { openCase } from '../store/open-case.ts'
import { hasDrawnNotHeld, listWithoutCase } from './store.ts'

/** How far back the job looks after a stop: what was held and recorded before that shows on coverage as not opened. */
const looksBack = { days: 91 }

/** The Mondays whose weeks are to be looked at: in which something held has no audit yet, or nothing has been drawn. */
export async function weeksToOpen(tx: Tx, now: Temporal.Instant): Promise<readonly Temporal.PlainDate[]> {
  const today = londonDate(now)
  const held = await listHeldWithoutAudit(tx, now)
  const weeks = new Map(held.map((each) => [weekOf(each).toString(), weekOf(each)]))
  const { from, to } = spanOf(mondayOf(today.subtract(looksBack)), mondayOf(today))
  for (const each of await listDiscussionsToAudit(tx, { notHeldFrom: from, to, at: now })) {
    const week = weekOf(each)
    if (!weeks.has(week.toString()) && !(await hasDrawnNotHeld(tx, week))) weeks.set(week.toString(), week)
  }
  return [...weeks.values()].sort(Temporal.PlainDate.compare)
}

const weekOf = ({ happenedAt }: DiscussionToAudit): Temporal.PlainDate => mondayOf(londonDate(happenedAt))

/** Discussions that were held, whose Monday has come, and that have no audit. */
async function listHeldWithoutAudit(tx: Tx, now: Temporal.Instant): Promise<readonly DiscussionToAudit[]> {
  const since = spanOf(londonDate(now).subtract(looksBack), londonDate(now)).from
  const held = await listDiscussionsToAudit(tx, { heldSince: since })
  const due = held.filter(
    ({ happenedAt, recordedAt }) => Temporal.PlainDate.compare(opensOn(happenedAt, recordedAt), londonDate(now)) <= 0,
  )
  const without = new Set(
    await listWithoutCase(
      tx,
      due.map(({ id }) => id),
    ),
  )
  return due.filter(({ id }) => without.has(id))
}

export interface WeekOpened {
  readonly cycleId: string
  /** The cases that were opened now. */
  readonly opened: readonly string[]
}

/**
 * Opens what a week still lacks: its round, an audit of each discussion held in it whose Monday has come, and a sample of those
 * that were decided against or lapsed. Null where no version of the tool has been published, or nothing was to be opened.
 */
export async function openWeek(
  tx: Tx,
  monday: Temporal.PlainDate,
  { now, calendar }: { readonly now: Temporal.Instant; readonly calendar: WorkingCalendar },
): Promise<WeekOpened | null> {
  const held = (await listHeldWithoutAudit(tx, now)).filter((each) => weekOf(each).equals(monday))
  const cycle = await roundOf(tx, monday, calendar)
  if (cycle === null) return null
  const opened: (string | null)[] = []
  for (const discussion of held)
    opened.push(
      await openOne(tx, cycle, discussion, {
        now,
        calendar,
        opensOn: opensOn(discussion.happenedAt, discussion.recordedAt),
      }),
    )
  opened.push(...(await drawNotHeld(tx, cycle, { now, calendar })))
  return { cycleId: cycle.id, opened: opened.filter((id) => id !== null) }
}

async function roundOf(tx: Tx, monday: Temporal.PlainDate, calendar: WorkingCalendar): Promise<Cycle | null> {
  const known = await findCycleOfWeek(tx, monday)
  if (known !== null) return known
  const version = await findStandingVersion(tx, { key: 'strategy-discussion' })
  if (version === null) return null
  const id = await recordCycle(tx, {
    kind: 'weekly-discussions',
    name: `Strategy discussions, week of ${dateInWords(monday)}`,
    toolVersionId: version.id,
    fromDay: monday,
    toDay: monday.add({ days: 7 }),
    dueOn: weeklyDueOn(calendar, nextMonday(monday)),
    // Service managers are few: whom they audit follows from whom they manage.
    minTeams: 0,
  })
  return id === null ? findCycleOfWeek(tx, monday) : findCycle(tx, id)
}

interface Opening {
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
  readonly opensOn: Temporal.PlainDate
}

const openOne = async (
  tx: Tx,
  cycle: Cycle,
  discussion: DiscussionToAudit,
  { now, calendar, opensOn: opened }: Opening,
): Promise<string | null> =>
  openCase(tx, {
    cycleId: cycle.id,
    subject: 'strategy-discussion',
    subjectId: discussion.id,
    involved: await involvedInDiscussion(tx, discussion),
    ...(discussion.state === null ? {} : { state: discussion.state }),
    dueOn: weeklyDueOn(calendar, opened),
    openedAt: now,
  })

/** Once for a week, when it is over: one in five of those that were not held, drawn with a seed made here. */
async function drawNotHeld(
  tx: Tx,
  cycle: Cycle,
  { now, calendar }: { readonly now: Temporal.Instant; readonly calendar: WorkingCalendar },
): Promise<readonly (string | null)[]> {
  if (await hasDrawnNotHeld(tx, cycle.fromDay)) return []
  const { from, to } = spanOf(cycle.fromDay, cycle.toDay)
  const frame = await listDiscussionsToAudit(tx, { notHeldFrom: from, to, at: now })
  if (frame.length === 0) return []
  const seed = randomBytes(16).toString('hex')
  const ids = frame.map(({ id }) => id)
  const drawn = drawSample(ids, notHeldSample(frame.length), seed)
  await recordDraw(tx, {
    cycleId: cycle.id,
    frameOf: 'not-held',
    method: 'random',
    strata: [],
    seed,
    askedSize: notHeldSample(frame.length),
    frameSha256: drawn.frameSha256,
    margin: null,
    frame: frame.map(({ id, state }) => ({ id, stratum: state ?? '', isDrawn: drawn.ids.includes(id) })),
  })
  const opened = []
  for (const discussion of frame.filter(({ id }) => drawn.ids.includes(id)))
    opened.push(await openOne(tx, cycle, discussion, { now, calendar, opensOn: mondayOf(londonDate(now)) }))
  return opened
}
