import { keysOf } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { listLearning } from '../learning/store/learning.ts'
import { type CycleKind, cycleKinds, type Grade, gradeNames, rankOf } from '../words.ts'
import type { Mix, Progress, QuarterData } from './data.ts'
import { type Quarter, quartersUpTo } from './rules/quarter.ts'
import { findDraft } from './store/drafts.ts'
import {
  type ActionCount,
  type Counted,
  countActions,
  countCases,
  countSections,
  countThemes,
  countTrend,
  countVoices,
  type DrawFact,
  listDrawsOf,
  listNames,
  type Names,
  type SectionCount,
  type VoiceCount,
} from './store/figures.ts'

export const trendQuarters = 8

/**
 * A quarter's audits as the facts stand now: those that were due in it, whoever looks at them and whether their records are closed
 * to them or not. Grades are of audits that are settled: what a moderator is still to grade blind counts nowhere but as done.
 */
export async function gatherQuarter(tx: Tx, quarter: Quarter): Promise<QuarterData> {
  const counted = await countCases(tx, quarter)
  const settled = counted.filter(({ isSettled }) => isSettled)
  const cycleIds = [...new Set(counted.map(({ cycleId }) => cycleId))]
  const names = await listNames(tx, cycleIds)
  const draws = await listDrawsOf(tx, cycleIds)
  return {
    quarter: quarter.key,
    from: quarter.from.toString(),
    to: quarter.to.toString(),
    asOf: tx.now.toString({ smallestUnit: 'millisecond' }),
    progress: progressOf(counted),
    rounds: roundsOf(counted, draws, names),
    grades: {
      tools: byName(
        grouped(
          settled,
          ({ toolId }) => toolId,
          (id) => ({ id, name: names.tools.get(id) ?? id }),
        ),
      ),
      sections: sectionsOf(await countSections(tx, quarter), names),
      teams: byName(
        grouped(
          settled,
          ({ teamId }) => teamId ?? '',
          (id) => ({
            id: id === '' ? null : id,
            name: names.teams.get(id) ?? 'Team not known',
          }),
        ),
      ),
      notFinal: sum(counted.filter(({ state, isSettled }) => state === 'done' && !isSettled)),
    },
    moderation: moderationOf(settled),
    trend: await trendOf(tx, quarter),
    themes: await themesOf(tx, quarter, names),
    actions: actionsOf(await countActions(tx, quarter)),
    learning: await learningOf(tx, quarter),
    voices: voicesOf(await countVoices(tx, quarter)),
    whatChanges: (await findDraft(tx, quarter.key))?.whatChanges ?? '',
  }
}

const sum = (rows: readonly { readonly cases: number }[]): number => rows.reduce((all, { cases }) => all + cases, 0)

const byName = <Named extends { readonly name: string }>(rows: readonly Named[]): Named[] =>
  rows.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))

function progressOf(counted: readonly Counted[]): (Progress & { kind: CycleKind })[] {
  return keysOf(cycleKinds).flatMap((kind) => {
    const own = counted.filter((row) => row.kind === kind)
    if (own.length === 0) return []
    const of = (state: Counted['state']): number => sum(own.filter((row) => row.state === state))
    return [
      {
        kind,
        due: sum(own),
        done: of('done'),
        doneInTime: sum(own.filter(({ state, isLate }) => state === 'done' && !isLate)),
        overdue: of('overdue'),
        excused: of('excused'),
        toCome: of('to-come'),
      },
    ]
  })
}

function roundsOf(counted: readonly Counted[], draws: readonly DrawFact[], names: Names): QuarterData['rounds'] {
  const rounds = [...Map.groupBy(counted, ({ cycleId }) => cycleId)].map(([id, own]) => ({
    id,
    reference: names.rounds.get(id)?.reference ?? '',
    name: names.rounds.get(id)?.name ?? '',
    kind: own[0]?.kind ?? 'case-file',
    tool: names.tools.get(own[0]?.toolId ?? '') ?? '',
    audits: sum(own),
    draws: draws.filter(({ cycleId }) => cycleId === id).map(({ cycleId: _cycleId, ...draw }) => draw),
  }))
  return rounds.toSorted((one, other) => one.reference.localeCompare(other.reference, 'en-GB', { numeric: true }))
}

type Graded = { readonly grade: Grade | null; readonly cases: number }

const mixOf = (rows: readonly Graded[]): Mix => {
  const of = (grade: Grade): number => sum(rows.filter((row) => row.grade === grade))
  return {
    outstanding: of('outstanding'),
    good: of('good'),
    'requires-improvement': of('requires-improvement'),
    inadequate: of('inadequate'),
  }
}

const grouped = <Row extends Graded, Named>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  nameOf: (key: string) => Named,
): (Mix & Named)[] => [...Map.groupBy(rows, keyOf)].map(([key, own]) => ({ ...nameOf(key), ...mixOf(own) }))

function sectionsOf(rows: readonly SectionCount[], names: Names): QuarterData['grades']['sections'] {
  const keyOf = ({ toolId, section }: SectionCount): string => `${toolId} ${section}`
  const place = (key: string): number => names.sections.get(key)?.order ?? 0
  const sections = grouped(rows, keyOf, (both) => {
    const [toolId = '', key = ''] = both.split(' ')
    return { toolId, tool: names.tools.get(toolId) ?? '', key, title: names.sections.get(both)?.title ?? key }
  })
  return sections.toSorted(
    (one, other) =>
      one.tool.localeCompare(other.tool, 'en-GB') ||
      place(`${one.toolId} ${one.key}`) - place(`${other.toolId} ${other.key}`) ||
      one.title.localeCompare(other.title, 'en-GB'),
  )
}

function moderationOf(settled: readonly Counted[]): QuarterData['moderation'] {
  const moderated = settled.filter((row) => row.moderated !== null)
  /** Better is up: a lower rank. */
  const moved = (way: (step: number) => boolean): number =>
    sum(
      moderated.filter(
        ({ firstGrade, grade }) => firstGrade !== null && grade !== null && way(rankOf(firstGrade) - rankOf(grade)),
      ),
    )
  const of = (chosen: Counted['moderated']) => settled.filter((row) => row.moderated === chosen)
  return {
    random: sum(of('random')),
    targeted: sum(of('targeted')),
    notModerated: sum(of(null)),
    changedUp: moved((step) => step > 0),
    changedDown: moved((step) => step < 0),
    unchanged: moved((step) => step === 0),
    randomPairs: pairsOf(of('random')),
    targetedPairs: pairsOf(of('targeted')),
  }
}

const pairsOf = (rows: readonly Counted[]): number[][] =>
  gradeNames.map((first) =>
    gradeNames.map((second) =>
      sum(rows.filter(({ firstGrade, secondGrade }) => firstGrade === first && secondGrade === second)),
    ),
  )

async function trendOf(tx: Tx, quarter: Quarter): Promise<QuarterData['trend']> {
  const quarters = quartersUpTo(quarter, trendQuarters)
  const counted = await countTrend(tx, { from: quarters[0]?.from ?? quarter.from, to: quarter.to })
  const nothing = { due: 0, done: 0, inTime: 0, excused: 0, graded: 0, good: 0, moderated: 0 }
  return quarters.map(({ key, from }) => {
    const { quarter: _day, ...figures } = counted.find((row) => row.quarter.equals(from)) ?? {
      ...nothing,
      quarter: from,
    }
    return { quarter: key, from: from.toString(), ...figures }
  })
}

async function themesOf(tx: Tx, quarter: Quarter, names: Names): Promise<QuarterData['themes']> {
  const rows = await countThemes(tx, quarter)
  const named = rows.map(({ themeId, cases, toImprove, wentWell }) => ({
    id: themeId,
    name: themeId === null ? 'Without a theme' : (names.themes.get(themeId) ?? ''),
    ...{ toImprove, wentWell, audits: cases },
  }))
  return [...byName(named.filter(({ id }) => id !== null)), ...named.filter(({ id }) => id === null)]
}

function actionsOf(rows: readonly ActionCount[]): QuarterData['actions'] {
  const of = (wanted: (row: ActionCount) => boolean): number =>
    rows.filter(wanted).reduce((all, { actions }) => all + actions, 0)
  return {
    open: of(({ state, isOverdue }) => state === 'open' && !isOverdue),
    overdue: of(({ isOverdue }) => isOverdue),
    done: of(({ state }) => state === 'done'),
    verified: of(({ state }) => state === 'verified'),
    cancelled: of(({ state }) => state === 'cancelled'),
  }
}

async function learningOf(tx: Tx, { from, to }: Quarter): Promise<NonNullable<QuarterData['learning']>> {
  const { learning } = await listLearning(tx, { from, to })
  return learning
    .map(({ happenedOn, kind, what, forWhom, people, themes }) => ({
      ...{ on: happenedOn.toString(), kind, what, forWhom, people, themes: [...themes] },
    }))
    .toReversed()
}

function voicesOf(rows: readonly VoiceCount[]): QuarterData['voices'] {
  return (['worker', 'child', 'parent'] as const).flatMap((who) => {
    const own = rows.filter((row) => row.who === who)
    if (own.length === 0) return []
    const of = (answer: VoiceCount['answer']): number => sum(own.filter((row) => row.answer === answer))
    return [
      {
        who,
        toolIds: [...new Set(own.map(({ toolId }) => toolId))].sort(),
        asked: of('asked'),
        notAsked: of('not-asked'),
        nothingSaid: of('nothing-said'),
      },
    ]
  })
}
