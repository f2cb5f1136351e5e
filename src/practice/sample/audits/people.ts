import { sampleLeads, sampleStaff } from '../staff.ts'

/** Somebody who audits, with what independence is told by. */
export interface Auditor {
  readonly id: string
  readonly lineManager: string
  /** Where they work; null where that is no team. */
  readonly team: string | null
  /** Every team in their line, their own included. */
  readonly teams: readonly string[]
  /** Everybody below them in the line. */
  readonly line: readonly string[]
  readonly isServiceManager: boolean
  /** By how much of a grade they are kinder than others. */
  readonly leniency: number
}

const { chief, qaLead, principal, serviceManagers } = sampleLeads
const { areaWorkers, frontDoorTeam, serviceManager, headOfService } = sampleStaff

/** Anita Rao of West grades more kindly than the others, and goes on doing so. */
const leniencies = [0.05, -0.05, 0.6]

/** Everybody in the sample who audits. The same lines as in staff.ts; a test asks the database about what is made with them. */
export const auditors: readonly Auditor[] = [
  ...areaWorkers.map(
    ({ teamId, managerId, workerId }, area): Auditor => ({
      ...{ id: serviceManagers[area] ?? '', lineManager: chief, team: null, teams: [teamId] },
      ...{ line: [managerId, workerId], isServiceManager: true, leniency: leniencies[area] ?? 0 },
    }),
  ),
  {
    ...{ id: serviceManager, lineManager: headOfService, team: null, teams: [frontDoorTeam], isServiceManager: true },
    line: [
      ...sampleStaff.deciders,
      ...sampleStaff.nightDeciders,
      ...sampleStaff.nightWorkers,
      ...sampleStaff.socialWorkers,
      sampleStaff.minuteTaker,
    ],
    leniency: -0.1,
  },
  ...areaWorkers.map(
    ({ teamId, managerId, workerId }, area): Auditor => ({
      ...{ id: managerId, lineManager: serviceManagers[area] ?? '', team: teamId, teams: [teamId], line: [workerId] },
      ...{ isServiceManager: false, leniency: 0 },
    }),
  ),
  ...[principal, qaLead].map(
    (id): Auditor => ({
      ...{ id, lineManager: chief, team: null, teams: [], line: [], isServiceManager: false, leniency: 0 },
    }),
  ),
]

/** Work that is audited, as independence is told by. */
export interface Whose {
  readonly teamId: string
  /** Everybody who had a part in it. */
  readonly named: ReadonlySet<string>
}

/** Neither theirs nor their team's, their line's or their own manager's. */
export const isFree = ({ id, teams, line, lineManager }: Auditor, { teamId, named }: Whose): boolean =>
  !named.has(id) && !named.has(lineManager) && !teams.includes(teamId) && !line.some((below) => named.has(below))

/** Of different teams and different line managers, as two who grade the same case must be. */
export const areApart = (one: Auditor, other: Auditor): boolean =>
  one.id !== other.id && one.lineManager !== other.lineManager && (one.team === null || one.team !== other.team)

/** The manager whose team's work it is, and who answers for that manager. */
export function managersOf(teamId: string): { readonly teamManager: string; readonly serviceManager: string } {
  const area = areaWorkers.findIndex((each) => each.teamId === teamId)
  const found = areaWorkers[area]
  return found === undefined
    ? { teamManager: sampleStaff.deciders[0] ?? serviceManager, serviceManager }
    : { teamManager: found.managerId, serviceManager: serviceManagers[area] ?? serviceManager }
}
