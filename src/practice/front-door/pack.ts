import { elapsedMinutes, londonDate, startOfLondonDay } from '#kernel/clock'
import { drawSample } from '#kernel/sampling'
import { count, dayInWords, durationInWords } from '#kernel/words'
import { forAuthority, type PackSection, type PackSource } from '#platform/area'
import type { Block, TableRow } from '#platform/documents'
import { paths } from './paths.ts'
import { listChecksOf, listReferrals, type Referral } from './store/referrals.ts'
import { outcomes, sources } from './words.ts'

/** As many as a meeting can talk about. */
const drawnEachWeek = 10

const sampleName = 'referrals'

/**
 * For the weekly referral review: a random sample of the contacts that became referrals in the week (for assessment, or a
 * strategy discussion). References and times, no name and no word that anybody said: whoever wants more opens the contact, by
 * their own right. Contacts about restricted records are never drawn. An agency is shown those it was asked about.
 */
export const frontDoorPack: PackSource = async (tx, { from, to, audience, seed, occasion }) => {
  if (occasion !== 'referral-review') return []
  const referrals = await listReferrals(tx, startOfLondonDay(from), startOfLondonDay(to))
  const frame = referrals.map(({ reference }) => reference)
  const drawn = drawSample(frame, drawnEachWeek, `${seed}/${sampleName}`)
  const byReference = new Map(referrals.map((referral) => [referral.reference, referral]))
  const sampled = drawn.ids.flatMap((reference) => byReference.get(reference) ?? [])
  const section = { key: 'referral-sample', title: 'Referrals drawn at random', order: 400 }
  if (audience !== forAuthority) {
    const asked = await listChecksOf(
      tx,
      audience,
      sampled.map(({ contactId }) => contactId),
    )
    const part = sampled.filter(({ contactId }) => asked.has(contactId))
    tx.trail.saw(
      'contact',
      part.map(({ contactId }) => contactId),
    )
    return [{ ...section, blocks: agencyBlocks(part, asked, drawn.frameSize, drawn.ids.length) }]
  }
  tx.trail.saw(
    'contact',
    sampled.map(({ contactId }) => contactId),
  )
  return [
    {
      ...section,
      blocks: [...drawnHow(drawn.frameSize, drawn.ids.length, drawn.seed, drawn.frameSha256), tableOf(sampled)],
      samples: [{ name: sampleName, drawn }],
    },
  ] satisfies readonly PackSection[]
}

const whichOnes =
  'contacts whose outcome was assessment or a strategy discussion. Contacts about restricted records are not among them.'

function explained(frameSize: number, drawnSize: number): string {
  if (frameSize === 0) return 'No contact became a referral in this week.'
  if (drawnSize === frameSize)
    return `${count(frameSize, 'referral')}: every one of the week, for there were no more than are drawn. They are ${whichOnes}`
  return `${count(drawnSize, 'referral')} drawn at random from the ${frameSize} of the week: ${whichOnes}`
}

const drawnHow = (frameSize: number, drawnSize: number, seed: string, frameSha256: string): readonly Block[] => [
  { kind: 'paragraph', text: explained(frameSize, drawnSize) },
  {
    kind: 'facts',
    rows: [
      { term: 'Drawn from', value: count(frameSize, 'referral') },
      { term: 'Seed', value: seed },
      { term: 'SHA-256 of the references drawn from', value: frameSha256 },
    ],
  },
]

const empty = 'None.'

const tableOf = (referrals: readonly Referral[]): Block => ({
  kind: 'table',
  caption: 'Referrals to look at',
  columns: [
    { heading: 'Contact', width: 2.4 },
    { heading: 'Received', width: 2 },
    { heading: 'From', width: 2.7 },
    { heading: 'Outcome', width: 2.6 },
    { heading: 'Decided after', width: 1.7 },
    { heading: 'Conversations', width: 2.8, isNumeric: true },
    { heading: 'Checks back', width: 1.5 },
    { heading: 'History', width: 1.5 },
  ],
  rows: referrals.map(authorityRow),
  empty,
})

const authorityRow = (referral: Referral): TableRow => ({
  cells: [
    { text: referral.reference, href: paths.contact({ contactId: referral.contactId }) },
    dayInWords(londonDate(referral.receivedAt)),
    sources[referral.sourceCode].words,
    `${outcomesOf(referral)} (${count(referral.children, 'child', 'children')})`,
    durationInWords(elapsedMinutes(referral.receivedAt, referral.decidedAt)),
    referral.conversations,
    referral.checks === 0 ? 'none asked' : `${referral.checksBack} of ${referral.checks}`,
    referral.wasHistoryConsidered ? 'Looked at' : 'Not told',
  ],
  about: [{ subject: 'contact', id: referral.contactId }],
})

const outcomesOf = ({ outcomes: came }: Referral): string => came.map((outcome) => outcomes[outcome]).join(', ')

function agencyBlocks(
  part: readonly Referral[],
  asked: ReadonlyMap<string, { readonly asked: number; readonly back: number }>,
  frameSize: number,
  drawnSize: number,
): readonly Block[] {
  return [
    { kind: 'paragraph', text: explained(frameSize, drawnSize) },
    {
      kind: 'table',
      caption: 'Those that your agency was asked about',
      columns: [
        { heading: 'Contact', width: 2 },
        { heading: 'Received', width: 2 },
        { heading: 'Outcome', width: 2 },
        { heading: 'Your answers', width: 2 },
      ],
      rows: part.map((referral) => ({
        cells: [
          referral.reference,
          dayInWords(londonDate(referral.receivedAt)),
          outcomesOf(referral),
          `${asked.get(referral.contactId)?.back ?? 0} of ${asked.get(referral.contactId)?.asked ?? 0} came back`,
        ],
        about: [{ subject: 'contact', id: referral.contactId }],
      })),
      empty: 'Your agency was asked about none of them.',
    },
  ]
}
