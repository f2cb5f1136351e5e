import { z } from 'zod'
import { type Checked, invalid, ok } from '#kernel/outcome'
import type { AllocationProblem } from './rules/problem.ts'

const id = z.string('must be text').min(1, 'must not be empty')
const ids = z.array(id, 'must be a list of ids')

const auditor = z.strictObject({
  id,
  team: id,
  lineManager: id.nullable().optional(),
  capacity: z.number('must be a number').min(0, 'must be 0 or more'),
  previousTeams: ids.optional(),
  absent: z.boolean('must be true or false').optional(),
  conflicts: ids,
})

const auditCase = z.strictObject({
  id,
  team: id,
  people: ids,
  markers: z
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(100, 'must be 100 or less'),
})

const rules = z.strictObject({
  minTeamsPerAuditor: z.number('must be a number').int('must be a whole number').min(0, 'must be 0 or more').optional(),
  seed: z.number('must be a number').int('must be a whole number').optional(),
})

const caseFile = z.strictObject({
  auditors: z.array(auditor, 'must be a list of auditors'),
  cases: z.array(auditCase, 'must be a list of cases'),
  rules: rules.optional(),
})

/** A case as `los allocate` takes it, checked whole; the first thing wrong is named with its place: `auditors[3].capacity`. */
export function readCaseFile(text: string): Checked<AllocationProblem> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fault('', 'is not JSON')
  }
  const read = caseFile.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    return fault(placeOf(issue), issue === undefined ? 'cannot be taken' : wordsOf(issue, json))
  }
  return findContradiction(read.data) ?? ok(toProblem(read.data))
}

const fault = (place: string, message: string) =>
  invalid({ field: place, message: place === '' ? `The file ${message}.` : `${place}: ${message}.` })

type Issue = z.core.$ZodIssue

/** A key that is unknown is named by its own place, not by that of what holds it. */
function placeOf(issue: Issue | undefined): string {
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
  return path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`
    return place === '' ? String(part) : `${place}.${String(part)}`
  }, '')
}

function wordsOf(issue: Issue, json: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'is not known here'
  if (issue.path.reduce(inside, json) === undefined) return 'is missing'
  return issue.message.startsWith('must') ? issue.message : 'must be an object with named values'
}

const inside = (holder: unknown, part: PropertyKey): unknown =>
  typeof holder === 'object' && holder !== null ? (holder as Record<PropertyKey, unknown>)[part] : undefined

type CaseFile = z.infer<typeof caseFile>

function findContradiction({ auditors, cases }: CaseFile) {
  const known = new Set(cases.map((each) => each.id))
  const twice = firstTwice(auditors)
  if (twice !== -1) return fault(`auditors[${twice}].id`, `${auditors[twice]?.id} stands in the file twice`)
  const again = firstTwice(cases)
  if (again !== -1) return fault(`cases[${again}].id`, `${cases[again]?.id} stands in the file twice`)
  for (const [at, { conflicts, id: own, lineManager }] of auditors.entries()) {
    const strange = conflicts.findIndex((each) => !known.has(each))
    if (strange !== -1) return fault(`auditors[${at}].conflicts[${strange}]`, `there is no case ${conflicts[strange]}`)
    if (lineManager === own) return fault(`auditors[${at}].lineManager`, `${own} cannot be their own line manager`)
  }
  return null
}

function firstTwice(things: readonly { readonly id: string }[]): number {
  const seen = new Set<string>()
  return things.findIndex((thing) => seen.size === seen.add(thing.id).size)
}

/** The published format says whose line manager counts: that of somebody named, and no more. */
const toProblem = ({ auditors, cases, rules: given }: CaseFile): AllocationProblem => ({
  auditors: auditors.map(({ team, lineManager = null, previousTeams = [], absent = false, ...auditor }) => ({
    ...auditor,
    teams: [team],
    lineManager,
    previousTeams,
    isAbsent: absent,
  })),
  cases,
  rules: {
    minTeamsPerAuditor: given?.minTeamsPerAuditor ?? 0,
    seed: String(given?.seed ?? 1),
    sparesOwnLineManager: false,
  },
})
