import { Temporal } from 'temporal-polyfill'
import type { DiscussionState, SettlementKind } from '../words.ts'

/**
 * The one state in which a discussion is. Nothing settled, or what was settled taken back: due. The steps are a chain, each
 * taking the place of the one before, so there is never more than one last step.
 */
export const stateOf = (lastStep: SettlementKind | null): DiscussionState =>
  lastStep === null || lastStep === 'reopened' ? 'due' : lastStep

/** Lapsed: due, and past its limit. A discussion held late is held; that it was late, its times say. */
export const isLapsed = (
  { state, dueAt }: { readonly state: DiscussionState; readonly dueAt: Temporal.Instant },
  now: Temporal.Instant,
): boolean => state === 'due' && Temporal.Instant.compare(now, dueAt) > 0
