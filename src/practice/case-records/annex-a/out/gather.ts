import type { Temporal } from 'temporal-polyfill'
import { ageInYears } from '#kernel/age'
import type { Tx } from '#platform/transaction'
import { type Child, identifiersOf, listChildren } from '#practice/children'
import { caseSystem, listContactsBetween } from '#practice/front-door'
import { listBetween } from '../../store/list.ts'
import type { CaseRecord } from '../../tables.ts'
import type { AssessmentTold, ReferralTold, Section47Told } from '../../told.ts'

export interface Span {
  readonly from: Temporal.PlainDate
  /** The last day, itself included. */
  readonly until: Temporal.PlainDate
}

/** The first five columns of every list. */
export interface ListedChild {
  readonly number: string
  readonly gender: string | null
  readonly ethnicity: string | null
  readonly dateOfBirth: Temporal.PlainDate | null
  /** On the last day of the time asked for. */
  readonly age: number | null
}

export interface Listed<Told> {
  readonly child: ListedChild
  readonly on: Temporal.PlainDate
  readonly told: Told
  /** How many of its kind the child had in the twelve months before. */
  readonly before: number
}

/** Lists 1, 3, 4 and 5 of our own records. */
export interface Gathered {
  readonly contacts: readonly Listed<{ readonly source: string }>[]
  readonly referrals: readonly Listed<ReferralTold>[]
  readonly assessments: readonly Listed<AssessmentTold>[]
  readonly section47s: readonly (Listed<Section47Told> & { readonly conferencesBefore: number })[]
}

/** Gathers the lists for these days. Children whose records are closed to who is asking are left out. */
export async function gatherAnnexA(tx: Tx, span: Span): Promise<Gathered> {
  const yearBefore = span.from.subtract({ years: 1 })
  const contacts = await listContactsBetween(tx, span.from, span.until)
  const referrals = await listBetween<ReferralTold>(tx, 'referral', yearBefore, span.until)
  const assessments = await listBetween<AssessmentTold>(tx, 'assessment', span.from, span.until)
  const section47s = await listBetween<Section47Told>(tx, 'section_47', yearBefore, span.until)
  const ids = new Set([...contacts, ...referrals, ...assessments, ...section47s].map(({ childId }) => childId))
  const children = await listedChildren(tx, [...ids], span.until)
  const listed = <Told>(rows: readonly (CaseRecord & Told)[]): readonly Listed<CaseRecord & Told>[] => {
    const before = counterBefore(rows)
    return rows.flatMap((row) => {
      const child = children.get(row.childId)
      if (child === undefined || isBefore(row.onDay, span.from)) return []
      return [{ child, on: row.onDay, told: row, before: before(row) }]
    })
  }
  const conferences = counterBefore(section47s.filter(({ conferenceOn }) => conferenceOn !== null))
  return {
    contacts: contacts.flatMap(({ childId, on, source }) => {
      const child = children.get(childId)
      return child === undefined ? [] : [{ child, on, told: { source }, before: 0 }]
    }),
    referrals: listed(referrals),
    assessments: listed(assessments),
    section47s: listed(section47s).map((row) => ({ ...row, conferencesBefore: conferences(row.told) })),
  }
}

async function listedChildren(
  tx: Tx,
  ids: readonly string[],
  onDay: Temporal.PlainDate,
): Promise<ReadonlyMap<string, ListedChild>> {
  const numbers = await identifiersOf(tx, caseSystem, ids)
  const children = await listChildren(tx, ids)
  return new Map(children.map((child) => [child.id, asListed(child, numbers.get(child.id), onDay)]))
}

/** Under the case system's number; a child who was first recorded here has our own reference. */
const asListed = (child: Child, number: string | undefined, onDay: Temporal.PlainDate): ListedChild => ({
  number: number ?? child.reference,
  gender: child.gender,
  ethnicity: child.ethnicity,
  dateOfBirth: child.dateOfBirth,
  age: child.dateOfBirth === null ? null : ageInYears(child.dateOfBirth, onDay),
})

/** Counts a child's rows in the twelve months before one of them. */
function counterBefore(rows: readonly CaseRecord[]): (row: CaseRecord) => number {
  const byChild = Map.groupBy(rows, ({ childId }) => childId)
  return ({ childId, onDay }) => {
    const yearBefore = onDay.subtract({ years: 1 })
    const own = byChild.get(childId) ?? []
    return own.filter((row) => isBefore(row.onDay, onDay) && !isBefore(row.onDay, yearBefore)).length
  }
}

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean => one.toString() < other.toString()
