/** A case as `los allocate` takes it. */
export interface CaseFile {
  readonly auditors: readonly FileAuditor[]
  readonly cases: readonly FileCase[]
  readonly rules: { readonly minTeamsPerAuditor: number; readonly seed: number }
}

export interface FileAuditor {
  readonly id: string
  readonly team: string
  readonly lineManager?: string
  readonly capacity: number
  readonly previousTeams?: readonly string[]
  readonly absent?: boolean
  readonly conflicts: readonly string[]
}

export interface FileCase {
  readonly id: string
  readonly team: string
  readonly people: readonly string[]
  readonly markers: number
}

export interface Pair {
  readonly case: string
  readonly auditor: string
}

/**
 * The rules of the published format, written a second time from its text alone and as plainly as can be, to hold the model to.
 * Knows nothing of the product.
 */
export function mayAudit(file: CaseFile, auditor: FileAuditor, audited: FileCase): boolean {
  const named = file.auditors.filter(({ id }) => audited.people.includes(id))
  if (auditor.absent === true || auditor.team === audited.team) return false
  if (audited.people.includes(auditor.id)) return false
  if (named.some(({ lineManager }) => lineManager === auditor.id)) return false
  if (auditor.previousTeams?.includes(audited.team)) return false
  return !auditor.conflicts.includes(audited.id)
}

/** What an allocation breaks; '' for nothing. */
export function brokenRule(file: CaseFile, pairs: readonly Pair[]): string {
  for (const audited of file.cases) {
    const markers = file.auditors.filter(({ id }) => pairs.some((p) => p.case === audited.id && p.auditor === id))
    if (markers.length !== audited.markers) return `${audited.id} has ${markers.length} markers`
    for (const marker of markers)
      if (!mayAudit(file, marker, audited)) return `${marker.id} may not audit ${audited.id}`
    if (new Set(markers.map(({ team }) => team)).size < markers.length) return `${audited.id}: one team twice`
    const managers = markers.flatMap(({ lineManager }) => lineManager ?? [])
    if (new Set(managers).size < managers.length) return `${audited.id}: one line manager twice`
  }
  if (pairs.length !== file.cases.reduce((sum, { markers }) => sum + markers, 0)) return 'a pair too many'
  return brokenByLoads(file, pairs)
}

function brokenByLoads(file: CaseFile, pairs: readonly Pair[]): string {
  const teamOf = (id: string): string => file.cases.find((each) => each.id === id)?.team ?? ''
  for (const { id, capacity } of file.auditors) {
    const own = pairs.filter(({ auditor }) => auditor === id)
    if (own.length > capacity) return `${id} has no room for ${own.length}`
    const met = new Set(own.map((each) => teamOf(each.case))).size
    if (met < Math.min(file.rules.minTeamsPerAuditor, own.length)) return `${id} meets only ${met}`
  }
  const teams = [...new Set([...file.auditors, ...file.cases].map(({ team }) => team))]
  if (teams.length < 4) return ''
  const auditedBy = (team: string): string => {
    const auditors = file.auditors.filter((each) => each.team === team).map(({ id }) => id)
    const audited = new Set(pairs.filter(({ auditor }) => auditors.includes(auditor)).map((each) => teamOf(each.case)))
    return audited.size === 1 ? ([...audited][0] ?? '') : ''
  }
  const closed = teams.find((team) => auditedBy(team) !== '' && auditedBy(auditedBy(team)) === team)
  return closed === undefined ? '' : `${closed} and ${auditedBy(closed)} audit only each other`
}

/** Summed distance of each auditor's number of audits from capacity-proportional. */
export function deviation(file: CaseFile, pairs: readonly Pair[]): number {
  const there = file.auditors.filter(({ absent }) => absent !== true)
  const capacity = there.reduce((sum, auditor) => sum + auditor.capacity, 0)
  const audits = file.cases.reduce((sum, { markers }) => sum + markers, 0)
  return there.reduce((sum, { id, capacity: own }) => {
    const load = pairs.filter(({ auditor }) => auditor === id).length
    return sum + Math.abs(load - (capacity === 0 ? 0 : (audits * own) / capacity))
  }, 0)
}

/** The least deviation of all allocations there are, tried one by one; null when there is none. */
export function leastDeviation(file: CaseFile): number | null {
  let least: number | null = null
  const load = new Map(file.auditors.map(({ id }) => [id, 0]))
  const tryFrom = (at: number, pairs: readonly Pair[]): void => {
    const audited = file.cases[at]
    if (audited === undefined) {
      const found = deviation(file, pairs)
      if ((least === null || found < least - 1e-9) && brokenRule(file, pairs) === '') least = found
      return
    }
    const able = file.auditors.filter(
      (auditor) => mayAudit(file, auditor, audited) && (load.get(auditor.id) ?? 0) < auditor.capacity,
    )
    for (const markers of choose(able, audited.markers)) {
      for (const { id } of markers) load.set(id, (load.get(id) ?? 0) + 1)
      tryFrom(at + 1, [...pairs, ...markers.map(({ id }) => ({ case: audited.id, auditor: id }))])
      for (const { id } of markers) load.set(id, (load.get(id) ?? 0) - 1)
    }
  }
  tryFrom(0, [])
  return least
}

/** Every way to choose so many of the things. */
export function choose<Thing>(things: readonly Thing[], many: number): readonly (readonly Thing[])[] {
  if (many === 0) return [[]]
  return things.flatMap((thing, at) => choose(things.slice(at + 1), many - 1).map((rest) => [thing, ...rest]))
}
