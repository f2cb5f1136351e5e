import { type WorkingCalendar, workingClock } from '#kernel/clock'
import { type Discovered, discovery, type Timing } from '#kernel/process-discovery'
import type { ProcessEventSource } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { type LogAsked, readCases } from './read-log.ts'

export interface DiscoverAsked extends LogAsked {
  /** Times to be measured in each case, such as the standard times of a map. */
  readonly timings?: readonly Timing[]
}

/** The process as the records of every area show it. A million events take some seconds; see bench. */
export async function discoverProcess(
  tx: Tx,
  sources: readonly ProcessEventSource[],
  asked: DiscoverAsked,
  calendar: WorkingCalendar,
): Promise<Discovered> {
  const clock = workingClock(calendar)
  const found = discovery(clock, asked.timings)
  for await (const batch of readCases(tx, sources, asked, clock)) {
    for (const { cases } of batch) for (const one of cases) found.take(one)
  }
  return found.finish()
}
