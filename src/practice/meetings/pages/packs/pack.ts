import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import {
  closeRows,
  type Document,
  documentDownload,
  isUnchanged,
  readDocument,
  recordsIn,
  toHtml,
} from '#platform/documents'
import { page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { closedOf, findPack, listSamples, listVersions, type Version } from '../../store/packs.ts'
import { chosenId } from '../parts/query.ts'
import { packView } from './pack-view.ts'

const query = z.object({
  agency: chosenId,
  format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional(),
})

/** An issued pack, as it was frozen: the authority's copy, or the agency's own. Never worked out again. */
export const packPage = page({
  path: paths.pack,
  may: access.seeMeetings,
  query,
  async view({ tx, params, query: asked, user, now }) {
    const pack = await findPack(tx, params.packId)
    if (pack === null) return missing('pack')
    const versions = await listVersions(tx, pack.id)
    const version =
      asked.agency === undefined ? versions[0] : versions.find(({ agencyId }) => agencyId === asked.agency)
    // A pack of which whoever asks may read no copy, such as a minute-taker.
    if (version === undefined) return missing('copy of the pack')
    const document = await openVersion(tx, version)
    if (asked.format !== undefined) {
      const name = version.agencyId === null ? `pack-${pack.week}` : `pack-${pack.week}-copy`
      return documentDownload(document, { format: asked.format, name, now })
    }
    return screen({
      title: document.title,
      back: { href: paths.meeting({ meetingId: pack.meetingId }), text: pack.meetingReference },
      width: 'wide',
      body: packView({
        pack,
        version,
        versions,
        samples: await listSamples(tx, pack.id),
        body: await toHtml(document),
        user,
        now,
      }),
    })
  },
})

/**
 * The frozen content, checked against its hash, with what is closed to the reader by now left out; what is shown of records is
 * trailed as read.
 */
async function openVersion(tx: Tx, { content }: Version): Promise<Document> {
  if (!isUnchanged(content)) throw new Error('a frozen pack is not what was issued')
  const document = readDocument(content.json)
  const records = recordsIn(document)
  const closed = await closedOf(
    tx,
    records.map(({ id }) => id),
  )
  for (const { subject, id } of records) if (!closed.has(id)) tx.trail.saw(subject, [id])
  return closeRows(document, closed, 'Restricted since this was issued')
}
