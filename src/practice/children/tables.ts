import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { NameKind, ServiceKind } from './words.ts'

type Recorded = {
  authorityId: number
  id: string
  recordedAt: Generated<Temporal.Instant>
  recordedBy: string | null
}

type Dated = { fromDay: Temporal.PlainDate | null; toDay: Temporal.PlainDate | null }

export type ChildTable = Recorded & {
  reference: string
  familyName: string | null
  givenName: string | null
  dateOfBirth: Temporal.PlainDate | null
  expectedDate: Temporal.PlainDate | null
  gender: string | null
  ethnicity: string | null
  hasDisability: boolean | null
  primaryNeed: string | null
  isRestricted: Generated<boolean>
  isProtectedIdentity: Generated<boolean>
  mergedInto: string | null
}

/** The area's own tables, as Kysely sees them. */
export type ChildrenTables = {
  'children.child': ChildTable
  'children.childChange': Recorded & {
    childId: string
    field: string
    earlier: string | null
    corrected: string | null
    reason: string | null
  }
  'children.childIdentifier': {
    authorityId: number
    system: string
    identifier: string
    childId: string
    recordedAt: Generated<Temporal.Instant>
  }
  'children.childName': Recorded & {
    childId: string
    kind: NameKind
    familyName: string | null
    givenName: string | null
  }
  'children.adult': Recorded & {
    familyName: string | null
    givenName: string | null
    dateOfBirth: Temporal.PlainDate | null
    phone: string | null
    note: string | null
  }
  'children.household': { authorityId: number; id: string; recordedAt: Generated<Temporal.Instant> }
  'children.householdMember': Recorded &
    Dated & {
      householdId: string
      childId: string | null
      adultId: string | null
      relation: string
      hasParentalResponsibility: boolean | null
    }
  'children.address': Recorded & Dated & { childId: string; lines: string; postcode: string | null }
  'children.service': Recorded & Dated & { childId: string; kind: ServiceKind; name: string; phone: string | null }
  'children.allocation': Recorded & {
    childId: string
    workerId: string | null
    workerText: string | null
    teamId: string | null
    lineManagerId: string | null
    areaId: string | null
    fromDay: Temporal.PlainDate
  }
  'children.allocationEnd': {
    authorityId: number
    allocationId: string
    toDay: Temporal.PlainDate
    reason: string
    recordedAt: Generated<Temporal.Instant>
    recordedBy: string | null
  }
  'children.merge': Recorded & { survivorId: string; mergedId: string; reason: string }
  'children.mergeUndone': {
    authorityId: number
    mergeId: string
    reason: string
    recordedAt: Generated<Temporal.Instant>
    recordedBy: string | null
  }
}

export const on = (tx: Tx) => tx.sql.withTables<ChildrenTables>()

/** Who records: the person signed in, or nobody for a job. */
export const recorder = (tx: Tx): string | null => (tx.who.kind === 'person' ? tx.who.personId : null)
