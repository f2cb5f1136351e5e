import type { Command } from 'commander'
import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Drawn } from '#kernel/sampling'
import type { Permission } from '#platform/access'
import type { ApiRoute } from '#platform/api'
import type { Database } from '#platform/db'
import type { Block } from '#platform/documents'
import type { Html } from '#platform/html'
import type { Route, User } from '#platform/http'
import type { Job } from '#platform/jobs'
import type { LinkRoute } from '#platform/links'
import type { Tx } from '#platform/transaction'
import type { WebhookEvent } from '#platform/webhooks'
import type { FileKind } from './files.ts'
import type { ProcessEventSource } from './process.ts'

/**
 * What a practice area hands to app.ts: its pages, jobs and commands, and the part it adds to pages that gather from
 * every area. Areas never import each other for that; app.ts collects.
 */
export interface Area {
  readonly name: string
  readonly pages: readonly Route[]
  /** Pages and files that a link of ours opens without signing in. */
  readonly links?: readonly LinkRoute[]
  readonly navigation?: readonly NavigationItem[]
  readonly jobs?: readonly Job[]
  readonly commands?: (program: Command, context: CommandContext) => void
  readonly work?: WorkSource
  /** How its changes are counted in "what I finished this week": the trail's action to its words, one and many. */
  readonly finished?: Readonly<Record<string, readonly [one: string, many: string]>>
  readonly history?: HistorySource
  readonly measures?: readonly Measure[]
  /** What its records show of how the process really ran; the process map puts those of every area together. */
  readonly processEvents?: ProcessEventSource
  /** The files it brings in; the imports page and `los import` ask each in turn whether a file is of its kind. */
  readonly files?: readonly FileKind[]
  /** Its part of the interface for other systems. */
  readonly api?: readonly ApiRoute[]
  /** Its part of the packs that meetings are given. */
  readonly pack?: PackSource
  /** What it tells other systems of as it happens. */
  readonly events?: readonly WebhookEvent[]
}

/** An entry of the service navigation, shown to those who may open it. */
export interface NavigationItem {
  readonly text: string
  readonly href: string
  readonly may: Permission
  /** Needed now and then: folded under "More", so that the day's work stands in one row. */
  readonly isMore?: true
}

/** What a command needs; opening the database is left to the command, so that pure ones run without any. */
export interface CommandContext {
  /** Opens the database (starting the embedded one when needed), runs, closes. */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>
  /** The same, with the address of the tables' owner beside it: for what only the owner may do, such as writing by COPY. */
  withOwner<T>(work: (database: Database, ownerUrl: string) => Promise<T>): Promise<T>
  /** The authority a command works for: the only one, or the one named by `--authority`. */
  authority(database: Database): Promise<{ readonly authorityId: number; readonly name: string }>
  readonly calendar: WorkingCalendar
  readonly out: Output
}

/** Where a command's answer goes. Exit codes: 0 answered, 1 the answer is no, 2 bad input, 3 ours. */
export interface Output {
  /** One line for people on standard output. */
  line(text: string): void
  /** The one JSON document of `--json`. */
  json(value: unknown): void
  /** One sentence on standard error. */
  complain(sentence: string): void
  exit(code: 0 | 1 | 2 | 3): void
}

/** One line of My work: a verb that goes straight to the doing. */
export interface WorkItem {
  /** Stable between refreshes. */
  readonly id: string
  /** When it is due; null for work without a clock, which comes last. */
  readonly due: Temporal.Instant | null
  /** "Contact C-2311-0042". */
  readonly title: string
  /** "2 children, no outcome for 26 h 10 min". No child's name. */
  readonly detail: string
  /** "Review now", "Reply". */
  readonly verb: string
  readonly href: string
  /** Whose work it is; null when anyone on duty can take it. */
  readonly ownerId: string | null
  /** What many such lines are together, "Referrers to be told": more than a few of one are folded into one line that opens. */
  readonly alike?: string
}

/** Answers what now waits for these people (a person, or everyone in a manager's team). */
export type WorkSource = (
  tx: Tx,
  asked: { readonly user: User; readonly people: readonly string[] },
) => Promise<readonly WorkItem[]>

/** One event in a child's chronology. */
export interface HistoryEvent {
  readonly id: string
  /** When it happened: an instant, or a day when only the day is known. */
  readonly at: Temporal.Instant | Temporal.PlainDate
  readonly recordedAt?: Temporal.Instant
  readonly kind: string
  readonly title: string
  readonly body?: Html
  readonly by?: string
  readonly href?: string
  /** The id of the event that this one corrects: shown folded under it. */
  readonly corrects?: string
}

export type HistorySource = (tx: Tx, childIds: readonly string[]) => Promise<readonly HistoryEvent[]>

/** A measure that an area publishes, with its definition: shown by the measures area. */
export interface Measure {
  readonly key: string
  /** What it belongs with on the page of all measures: "Decisions in time". */
  readonly theme: string
  /** The title, as a question: "Does every contact have an outcome within 24 hours?" */
  readonly question: string
  readonly definition: string
  readonly denominator: string
  /** 'share' is 0 to 1 with a numerator and a denominator; 'median' is in `unit`; 'count' is whole. */
  readonly kind: 'share' | 'median' | 'count'
  readonly unit: string
  /** How it can be taken apart; the first is how it is shown unless asked otherwise. */
  readonly splits: readonly MeasureSplit[]
  /** What it can be narrowed to; team and source unless said otherwise. */
  readonly filters?: readonly ('team' | 'source')[]
  /** Values by period and by one split, over [from, to). */
  readonly series: (tx: Tx, asked: MeasureAsked) => Promise<readonly MeasurePoint[]>
}

export const measureSplits = ['none', 'team', 'source', 'outcome', 'area', 'route', 'partner', 'rung'] as const
export type MeasureSplit = (typeof measureSplits)[number]

export interface MeasureAsked {
  /** First day, in Europe/London. */
  readonly from: Temporal.PlainDate
  /** The day after the last. */
  readonly to: Temporal.PlainDate
  /** Weeks begin on Monday; 'whole' is one period that begins at `from`. */
  readonly by: 'day' | 'week' | 'whole'
  readonly split: MeasureSplit
  /** Only what belongs to one team, or came from one source. */
  readonly only?: { readonly teamId?: string | undefined; readonly source?: string | undefined }
}

export interface MeasurePoint {
  /** First day of the period. */
  readonly period: Temporal.PlainDate
  /** The group within the split; '' for none. */
  readonly group: string
  /** null when the denominator is 0. */
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
}

/** For whom a copy of a pack is made: `authority`, or the id of one partner agency. */
export type PackAudience = string
export const forAuthority: PackAudience = 'authority'

export interface PackAsked {
  /** First day, in Europe/London. */
  readonly from: Temporal.PlainDate
  /** The day after the last. */
  readonly to: Temporal.PlainDate
  /**
   * Whose copy this is. Rows about children are for the authority; an agency's copy has only those of cases that this agency
   * was part of, and less of each.
   */
  readonly audience: PackAudience
  /** What every sample is drawn with; the same for every copy of a week's pack, so that all of them draw the same. */
  readonly seed: string
  /** The series of meetings it is for, and of which kind that is: `referral-review`. Whoever has nothing for it gives none. */
  readonly seriesId: string
  readonly occasion: string
}

/** A part of a pack. Its title is a heading of the first level; headings inside it begin at the second. */
export interface PackSection {
  /** Stable from week to week: `referral-sample`. */
  readonly key: string
  readonly title: string
  /** Sections stand in this order: 100 what came of the last meeting, 200 to 300 discussions and escalations, 400 samples. */
  readonly order: number
  readonly blocks: readonly Block[]
  /** What was drawn at random, by name, so that it can be drawn again. */
  readonly samples?: readonly { readonly name: string; readonly drawn: Drawn }[]
}

/** Answers the area's part of a pack, from the facts as they stand: called for a draft, and once for each copy at issue. */
export type PackSource = (tx: Tx, asked: PackAsked) => Promise<readonly PackSection[]>
