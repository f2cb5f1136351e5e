import { plainDateOf, type WorkingCalendar } from '#kernel/clock'
import { type CycleKind, type Grade, madeTools, type Part, type ToolContent } from '#practice/audits'
import { type Days, dayNumberAt, daysOf } from '../past/days.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import type { Sent } from './submission-rows.ts'
import { themes } from './words.ts'

/** A tool as audits are made with it. */
export interface Tool {
  readonly id: string
  readonly versionId: string
  readonly key: string
  readonly name: string
  readonly subject: string
  readonly content: ToolContent
  readonly sha256: string
}

/** A piece of work to be audited. Days as PostgreSQL reads them. */
export interface Work {
  readonly subject: 'strategy-discussion' | 'child'
  readonly id: string
  readonly happenedOn: string
  readonly state: 'held' | 'decided-not-to-hold' | null
  readonly teamId: string
  readonly areaId: string | null
  readonly people: readonly { readonly personId: string; readonly part: Part }[]
  readonly childIds: readonly string[]
}

/** Some work that is audited together. Day numbers, and moments in milliseconds since 1970. */
export interface Round {
  readonly id: string
  readonly number: number
  readonly kind: CycleKind
  readonly name: string
  readonly tool: Tool
  readonly fromDay: number
  readonly toDay: number
  readonly dueDay: number
  readonly openedAt: number
  readonly follows: string | null
}

/** One audit as it is asked for. */
export interface Opened {
  readonly id: string
  readonly number: number
  readonly work: Work
  readonly openedAt: number
  readonly dueDay: number
  /** Of the random share that is graded twice. */
  readonly isDrawn: boolean
  readonly follows: string | null
  /** Told of on its own: what happens then is nothing that dice decide. */
  readonly isInadequate: boolean
  /** Of the present: still with its auditor, or with whoever grades it again. Null for whatever dice decide. */
  readonly leftWith: 'auditor' | 'second' | null
}

/** An audit that was sent in, with what others need to know of it. */
export interface Done {
  readonly opened: Opened
  readonly round: Round
  readonly auditor: string
  readonly grade: Grade
  readonly quality: number
  readonly sent: Sent
  readonly at: number
}

/** What all that is told shares. */
export interface Telling {
  readonly seed: number
  /** The moment from which it is told: what is later has not happened. */
  readonly asOf: number
  readonly calendar: WorkingCalendar
  readonly days: Days
  readonly tools: { readonly file: Tool; readonly discussion: Tool }
  readonly themeIds: readonly string[]
  readonly next: (of: 'round' | 'case' | 'worry' | 'action') => number
}

/** Before anything else was there. */
export const beginning = Date.UTC(2019, 11, 2, 9)

const idOf = (part: string, at = beginning): string => madeId(chance(seedOf(0, `audits ${part}`, 0)), at)

/** The four tools and the themes have the same ids in every sample. */
export const sampleTools: readonly Tool[] = madeTools().map((tool) => ({
  ...tool,
  id: idOf(tool.key),
  versionId: idOf(`${tool.key} 1`),
}))
export const themeIds: readonly string[] = themes.map(({ name }) => idOf(name))

const toolOf = (key: string): Tool => {
  const found = sampleTools.find((tool) => tool.key === key)
  if (found === undefined) throw new Error(`there is no audit tool ${key}`)
  return found
}
export const tools: Telling['tools'] = { file: toolOf('case-file'), discussion: toolOf('strategy-discussion') }

export const beginTelling = (given: Pick<Telling, 'seed' | 'asOf' | 'calendar'>): Telling => {
  const counted = { round: 0, case: 0, worry: 0, action: 0 }
  return {
    ...given,
    days: daysOf(given.calendar),
    tools,
    themeIds,
    next(of) {
      counted[of] += 1
      return counted[of]
    },
  }
}

export const dayText = (dayNumber: number): string => plainDateOf(dayNumber).toString()

const hour = 3_600_000

/** Some moment in the working hours of this day or, where it is none, of the next working day. */
export function atWork(dice: Chance, { days }: Pick<Telling, 'days'>, dayNumber: number): number {
  const number = days.of(dayNumber).isWorking ? dayNumber : days.workingDayAfter(dayNumber, 1)
  return days.of(number).startsAt + 9 * hour + dice.below(7 * 60) * 60_000
}

export const dayNumberOf = ({ days }: Pick<Telling, 'days'>, at: number): number => dayNumberAt(days, at)
