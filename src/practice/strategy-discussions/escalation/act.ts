import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { lockConcern } from '../store/concerns.ts'
import { lockDiscussion } from '../store/discussions.ts'
import { isCondition } from './conditions.ts'
import type { Asked, Done } from './engine.ts'
import { makeFullMeetingDue } from './full-meeting.ts'
import { ladderFor } from './ladder.ts'
import { mailRung } from './mail.ts'
import type { Judgement } from './rules/case.ts'
import { judgeConcern } from './rules/concerns.ts'
import type { About, EscalationFact } from './rules/facts.ts'
import type { Clock, Finding, Pace } from './rules/finding.ts'
import { isNow } from './rules/instants.ts'
import { judge } from './rules/judge.ts'
import { rungAt } from './rules/rungs.ts'
import { loadFacts } from './store/load.ts'
import { loadConcernFacts } from './store/load-concerns.ts'
import { endEscalation, openEscalation, openRung } from './store/record.ts'
import { closeWatch, holdWatch, keepWatching } from './store/watch.ts'

interface Act {
  readonly about: About
  readonly at: Temporal.Instant
  readonly clock: Clock
  readonly publicUrl: string
}

const nothing: Done = { opened: [], climbed: [], ended: [], mails: 0, alreadyOpen: 0 }

/**
 * Does what is due about one discussion, or one concern, locked and judged again: what another worker did meanwhile is there to
 * be seen.
 */
export async function act(tx: Tx, run: Act): Promise<Done> {
  const judgement = await (run.about.discussionId === null
    ? judgeLockedConcern(tx, run, run.about.concernId)
    : judgeLocked(tx, run, run.about.discussionId))
  if (judgement === null) return nothing
  const ended = await endAll(tx, run, judgement)
  const opened = await openAll(tx, run, judgement)
  const climbed = await climbAll(tx, run, judgement)
  tx.trail.forgetReads()
  if (judgement.isOver && isNow(run.at, tx.now)) await closeWatch(tx, run.about, run.at)
  // What a past moment opened is looked at now as well, and ends with what has come since.
  if (opened.asked.length > 0) await keepWatching(tx, run.about, run.at)
  return {
    opened: [...opened.asked, ...climbed.first],
    climbed: climbed.asked,
    ended,
    mails: opened.mails + climbed.mails,
    alreadyOpen: judgement.alreadyOpen - climbed.first.length + opened.openedBefore,
  }
}

async function judgeLocked(tx: Tx, run: Act, discussionId: string): Promise<Judgement | null> {
  const discussion = await lockDiscussion(tx, discussionId)
  if (discussion === null) return null
  // A job looks at facts, not at a child's record.
  tx.trail.forgetReads()
  await holdWatch(tx, run.about)
  const [facts] = await loadFacts(tx, [discussionId])
  const judgement = facts === undefined ? null : judge(facts, run.at, run.clock)
  if (judgement?.lacksFullMeeting) await makeFullMeetingDue(tx, discussion, run.clock.calendar, run.at)
  return judgement
}

async function judgeLockedConcern(tx: Tx, run: Act, concernId: string): Promise<Judgement | null> {
  if ((await lockConcern(tx, concernId)) === null) return null
  tx.trail.forgetReads()
  await holdWatch(tx, run.about)
  const [facts] = await loadConcernFacts(tx, [concernId])
  return facts === undefined ? null : judgeConcern(facts, run.at, run.clock)
}

async function endAll(tx: Tx, { about, at }: Act, { ends }: Judgement): Promise<readonly string[]> {
  const ended: string[] = []
  for (const { escalation, ending } of ends) {
    const end = { escalationId: escalation.id, ...about, ...ending, endedBy: null, endedAt: at }
    if (await endEscalation(tx, end)) ended.push(escalation.reference)
  }
  return ended
}

async function openAll(
  tx: Tx,
  run: Act,
  judgement: Judgement,
): Promise<{ readonly asked: readonly Asked[]; readonly mails: number; readonly openedBefore: number }> {
  const asked: Asked[] = []
  let [mails, openedBefore] = [0, 0]
  for (const finding of judgement.opens) {
    const opened = await open(tx, run, judgement, finding)
    if (opened === null) openedBefore += 1
    else {
      asked.push(opened.asked)
      mails += opened.mails
    }
  }
  return { asked, mails, openedBefore }
}

interface Put {
  readonly asked: Asked
  readonly mails: number
}

async function open(tx: Tx, run: Act, judgement: Judgement, finding: Finding): Promise<Put | null> {
  const { condition, subject, partner, since } = finding
  const ladder = await ladderFor(tx, judgement.line, finding, run.at)
  const escalation = await openEscalation(tx, {
    ...run.about,
    condition,
    subject,
    partner,
    agencyId: ladder.agencyId,
    raisedBy: null,
    words: '',
    since,
    openedAt: run.at,
  })
  if (escalation === null) return null
  const put = await putToRung(tx, run, judgement, {
    ...escalation,
    condition,
    partner,
    ladder,
    pace: finding.pace,
    from: since,
  })
  return put ?? { asked: nobody(judgement, escalation.reference, condition), mails: 0 }
}

const nobody = ({ reference }: Judgement, escalation: string, condition: string): Asked => ({
  escalation,
  discussion: reference,
  condition,
  rung: null,
  to: null,
  due: null,
})

async function climbAll(
  tx: Tx,
  run: Act,
  judgement: Judgement,
): Promise<{ readonly asked: readonly Asked[]; readonly first: readonly Asked[]; readonly mails: number }> {
  const [asked, first]: [Asked[], Asked[]] = [[], []]
  let mails = 0
  for (const { escalation, pace, from } of judgement.climbs) {
    const { id, reference, condition, partner, agencyId } = escalation
    if (!isCondition(condition)) continue
    const ladder = await ladderFor(tx, judgement.line, { condition, partner, agencyId }, run.at)
    const above = { ...ladder, rungs: ladder.rungs.filter(({ rung }) => rung > highestRung(escalation)) }
    const put = await putToRung(tx, run, judgement, { id, reference, condition, partner, ladder: above, pace, from })
    if (put === null) continue
    ;(escalation.rungs.length === 0 ? first : asked).push(put.asked)
    mails += put.mails
  }
  return { asked, first, mails }
}

const highestRung = ({ rungs }: EscalationFact): number => rungs.at(-1)?.rung ?? 0

interface ToPut {
  readonly id: string
  readonly reference: string
  readonly condition: Finding['condition']
  readonly partner: string | null
  readonly ladder: Awaited<ReturnType<typeof ladderFor>>
  readonly pace: Pace
  readonly from: Temporal.Instant
}

/** Puts an escalation to the rung that holds now, with its mail. Null when nobody is there, or it was put there before. */
async function putToRung(
  tx: Tx,
  { about: isAbout, at, clock, publicUrl }: Act,
  judgement: Judgement,
  put: ToPut,
): Promise<Put | null> {
  const { id: escalationId, reference, condition, partner, ladder, pace, from } = put
  const available = ladder.rungs.filter(({ to }) => to !== null).map(({ rung }) => rung)
  const due = rungAt({ pace, available, from }, at, clock)
  const to = ladder.rungs.find(({ rung }) => rung === due?.rung)?.to ?? null
  if (due === null || to === null) return null
  const { rung, dueAt, isLast, missed } = due
  const unnamed = ladder.rungs.filter((each) => each.to === null && each.rung < rung).map((each) => each.rung)
  const row = { escalationId, ...isAbout, rung, to, openedAt: at, dueAt, isLast, unnamed, missed }
  if (!(await openRung(tx, row))) return null
  if (to.email !== '') {
    const isConcern = isAbout.discussionId === null
    const about = { aboutReference: judgement.reference, isConcern, condition, partner }
    await mailRung(tx, publicUrl, { to: to.email, escalationId, reference, ...about, rung, dueAt, at })
  }
  const asked = {
    escalation: reference,
    discussion: judgement.reference,
    condition,
    rung,
    to: to.name,
    due: dueAt.toString(),
  }
  return { asked, mails: to.email === '' ? 0 : 1 }
}
