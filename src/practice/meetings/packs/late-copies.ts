import type { Tx } from '#platform/transaction'
import { listKeptCopies, listPacks } from '../store/packs.ts'

/** What agencies that are invited after a pack was issued are given of it. */
export interface LateCopies {
  /** The agencies whose copy was frozen with the pack, and which see it from now on. */
  readonly given: readonly string[]
  /** Those for which none was: they were not on the register then, or the pack is of before copies were kept. */
  readonly without: readonly string[]
}

/**
 * Gives agencies that are invited to a meeting now their copies of its pack, where it has one: as they were frozen when it was
 * issued, never from the facts as they have become. The invitation is what opens a copy; that it was given is trailed.
 */
export async function giveCopies(tx: Tx, meetingId: string, agencyIds: readonly string[]): Promise<LateCopies> {
  const { packs } = await listPacks(tx, { meetingId })
  if (agencyIds.length === 0 || packs.length === 0) return { given: [], without: [] }
  const kept = await listKeptCopies(tx, meetingId, agencyIds)
  for (const { packId, versionId, agencyId, contentSha256 } of kept)
    tx.trail.changed({
      action: 'pack.copy-given',
      subjects: [packId, meetingId],
      content: { versionId, agencyId, contentSha256 },
    })
  const given = new Set(kept.map(({ agencyId }) => agencyId))
  return { given: [...given], without: agencyIds.filter((id) => !given.has(id)) }
}
