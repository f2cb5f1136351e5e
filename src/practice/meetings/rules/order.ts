import type { Moved } from '../words.ts'

/** The order after an item has changed places with the one above or below it; null where there is none, or no such item. */
export function orderAfter(ids: readonly string[], id: string, moved: Moved): readonly string[] | null {
  const from = ids.indexOf(id)
  const to = moved === 'up' ? from - 1 : from + 1
  const other = ids[to]
  if (from === -1 || other === undefined) return null
  return ids.map((each, place) => (place === from ? other : place === to ? id : each))
}
