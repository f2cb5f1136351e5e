import { newId } from '#kernel/ids'
import { whenInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import { methods, sources, urgencyInShort } from '../../words.ts'
import type { ExtractContact } from './contacts.ts'
import type { KnownContact } from './known.ts'

/**
 * What a corrected extract now says otherwise of contacts that an earlier one brought. The contact as it was first recorded
 * is never changed: the difference is a note in its time line, so that both can be read.
 */
export async function noteChanges(
  tx: Tx,
  contacts: readonly ExtractContact[],
  known: ReadonlyMap<string, KnownContact>,
): Promise<void> {
  const rows = contacts.flatMap((contact) => {
    const earlier = known.get(contact.contactId)
    const differences = earlier ? differencesOf(tx, contact, earlier) : []
    if (!earlier || differences.length === 0) return []
    const note = `A later extract says otherwise. ${differences.join(' ')}`
    return [
      {
        authorityId: tx.who.authorityId,
        id: newId(),
        contactId: earlier.id,
        kind: 'note' as const,
        happenedAt: tx.now,
        note,
      },
    ]
  })
  if (rows.length > 0) await on(tx).insertInto('frontDoor.contactEvent').values(rows).execute()
}

function differencesOf(tx: Tx, { rows }: ExtractContact, earlier: KnownContact): readonly string[] {
  const now = rows[0]?.value
  if (!now) return []
  const received = (at: KnownContact['receivedAt']): string => (at === null ? 'not known' : whenInWords(at, tx.now))
  const compared: readonly (readonly [what: string, before: string, after: string])[] = [
    ['Received', received(earlier.receivedAt), received(now.received.at)],
    ['Source', sources[earlier.sourceCode].words, sources[now.source].words],
    ['Method', earlier.method === null ? '' : methods[earlier.method], now.method === null ? '' : methods[now.method]],
    ['Urgency', urgencyOf(earlier.urgency), urgencyOf(now.urgency)],
    ['The worry', earlier.concern, now.concern],
  ]
  return compared.flatMap(([what, before, after]) =>
    before === after ? [] : [`${what}: ${after || 'blank'}, was ${before || 'blank'}.`],
  )
}

const urgencyOf = (urgency: KnownContact['urgency']): string => (urgency === null ? '' : urgencyInShort[urgency])
