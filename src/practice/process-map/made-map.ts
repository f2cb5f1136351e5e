import type { Tx } from '#platform/transaction'
import { firstMap, type Owner } from './first-map.ts'
import type { MapDocument } from './rules/document.ts'
import { recordBarrierStep } from './store/barriers.ts'
import { addMap, addVersion } from './store/maps.ts'
import { findVersion, publishVersion } from './store/versions.ts'

/**
 * A first map, published, with a barrier that is being worked on; and a draft after it, in which the local limit of the strategy
 * discussion is shorter. For a sample, and for an authority to begin from.
 */
export async function makeFirstMap(tx: Tx, owner: Owner): Promise<void> {
  const document = firstMap(owner)
  const added = await addMap(tx, {
    name: 'From contact to conference',
    purpose:
      'How a worry about a child becomes a decision, a strategy discussion, a section 47 enquiry and a conference.',
    document,
    what: 'Drawn at the workshop with health and police',
  })
  if (!added.ok) throw new Error(`the first map could not be made: ${JSON.stringify(added)}`)
  const { mapId, versionId } = added.value
  const version = await findVersion(tx, versionId)
  if (version === null) throw new Error('the first map is not there')
  await publishVersion(tx, version, 'As agreed by the three partners')
  const [clinics] = document.barriers
  if (clinics !== undefined) {
    const note = 'Two clinics keep 12:00 to 14:00 free from Monday.'
    await recordBarrierStep(tx, { mapId, barrierId: clinics.id, status: 'being-worked-on', note })
  }
  const what = 'Begun as a copy of version 1, with a shorter limit for the discussion'
  await addVersion(tx, { mapId, copiedFrom: versionId, document: withShorterLimit(document), what })
}

const withShorterLimit = (document: MapDocument): MapDocument => ({
  ...document,
  steps: document.steps.map((step) =>
    step.activities.includes('discussion-held') && step.standard !== null
      ? { ...step, standard: { ...step.standard, amount: 16 } }
      : step,
  ),
})
