import { londonDate } from '#kernel/clock'
import type { Drawn } from '#kernel/sampling'
import { count, dayInWords } from '#kernel/words'
import type { Block } from '#platform/documents'
import type { Referral } from '#practice/front-door'

export const sampleOf = (frame: readonly Referral[], drawn: Drawn): readonly Referral[] => {
  const byReference = new Map(frame.map((referral) => [referral.reference, referral]))
  return drawn.ids.flatMap((reference) => byReference.get(reference) ?? [])
}

/** Cases with abuse or neglect, or from the police, about which no discussion was held: should there have been one? */
export const sampleBlocks = (sample: readonly Referral[], drawn: Drawn): readonly Block[] => [
  {
    kind: 'paragraph',
    text: `Referrals of the week whose primary need is abuse or neglect (N1), or that came from the police, and about whose children no strategy discussion was held or is due: ${count(drawn.frameSize, 'referral')}. Drawn at random: should there have been one?`,
  },
  {
    kind: 'facts',
    rows: [
      { term: 'Drawn from', value: count(drawn.frameSize, 'referral') },
      { term: 'Seed', value: drawn.seed },
      { term: 'SHA-256 of the references drawn from', value: drawn.frameSha256 },
    ],
  },
  {
    kind: 'table',
    caption: 'Cases to look at',
    columns: [
      { heading: 'Contact', width: 3 },
      { heading: 'Received', width: 3 },
      { heading: 'Why it is here', width: 3 },
      { heading: 'Children', width: 2, isNumeric: true },
    ],
    rows: sample.map((referral) => ({
      cells: [
        { text: referral.reference, href: `/contacts/${referral.contactId}` },
        dayInWords(londonDate(referral.receivedAt)),
        [referral.isAbuseOrNeglect ? 'Abuse or neglect' : '', referral.sourceCode === '6' ? 'Police' : '']
          .filter((word) => word !== '')
          .join(', '),
        referral.children,
      ],
      about: [{ subject: 'contact' as const, id: referral.contactId }],
    })),
    empty: 'None: about every such case there was a discussion.',
  },
]
