import { elapsedMinutes, londonDate } from '#kernel/clock'
import { durationInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from './paths.ts'
import type { Gap } from './rules/rota.ts'
import { listGapsAhead } from './store/rota.ts'
import { covers } from './words.ts'

/** Gaps in the duty rota, for those who manage it: due when the gap begins, anyone's to fill. */
export const rotaWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.manageRota)) return []
  const gaps = await listGapsAhead(tx, tx.now)
  return gaps.map(
    (gap): WorkItem => ({
      // By its end: the beginning of a gap that has begun is always now.
      id: `rota-gap:${gap.cover}:${gap.endsAt.toString()}`,
      due: gap.startsAt,
      title: 'Gap in the duty rota',
      detail: `${covers[gap.cover].missing} from ${whenInWords(gap.startsAt, tx.now)}, for ${lengthOf(gap)}`,
      verb: 'Fill it',
      href: paths.rota({}, { week: londonDate(gap.startsAt).toString() }),
      ownerId: null,
    }),
  )
}

const lengthOf = ({ startsAt, endsAt }: Gap): string => durationInWords(elapsedMinutes(startsAt, endsAt))
