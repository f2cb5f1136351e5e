import type { Temporal } from 'temporal-polyfill'
import type { Part } from '../../words.ts'

/** Whose work something was, as far as the records say, and about which children. */
export interface Involved {
  readonly happenedOn: Temporal.PlainDate
  readonly teamId: string | null
  readonly areaId: string | null
  readonly childIds: readonly string[]
  readonly people: readonly { readonly personId: string; readonly part: Part }[]
  /** '' where everybody whose work it was is known; otherwise who is not, without a name. */
  readonly unknown: string
}

/** Somebody who had a part in it: one of ours, or written down as somebody who could not be matched to staff. */
export interface TookPart {
  readonly part: Part
  readonly personId: string | null
  /** What cannot be told when `personId` is null: "the chair is nobody known here". Null where nobody took that part. */
  readonly unmatched: string | null
}

/**
 * Those whose work it was, each once for each part. Somebody who cannot be matched to staff makes independence unknown, never
 * satisfied; so does work that is nobody's at all.
 */
export function peopleOf(parts: readonly TookPart[]): Pick<Involved, 'people' | 'unknown'> {
  const people = parts.flatMap(({ part, personId }) => (personId === null ? [] : [{ personId, part }]))
  const once = people.filter(
    ({ personId, part }, at) => people.findIndex((each) => each.personId === personId && each.part === part) === at,
  )
  const unknown = parts.flatMap(({ personId, unmatched }) =>
    personId === null && unmatched !== null ? [unmatched] : [],
  )
  if (once.length === 0 && unknown.length === 0) unknown.push('the records name nobody whose work it was')
  return { people: once, unknown: [...new Set(unknown)].join('; ') }
}

/** Whose own team it would be cannot be said of work of no team: then independence of it is unknown too. */
export const withTeam = (involved: Involved): Involved =>
  involved.teamId !== null
    ? involved
    : {
        ...involved,
        unknown: [involved.unknown, 'the records name no team whose work it was']
          .filter((words) => words !== '')
          .join('; '),
      }
