import { isOutsider } from '#platform/access'
import type { Measure, MeasureAsked, MeasurePoint } from '#platform/area'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { type ShownPoint, suppressSmall } from './suppression.ts'

/** The one way from a measure to a page or a file: whoever stands outside practice never gets a small number. */
export async function shownTo(
  user: User,
  tx: Tx,
  measure: Measure,
  asked: MeasureAsked,
): Promise<readonly ShownPoint[]> {
  const points = await measure.series(tx, asked)
  return isOutsider(user.roles) ? suppressSmall(points) : points.map(asItIs)
}

const asItIs = (point: MeasurePoint): ShownPoint => ({ ...point, isSuppressed: false })
