/** Who manages whom on one day, by person id. */
export type Line = ReadonlyMap<string, string>

/** The managers above a person, nearest first. A circle in the records, which should not be, ends the walk. */
export function managersAbove(personId: string, line: Line): readonly string[] {
  const above: string[] = []
  let current = line.get(personId)
  while (current !== undefined && current !== personId && !above.includes(current)) {
    above.push(current)
    current = line.get(current)
  }
  return above
}

/**
 * Whether making `managerId` the manager of `personId` would put somebody above themselves. An escalation that climbs
 * such a line would never arrive.
 */
export const wouldCircle = (personId: string, managerId: string, line: Line): boolean =>
  personId === managerId || managersAbove(managerId, line).includes(personId)
