import { byPerson, type Flagged, isBefore, type RecordRead, type Unusual } from './reading.ts'

const quietDays = 30

/**
 * Somebody opened the record of a child with their own surname: relatives' records are not theirs to read. Once in 30
 * days for each person and child; `shares` says of whom the surnames are alike.
 */
export function ownSurname(
  reads: readonly RecordRead[],
  shares: (personId: string, childId: string) => boolean,
  flagged: readonly Flagged[],
): readonly Unusual[] {
  return [...byPerson(reads)].flatMap(([personId, theirs]) => {
    const children = new Set(theirs.flatMap(({ childIds }) => childIds.filter((childId) => shares(personId, childId))))
    return [...children].flatMap((childId) => {
      const about = theirs.filter(({ childIds }) => childIds.includes(childId))
      const first = about.find(({ at }) => !wasFlagged(flagged, personId, childId, at))
      const last = about.at(-1)
      if (first === undefined || last === undefined) return []
      const span = { fromAt: first.at, toAt: last.at, readings: about.length }
      return [{ kind: 'own-surname' as const, personId, children: 1, childId, ...span }]
    })
  })
}

const wasFlagged = (flagged: readonly Flagged[], personId: string, childId: string, at: RecordRead['at']): boolean =>
  flagged.some(
    (flag) =>
      flag.kind === 'own-surname' &&
      flag.personId === personId &&
      flag.childId === childId &&
      isBefore(at, flag.fromAt.add({ hours: 24 * quietDays })),
  )
