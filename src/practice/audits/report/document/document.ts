import { Temporal } from 'temporal-polyfill'
import type { Document } from '#platform/documents'
import type { QuarterData } from '../data.ts'
import { quarterInWords } from '../rules/quarter.ts'
import { paragraph } from './blocks.ts'
import { actionsSection, changesSection, learningSection, themesSection, voicesSection } from './ends.ts'
import { figuresOf } from './figures.ts'
import { gradesSection, teamsSection } from './grades.ts'
import { moderationSection } from './moderation.ts'
import { asOfInWords, framesSection, progressSection, trendSection } from './progress.ts'

/**
 * The quarterly report: pure, so that the same data gives the same content whenever it is made. `publicSafe` leaves out what could
 * point to a child, a family or a worker, and whatever would let it be worked out.
 */
export function reportDocument(data: QuarterData, { publicSafe }: { readonly publicSafe: boolean }): Document {
  const figures = figuresOf(data, { publicSafe })
  const span = quarterInWords({ from: Temporal.PlainDate.from(data.from) })
  return {
    title: `Audits of practice: ${span} (${data.quarter})`,
    language: 'en-GB',
    blocks: [
      paragraph(`As the facts stood on ${asOfInWords(data)}.`),
      ...(publicSafe ? [paragraph(publicRule)] : []),
      ...progressSection(data, figures),
      ...framesSection(data, figures),
      ...gradesSection(data, figures),
      ...teamsSection(data, figures),
      ...moderationSection(data, figures),
      ...trendSection(data, figures),
      ...themesSection(data, figures),
      ...actionsSection(data, figures),
      ...learningSection(data),
      ...voicesSection(data, figures),
      ...changesSection(data),
    ],
    pageNotes: [
      publicSafe
        ? 'Public version: small numbers are withheld.'
        : 'For staff. Do not publish: the public version withholds small numbers.',
    ],
  }
}

const publicRule =
  'Counts from one to four are withheld, and so are other counts from which they could be worked out. Teams of which anything is withheld are not named.'
