import { plainDateOf } from '#kernel/clock'
import { drawSample } from '#kernel/sampling'
import { sampleMargin } from '#kernel/statistics'
import { instant } from '../past/tables.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { auditTrainingOn, sampleLeads, trainedToAudit } from '../staff.ts'
import { reAuditDayOf } from './after-rows.ts'
import { addCase } from './case-rows.ts'
import { type Facts, fileWork } from './facts.ts'
import { reformedAt } from './quality.ts'
import { type Planned, roundsOf } from './rounds.ts'
import { type AuditRows, noAudits } from './rows.ts'
import {
  beginning,
  type Done,
  dayNumberOf,
  dayText,
  type Opened,
  type Round,
  sampleTools,
  type Telling,
  themeIds,
  type Work,
} from './told.ts'
import { themes } from './words.ts'

const hour = 3_600_000
/** As many cases as are held in memory and written at once. */
const casesAtOnce = 400
/** Nothing is audited twice within these. */
const daysApart = 365
const moderatedPercent = 10

/** From these days one audit is Inadequate: a discussion's, and a file's. */
const inadequateFrom = { discussion: Date.UTC(2022, 0, 10), file: Date.UTC(2023, 3, 1) }

/** What was there before the first audit: the tools, the themes, and from September 2021 people trained for each tool. */
export function foundations(): AuditRows {
  const rows = noAudits()
  const at = instant(beginning)
  for (const { id, versionId, key, name, subject, content, sha256 } of sampleTools) {
    rows['audits.tool'].push({ id, key, name, subject, recorded_at: at })
    rows['audits.tool_version'].push({
      ...{ id: versionId, tool_id: id, number: 1, content, what_changed: 'The first version, as it came', sha256 },
      published_at: at,
    })
    for (const personId of trainedToAudit())
      rows['audits.tool_training'].push({
        ...{ id: madeId(chance(seedOf(0, `${personId} for ${key}`, 0)), reformedAt), tool_id: id, person_id: personId },
        ...{ completed_on: auditTrainingOn.toString(), recorded_at: `${auditTrainingOn}T15:00:00Z` },
      })
  }
  for (const [place, { name, about }] of themes.entries())
    rows['audits.theme'].push({ id: themeIds[place] ?? '', name, about, recorded_at: at })
  return rows
}

/**
 * Audits of the past, some hundred at a time, in the order in which they were opened. Pure: the same facts and seed give the
 * same rows, byte for byte.
 */
export function* pastAudits(telling: Telling, facts: Facts): Generator<AuditRows> {
  let rows = noAudits()
  const waiting = roundsOf(telling, facts).slice()
  const files = filesToDraw(facts)
  const lately = new Map<string, number>()
  const toCome = { discussion: true, file: true }
  const left = leftOpen(telling, waiting)
  const reAudits: { readonly at: number; readonly of: Done }[] = []
  for (const planned of waiting) {
    for (const due of reAudits.splice(0).toSorted((one, other) => one.at - other.at))
      if (due.at <= planned.openedAt) reAudit(rows, telling, due.of, due.at)
      else reAudits.push(due)
    const round = addRound(rows, telling, planned)
    const dice = chance(seedOf(telling.seed, 'audit round', round.number))
    const isFiles = planned.kind === 'case-file'
    const asked = isFiles
      ? drawFiles(rows, dice, { round, files, lately })
      : [...planned.discussions, ...drawNotHeld(rows, dice, round, planned)]
    const which = isFiles ? 'file' : 'discussion'
    const isTime = toCome[which] && planned.kind !== 'thematic' && planned.openedAt >= inadequateFrom[which]
    const done = addCases(rows, dice, telling, { round, isTime, leftWith: left.get(planned) ?? null }, asked)
    const inadequate = done.find(({ opened }) => opened.isInadequate)
    if (inadequate !== undefined) {
      toCome[which] = false
      const at = telling.days.of(reAuditDayOf(telling, inadequate.at)).startsAt + 9 * hour
      if (at < telling.asOf) reAudits.push({ at, of: inadequate })
    }
    if (rows['audits.audit_case'].length >= casesAtOnce) {
      yield rows
      rows = noAudits()
    }
  }
  for (const { at, of } of reAudits) reAudit(rows, telling, of, at)
  yield rows
}

/** So that the present has something to do: of one round a file that is late, of another an audit that is being graded again. */
function leftOpen({ asOf }: Telling, rounds: readonly Planned[]): ReadonlyMap<Planned, Opened['leftWith']> {
  const before = (days: number): number => asOf - days * 24 * hour
  const late = rounds.findLast((each) => each.kind === 'case-file' && each.openedAt < before(26))
  const second = rounds.findLast((each) => each.discussions.length > 0 && each.openedAt < before(12))
  const left = new Map<Planned, Opened['leftWith']>()
  if (late !== undefined && late.openedAt >= reformedAt) left.set(late, 'auditor')
  if (second?.kind === 'weekly-discussions') left.set(second, 'second')
  return left
}

function addRound(rows: AuditRows, telling: Telling, planned: Planned, follows: string | null = null): Round {
  const number = telling.next('round')
  const id = madeId(chance(seedOf(telling.seed, 'audit round id', number)), planned.openedAt)
  const isFiles = planned.kind === 'case-file' || planned.kind === 're-audit'
  const tool = isFiles ? telling.tools.file : telling.tools.discussion
  const at = instant(planned.openedAt)
  const isWeekly = planned.kind === 'weekly-discussions'
  rows['audits.cycle'].push({
    ...{ id, number, kind: planned.kind, name: planned.name, tool_version_id: tool.versionId },
    ...{ from_day: dayText(planned.fromDay), to_day: dayText(planned.toDay), due_on: dayText(planned.dueDay) },
    ...{ min_teams: isWeekly || planned.openedAt < reformedAt ? 0 : 2, follows },
    ...{ moderated_percent: planned.openedAt < reformedAt ? 0 : moderatedPercent },
    ...{ known_at: at, recorded_at: at, recorded_by: isWeekly ? null : sampleLeads.qaLead },
  })
  return { ...planned, id, number, tool, follows }
}

interface Asked {
  readonly work: Work
  readonly openedAt: number
  readonly dueDay: number
}

interface InRound {
  readonly round: Round
  /** Its first is the Inadequate that is told of. */
  readonly isTime: boolean
  /** Of its first, who still has it. */
  readonly leftWith: Opened['leftWith']
}

function addCases(
  rows: AuditRows,
  dice: Chance,
  telling: Telling,
  { round, isTime, leftWith }: InRound,
  asked: readonly Asked[],
): readonly Done[] {
  const ids = asked.map(({ openedAt }) => madeId(dice, openedAt))
  const drawn = round.openedAt < reformedAt ? new Set<string>() : drawShare(rows, dice, round, ids)
  return asked.flatMap(({ work, openedAt, dueDay }, place) => {
    const isFirst = place === 0
    const opened: Opened = {
      ...{ id: ids[place] ?? '', number: telling.next('case'), work, openedAt, dueDay, follows: null },
      ...{
        isDrawn: drawn.has(ids[place] ?? '') || (isFirst && leftWith === 'second'),
        isInadequate: isTime && isFirst,
      },
      leftWith: isFirst ? leftWith : null,
    }
    const done = addCase(rows, telling, round, opened)
    return done === null ? [] : [done]
  })
}

/** Ten weeks later the child's file is audited by somebody else, and compared with the first. */
function reAudit(rows: AuditRows, telling: Telling, first: Done, openedAt: number): void {
  const { opened } = first
  const opensDay = dayNumberOf(telling, openedAt)
  const dueDay = telling.days.workingDayAfter(opensDay, 15)
  const planned: Planned = {
    ...{ kind: 're-audit', name: `Re-audit of AU-${opened.number}`, fromDay: opensDay - 70, toDay: opensDay },
    ...{ dueDay, openedAt, discussions: [], notHeld: [] },
  }
  const round = addRound(rows, telling, planned, first.round.id)
  const file = { ...opened.work, subject: 'child', state: null, id: opened.work.childIds[0] ?? '' } as const
  addCase(rows, telling, round, {
    ...{ id: madeId(chance(seedOf(telling.seed, 're-audit', opened.number)), openedAt), number: telling.next('case') },
    work: { ...file, happenedOn: dayText(opensDay - 1), childIds: [file.id] },
    ...{ openedAt, dueDay, follows: opened.id, isDrawn: true, isInadequate: false, leftWith: null },
  })
}

interface Files {
  readonly byMonth: ReadonlyMap<string, readonly { readonly childId: string; readonly area: number }[]>
  /** How many are drawn each month: about one in five, a few at least and not more than people can do. */
  readonly each: number
}

function filesToDraw({ files }: Facts): Files {
  const byMonth = Map.groupBy(files, ({ onDay }) => onDay.slice(0, 7))
  return { byMonth, each: Math.min(30, Math.max(4, Math.round(files.length / Math.max(1, byMonth.size) / 5))) }
}

interface ToDraw {
  readonly round: Round
  readonly files: Files
  readonly lately: Map<string, number>
}

/** Drawn at random from the files of children who were referred in these two months and not audited within twelve. */
function drawFiles(rows: AuditRows, dice: Chance, { round, files, lately }: ToDraw): readonly Asked[] {
  const month = plainDateOf(round.fromDay)
  const months = [month.subtract({ months: 1 }), month].map((each) => each.toString().slice(0, 7))
  const areas = new Map(
    months.flatMap((each) => (files.byMonth.get(each) ?? []).map((file) => [file.childId, file.area])),
  )
  const frame = [...areas.keys()].filter((id) => (lately.get(id) ?? -daysApart) <= round.fromDay - daysApart)
  const size = Math.min(files.each, frame.length)
  const drawn = keepDraw(rows, dice, round, { frameOf: 'child', frame, size, stratum: '' })
  for (const childId of drawn) lately.set(childId, round.fromDay)
  return drawn.map((childId) => ({
    work: fileWork(childId, areas.get(childId) ?? 0, dayText(round.toDay - 1)),
    ...{ openedAt: round.openedAt, dueDay: round.dueDay },
  }))
}

/** One in five of those that were decided against, and one where there are any. */
function drawNotHeld(rows: AuditRows, dice: Chance, round: Round, { notHeld }: Planned): readonly Asked[] {
  if (notHeld.length === 0) return []
  const frame = notHeld.map(({ work }) => work.id)
  const size = Math.max(1, Math.round(frame.length / 5))
  const drawn = keepDraw(rows, dice, round, { frameOf: 'not-held', frame, size, stratum: 'decided-not-to-hold' })
  return notHeld
    .filter(({ work }) => drawn.includes(work.id))
    .map(({ work }) => ({ work, openedAt: round.openedAt, dueDay: round.dueDay }))
}

/** The share of a round that is graded twice: one in ten, rounded up, so that a small round has one. */
function drawShare(rows: AuditRows, dice: Chance, round: Round, frame: readonly string[]): ReadonlySet<string> {
  const size = Math.ceil((frame.length * moderatedPercent) / 100)
  return new Set(keepDraw(rows, dice, round, { frameOf: 'moderation', frame, size, stratum: '' }))
}

interface Frame {
  readonly frameOf: string
  readonly frame: readonly string[]
  readonly size: number
  readonly stratum: string
}

/** Draws as the product does, and keeps the frame, so that anybody can draw again. */
function keepDraw(
  rows: AuditRows,
  dice: Chance,
  round: Round,
  { frameOf, frame, size, stratum }: Frame,
): readonly string[] {
  if (frame.length === 0) return []
  const seed = madeId(dice, round.openedAt).replaceAll('-', '')
  const { ids, frameSha256 } = drawSample(frame, size, seed)
  const id = madeId(dice, round.openedAt)
  const at = instant(round.openedAt)
  rows['audits.draw'].push({
    ...{ id, cycle_id: round.id, frame_of: frameOf, method: 'random', strata: [], seed, asked_size: size },
    ...{ frame_size: frame.length, frame_sha256: frameSha256, known_at: at, recorded_at: at },
    ...{ margin: frameOf === 'child' ? sampleMargin(ids.length, frame.length) : null },
    recorded_by: frameOf === 'child' ? sampleLeads.qaLead : null,
  })
  for (const subjectId of frame)
    rows['audits.frame_item'].push({ draw_id: id, subject_id: subjectId, stratum, is_drawn: ids.includes(subjectId) })
  return ids
}
