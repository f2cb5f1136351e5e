import { missing } from '#kernel/outcome'
import { type Quarter, readQuarter } from '../../rules/quarter.ts'

/** The quarter of an address, or that there is no such page. */
export function quarterAt(key: string): Quarter | ReturnType<typeof missing> {
  const read = readQuarter(key.toUpperCase())
  return read.ok ? read.value : missing('quarter')
}
