import type { Temporal } from 'temporal-polyfill'
import type { Drawn } from '#kernel/sampling'
import { forAuthority, type PackAudience, type PackSource } from '#platform/area'
import type { Document } from '#platform/documents'
import type { Tx } from '#platform/transaction'
import { weekInWords } from '../rules/week.ts'
import type { Series } from '../store/series.ts'

export interface PackWanted {
  readonly series: Pick<Series, 'id' | 'kind' | 'name'>
  /** A Monday. */
  readonly week: Temporal.PlainDate
  readonly seed: string
  readonly audience: PackAudience
  /** '' for the authority's own copy. */
  readonly agencyName: string
}

export interface Gathered {
  readonly document: Document
  readonly samples: readonly { readonly name: string; readonly drawn: Drawn }[]
}

/** A week's pack for one audience, from what every area gives for it, as the facts stand now. */
export async function gatherPack(
  tx: Tx,
  sources: readonly PackSource[],
  { series, week, seed, audience, agencyName }: PackWanted,
): Promise<Gathered> {
  const asked = { from: week, to: week.add({ days: 7 }), audience, seed, seriesId: series.id, occasion: series.kind }
  const sections = []
  // One after another: they share the transaction's connection.
  for (const source of sources) sections.push(...(await source(tx, asked)))
  sections.sort((one, other) => one.order - other.order || (one.key < other.key ? -1 : 1))
  const blocks = sections.flatMap(({ title, blocks: own }) => [
    { kind: 'heading', level: 1, text: title } as const,
    ...own,
  ])
  const isOurs = audience === forAuthority
  return {
    document: {
      title: `${series.name}: ${weekInWords(week)}`,
      language: 'en-GB',
      blocks: blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: 'There is nothing in this copy of the pack.' }],
      pageNotes: [
        isOurs
          ? 'The authority’s copy. Partners are given copies of their own: do not pass this one on.'
          : `Copy for ${agencyName}: it holds what this agency was part of. Do not pass it on.`,
      ],
    },
    samples: sections.flatMap(({ samples }) => samples ?? []),
  }
}
