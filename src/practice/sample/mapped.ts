import type { Tx } from '#platform/transaction'
import { makeFirstMap } from '#practice/process-map'
import { sampleStaff } from './staff.ts'

/** The process as the sample's agencies have mapped it. */
export const mapProcess = (tx: Tx): Promise<void> =>
  makeFirstMap(tx, { id: sampleStaff.serviceManager, name: 'Colin Speight' })
