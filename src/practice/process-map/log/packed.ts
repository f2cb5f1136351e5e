import { activityNames, routeNames } from '#kernel/process-activities'
import type { MapEvent } from './read-log.ts'

/**
 * A child's events as PostgreSQL packs them: for each a whole number (contact, route, area, agency, role, activity, whether only
 * the day is known) and its second since 1970, parted by spaces. Read character by character, as there are a million.
 */
export function readPacked(packed: string): readonly MapEvent[] {
  const events: MapEvent[] = []
  let number = 0
  let isNegative = false
  let what = -1
  for (let at = 0; at <= packed.length; at += 1) {
    const code = at === packed.length ? SPACE : packed.charCodeAt(at)
    if (code === MINUS) isNegative = true
    else if (code !== SPACE) number = number * 10 + (code - ZERO)
    else {
      if (what === -1) what = number
      else {
        events.push(unpacked(what, (isNegative ? -number : number) * 1000))
        what = -1
      }
      number = 0
      isNegative = false
    }
  }
  return events
}

const [SPACE, MINUS, ZERO] = [32, 45, 48]

/** By division: with many contacts the number outgrows 32 bits, and so the bitwise operators. */
function unpacked(number: number, at: number): MapEvent {
  let rest = number
  const take = (size: number): number => {
    const part = rest % size
    rest = (rest - part) / size
    return part
  }
  const isDay = take(2) === 1
  const activity = activityNames[take(32)]
  const [role, agency, area, route] = [take(16), take(8), take(256), take(4)]
  if (activity === undefined) throw new RangeError(`${number} names no activity`)
  return { at, isDay, activity, role, agency, area, route: routeNames[route - 1] ?? null, contact: rest }
}
