import { forAuthority } from '#platform/area'
import type { Block } from '#platform/documents'
import type { PackedEscalation } from './store.ts'

/** Escalations of the week by how far they climbed and how they ended; an agency's copy lists its own. */
export function escalationBlocks(escalations: readonly PackedEscalation[], audience: string): readonly Block[] {
  const rungs = [...Map.groupBy(escalations, ({ rungs: climbed }) => climbed)].sort(([one], [other]) => one - other)
  const shown = escalations.filter(({ agencyId }) => audience === forAuthority || agencyId === audience)
  return [
    {
      kind: 'table',
      caption: 'By the rung they reached',
      columns: [
        { heading: 'Rung', width: 1, isNumeric: true },
        { heading: 'Escalations', width: 2, isNumeric: true },
        { heading: 'Answered in time', width: 2, isNumeric: true },
        { heading: 'Ended', width: 2, isNumeric: true },
        { heading: 'Still open', width: 2, isNumeric: true },
      ],
      rows: rungs.map(([rung, some]) => ({
        cells: [
          rung,
          some.length,
          some.filter(({ wasAnsweredInTime }) => wasAnsweredInTime).length,
          some.filter(({ outcome }) => outcome !== null).length,
          some.filter(({ outcome }) => outcome === null).length,
        ],
      })),
      empty: 'Nothing was escalated in this week.',
    },
    {
      kind: 'table',
      caption: audience === forAuthority ? 'Which' : 'Those to your agency',
      columns: [
        { heading: 'Escalation', width: 2 },
        { heading: 'Discussion or concern', width: 2 },
        { heading: 'About', width: 3 },
        { heading: 'Rung', width: 1, isNumeric: true },
        { heading: 'Outcome', width: 3 },
      ],
      rows: shown.map(({ reference, discussion, condition, rungs: climbed, outcome }) => ({
        cells: [reference, discussion, inWords(condition), climbed, outcome === null ? 'Still open' : inWords(outcome)],
      })),
      empty: 'None.',
    },
  ]
}

/** "not-confirmed": "Not confirmed". */
const inWords = (key: string): string => {
  const plain = key.replaceAll('-', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
