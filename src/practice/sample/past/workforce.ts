import type { Staff } from '../staff.ts'

/** Who works in the sample authority, by what a past needs them for: ids, and names where files carry names. */
export interface Workforce {
  readonly frontDoorTeam: string
  readonly areas: readonly {
    readonly teamId: string
    readonly teamName: string
    readonly workerName: string
    readonly workerId: string
    readonly managerId: string
    readonly areaId: string
  }[]
  readonly socialWorkers: readonly string[]
  readonly nightWorkers: readonly string[]
  readonly deciders: readonly string[]
  readonly nightDeciders: readonly string[]
  readonly serviceManager: string
  readonly headOfService: string
  readonly minuteTaker: string
  /** The partner agencies at their desks. */
  readonly nhs: string
  readonly police: string
  readonly names: ReadonlyMap<string, string>
}

/** What a past needs of the people who were added. */
export const workforceOf = (staff: Staff): Workforce => ({ ...staff, areas: staff.areaWorkers })
