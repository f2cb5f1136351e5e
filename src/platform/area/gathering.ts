import { UnreadableTable } from '#platform/tables'
import type { PlaceInFile, Rejected, Warned } from './files.ts'

/** What a row that was read had to say. */
interface Said {
  readonly rejected: readonly Omit<Rejected, keyof PlaceInFile>[] | null
  readonly warnings: readonly Omit<Warned, keyof PlaceInFile>[]
  readonly coercions: readonly Omit<Warned, keyof PlaceInFile>[]
}

/** What a file had to say, row by row, while it is read. */
export interface Gathering {
  readonly rejected: readonly Rejected[]
  readonly warnings: readonly Warned[]
  /** Everything a row said; of a row that is taken, nothing is rejected. Throws when there is more than anybody mends. */
  readonly tell: (place: PlaceInFile, said: Said) => void
  /** A row that could not be read as one. */
  readonly faulty: (place: PlaceInFile, reason: string) => void
  /** Something about the file as a whole. */
  readonly note: (reason: string) => void
}

/** More cells than a person goes through, and what one file may ask of memory. */
export const mostTold = 100_000

/** Begins to gather what a file has to say. */
export function gathering(): Gathering {
  const rejected: Rejected[] = []
  const warnings: Warned[] = []
  const reject = (rejection: Rejected): void => {
    if (rejected.length === mostTold)
      throw new UnreadableTable(
        `More than ${mostTold.toLocaleString('en-GB')} cells cannot be taken: check that this is the right file, and that its columns are in their places.`,
      )
    rejected.push(own(rejection))
  }
  const note = (reason: string): void =>
    void warnings.push({ sheet: null, row: 0, column: '', value: '', taken: '', reason })
  return {
    rejected,
    warnings,
    tell(place, said) {
      for (const rejection of said.rejected ?? []) reject({ ...place, ...rejection })
      for (const list of [said.warnings, said.coercions]) {
        for (const remark of list) {
          if (warnings.length < mostTold) warnings.push(own({ ...place, ...remark }))
          else if (warnings.length === mostTold) note(tooMuch)
        }
      }
    },
    faulty(place, reason) {
      reject({ ...place, column: '', value: '', reason, todo: 'Mend the row, or make the file again.' })
    },
    note,
  }
}

const tooMuch = `There is something to say about more than ${mostTold.toLocaleString('en-GB')} cells: the rest is not listed.`

const own = <Told extends PlaceInFile & { readonly value: string }>(told: Told): Told => ({
  ...told,
  value: ownText(told.value),
  ...(told.team === undefined ? {} : { team: ownText(told.team) }),
})

/** A text of its own: as it comes it may be a view into the piece of the file it was cut from, and would hold that whole. */
const ownText = (text: string): string => (text === '' ? '' : Buffer.from(text).toString())
