import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { learningKinds } from '../learning/words.ts'
import { cycleKinds, gradeNames } from '../words.ts'

/**
 * Everything that a quarterly report is made of, as plain data: kept frozen when it is issued, so that the same content can be
 * made of it years later. It names teams, tools and themes, and no child, worker or case.
 */

const number = z.number().int().min(0)
const day = z.iso.date()

/** Audits due in the quarter. due = done + overdue + excused + toCome; done = doneInTime + done late. */
const progress = z.object({
  due: number,
  done: number,
  doneInTime: number,
  overdue: number,
  excused: number,
  toCome: number,
})

const mix = z.object({ outstanding: number, good: number, 'requires-improvement': number, inadequate: number })

/** First against second grade of each pair, rows and columns from Outstanding to Inadequate. */
const pairs = z.array(z.array(number).length(gradeNames.length)).length(gradeNames.length)

const draw = z.object({
  frameOf: z.string(),
  method: z.enum(['all', 'random', 'stratified', 'chosen']),
  frameSize: number,
  drawn: number,
  /** Half of the 95 % interval of a share of a half; null where it is not stated. */
  margin: z.number().nullable(),
  seed: z.string(),
})

const named = { id: z.string(), name: z.string() }

export const quarterData = z.object({
  quarter: z.string(),
  from: day,
  /** The day after its last. */
  to: day,
  /** When the facts stood as they are told here. */
  asOf: z.iso.datetime(),
  progress: z.array(progress.extend({ kind: z.enum(keysOf(cycleKinds)) })),
  rounds: z.array(
    z.object({
      ...named,
      reference: z.string(),
      kind: z.enum(keysOf(cycleKinds)),
      tool: z.string(),
      audits: number,
      draws: z.array(draw),
    }),
  ),
  grades: z.object({
    tools: z.array(mix.extend(named)),
    sections: z.array(mix.extend({ toolId: z.string(), tool: z.string(), key: z.string(), title: z.string() })),
    /** By name. `id` is null for audits of work whose team is not known. */
    teams: z.array(mix.extend({ id: z.string().nullable(), name: z.string() })),
    /** Done, and still to be graded a second time or agreed: of these nothing is told. */
    notFinal: number,
  }),
  moderation: z.object({
    random: number,
    targeted: number,
    notModerated: number,
    /** The final grade against the first, of those moderated. */
    changedUp: number,
    changedDown: number,
    unchanged: number,
    randomPairs: pairs,
    targetedPairs: pairs,
  }),
  /** The last eight quarters, this one the last. */
  trend: z.array(
    z.object({
      quarter: z.string(),
      from: day,
      due: number,
      done: number,
      inTime: number,
      excused: number,
      graded: number,
      good: number,
      moderated: number,
    }),
  ),
  themes: z.array(
    z.object({ id: z.string().nullable(), name: z.string(), toImprove: number, wentWell: number, audits: number }),
  ),
  actions: z.object({ open: number, overdue: number, done: number, verified: number, cancelled: number }),
  /** Delivered in the quarter, in its order. Left out of what was issued before there was a register of it. */
  learning: z
    .array(
      z.object({
        on: day,
        kind: z.enum(keysOf(learningKinds)),
        what: z.string(),
        forWhom: z.string(),
        people: number.nullable(),
        themes: z.array(z.string()),
      }),
    )
    .optional(),
  voices: z.array(
    z.object({
      who: z.enum(['worker', 'child', 'parent']),
      /** Of which tools: those that ask. */
      toolIds: z.array(z.string()),
      asked: number,
      notAsked: number,
      nothingSaid: number,
    }),
  ),
  /** What the QA lead writes. An empty line begins a new paragraph. */
  whatChanges: z.string(),
})

export type QuarterData = z.infer<typeof quarterData>
export type Mix = z.infer<typeof mix>
export type Progress = z.infer<typeof progress>

export const sizeOf = (grades: Mix): number => gradeNames.reduce((sum, grade) => sum + grades[grade], 0)
export const goodOrBetter = (grades: Mix): number => grades.outstanding + grades.good

/** Several mixes as one. */
export const sumOf = (mixes: readonly Mix[]): Mix => ({
  outstanding: mixes.reduce((sum, each) => sum + each.outstanding, 0),
  good: mixes.reduce((sum, each) => sum + each.good, 0),
  'requires-improvement': mixes.reduce((sum, each) => sum + each['requires-improvement'], 0),
  inadequate: mixes.reduce((sum, each) => sum + each.inadequate, 0),
})
