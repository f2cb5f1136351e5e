import type { Cell, Sum } from '#kernel/suppression'
import { gradeNames } from '../../words.ts'
import { goodOrBetter, type Mix, type QuarterData, sizeOf, sumOf } from '../data.ts'

export interface Counts {
  readonly cells: ReadonlyMap<string, Cell>
  readonly sums: readonly Sum[]
}

/** A count of all kinds, tools or grades together. */
export const all = ''
export const teamKey = (id: string | null): string => id ?? 'none'

/**
 * Every count that the public version prints, by name, and all that adds up in it: so that what is withheld cannot be worked out
 * from what is not. `isPrinted: false` are counts that a reader could make by taking away.
 */
export function cellsOf(data: QuarterData): Counts {
  const cells = new Map<string, Cell>()
  const sums: Sum[] = []
  const book: Book = {
    print: (key, count) => void cells.set(key, { count, isPrinted: true }),
    hold: (key, count) => void cells.set(key, { count, isPrinted: false }),
    add: (total, ...parts) => void (parts.length > 0 && sums.push({ total, parts })),
  }
  progressCells(book, data)
  drawnCells(book, data)
  gradeCells(book, data)
  teamCells(book, data)
  moderationCells(book, data)
  endCells(book, data)
  return { cells, sums }
}

interface Book {
  print(key: string, count: number): void
  hold(key: string, count: number): void
  add(total: string, ...parts: readonly string[]): void
}

const stands = ['due', 'done', 'overdue', 'excused', 'toCome'] as const

function progressCells({ print, hold, add }: Book, { progress }: QuarterData): void {
  const total = (of: (typeof stands)[number] | 'doneInTime'): number => progress.reduce((sum, row) => sum + row[of], 0)
  const rows = [
    ...progress,
    {
      kind: all,
      ...{ due: total('due'), done: total('done'), doneInTime: total('doneInTime'), overdue: total('overdue') },
      ...{ excused: total('excused'), toCome: total('toCome') },
    },
  ]
  for (const row of rows) {
    for (const stand of stands) print(`${stand}/${row.kind}`, row[stand])
    print(`late/${row.kind}`, row.done - row.doneInTime)
    hold(`inTime/${row.kind}`, row.doneInTime)
    add(`due/${row.kind}`, ...stands.slice(1).map((stand) => `${stand}/${row.kind}`))
    add(`done/${row.kind}`, `late/${row.kind}`, `inTime/${row.kind}`)
  }
  for (const of of [...stands, 'late', 'inTime']) add(`${of}/`, ...progress.map(({ kind }) => `${of}/${kind}`))
}

/** What was drawn for a kind is among what was due: whatever else was due could be told by taking away. */
function drawnCells({ print, hold, add }: Book, { rounds, progress }: QuarterData): void {
  for (const { kind, due } of progress) {
    const draws = rounds.filter((round) => round.kind === kind).flatMap(({ draws: own }) => own)
    if (draws.length === 0) continue
    const frame = draws.reduce((sum, { frameSize }) => sum + frameSize, 0)
    const drawn = draws.reduce((sum, draw) => sum + draw.drawn, 0)
    print(`frame/${kind}`, frame)
    print(`drawn/${kind}`, drawn)
    hold(`notDrawn/${kind}`, frame - drawn)
    add(`frame/${kind}`, `drawn/${kind}`, `notDrawn/${kind}`)
    if (due < drawn) continue
    hold(`opened/${kind}`, due - drawn)
    add(`due/${kind}`, `drawn/${kind}`, `opened/${kind}`)
  }
}

function gradeCells({ print, hold, add }: Book, { grades }: QuarterData): void {
  const put = (of: string, mix: Mix): void => {
    for (const grade of gradeNames) print(`${grade}/${of}`, mix[grade])
    print(`graded/${of}`, sizeOf(mix))
    add(`graded/${of}`, ...gradeNames.map((grade) => `${grade}/${of}`))
    hold(`good+/${of}`, goodOrBetter(mix))
    hold(`below/${of}`, sizeOf(mix) - goodOrBetter(mix))
    add(`good+/${of}`, `outstanding/${of}`, `good/${of}`)
    add(`below/${of}`, `requires-improvement/${of}`, `inadequate/${of}`)
  }
  for (const tool of grades.tools) put(tool.id, tool)
  put(all, sumOf(grades.tools))
  for (const of of [...gradeNames, 'graded']) add(`${of}/`, ...grades.tools.map(({ id }) => `${of}/${id}`))
  print('notFinal', grades.notFinal)
  add('done/', 'graded/', 'notFinal')
}

function teamCells({ print, add }: Book, { grades }: QuarterData): void {
  for (const team of grades.teams) {
    const key = teamKey(team.id)
    print(`team/${key}`, sizeOf(team))
    print(`teamGood/${key}`, goodOrBetter(team))
    print(`teamBelow/${key}`, sizeOf(team) - goodOrBetter(team))
    add(`team/${key}`, `teamGood/${key}`, `teamBelow/${key}`)
  }
  const teams = grades.teams.map(({ id }) => teamKey(id))
  add('graded/', ...teams.map((team) => `team/${team}`))
  add('good+/', ...teams.map((team) => `teamGood/${team}`))
  add('below/', ...teams.map((team) => `teamBelow/${team}`))
}

function moderationCells({ print, hold, add }: Book, { moderation }: QuarterData): void {
  const { random, targeted, notModerated, changedUp, changedDown, unchanged } = moderation
  print('random', random)
  print('targeted', targeted)
  print('notModerated', notModerated)
  add('graded/', 'random', 'targeted', 'notModerated')
  hold('moderated', random + targeted)
  add('moderated', 'random', 'targeted')
  print('changedUp', changedUp)
  print('changedDown', changedDown)
  print('unchanged', unchanged)
  add('moderated', 'changedUp', 'changedDown', 'unchanged')
  for (const [share, table, size] of [
    ['random', moderation.randomPairs, random],
    ['targeted', moderation.targetedPairs, targeted],
  ] as const) {
    const same = table.reduce((sum, row, at) => sum + (row[at] ?? 0), 0)
    print(`same/${share}`, same)
    hold(`differ/${share}`, size - same)
    add(share, `same/${share}`, `differ/${share}`)
  }
}

const actionStates = ['open', 'overdue', 'done', 'verified', 'cancelled'] as const

function endCells({ print, hold, add }: Book, { actions, voices, themes }: QuarterData): void {
  for (const state of actionStates) print(`action/${state}`, actions[state])
  print(
    'actions',
    actionStates.reduce((sum, state) => sum + actions[state], 0),
  )
  add('actions', ...actionStates.map((state) => `action/${state}`))
  for (const { who, toolIds, asked, notAsked, nothingSaid } of voices) {
    print(`asked/${who}`, asked)
    print(`notAsked/${who}`, notAsked)
    print(`nothingSaid/${who}`, nothingSaid)
    hold(`askable/${who}`, asked + notAsked + nothingSaid)
    add(`askable/${who}`, `asked/${who}`, `notAsked/${who}`, `nothingSaid/${who}`)
    add(`askable/${who}`, ...toolIds.map((id) => `graded/${id}`))
  }
  for (const { id, audits, toImprove, wentWell } of themes) {
    print(`theme/${id ?? all}`, audits)
    print(`toImprove/${id ?? all}`, toImprove)
    print(`wentWell/${id ?? all}`, wentWell)
  }
}
