import { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import type { Block } from '#platform/documents'
import { learningKinds } from '../../learning/words.ts'
import type { QuarterData } from '../data.ts'
import { voiceWords } from '../words.ts'
import { heading, paragraph, table } from './blocks.ts'
import { all } from './cells.ts'
import type { Figures } from './figures.ts'

export const themesSection = ({ themes }: QuarterData, { cell }: Figures): readonly Block[] => [
  heading('Themes'),
  table(
    'Findings by theme',
    ['Theme', 'Audits', 'To improve', 'Went well'],
    themes.map(({ id, name }) => {
      const key = id ?? all
      const theme = id ?? 'none'
      return [
        name,
        cell(`theme/${key}`, { theme }),
        cell(`toImprove/${key}`, { theme, finding: 'to-improve' }),
        cell(`wentWell/${key}`, { theme, finding: 'went-well' }),
      ]
    }),
    { empty: 'No finding was recorded in audits whose grade stands.' },
  ),
]

export const actionsSection = (_data: QuarterData, { cell }: Figures): readonly Block[] => [
  heading('Actions, and whether they changed something'),
  paragraph(
    'Done is what the owner says, with evidence. Verified is what somebody independent of them has seen for themselves.',
  ),
  table(
    'Actions raised in these audits, as they stand',
    ['Where they stand', 'Actions'],
    [
      ['Raised', cell('actions', { actions: 'all' })],
      ['Done and verified', cell('action/verified', { actions: 'verified' })],
      ['Done, not verified yet', cell('action/done', { actions: 'done' })],
      ['To do', cell('action/open', { actions: 'open' })],
      ['To do and overdue', cell('action/overdue', { actions: 'overdue' })],
      ['Cancelled', cell('action/cancelled', { actions: 'cancelled' })],
    ],
  ),
]

/** What was delivered, as it was recorded: it names nobody, so the public version has it too. */
export const learningSection = ({ learning }: QuarterData): readonly Block[] => [
  heading('Learning delivered'),
  ...(learning === undefined
    ? [
        paragraph(
          'There is no register of learning events yet, so nothing is counted here. What was learned stands in the themes above and in the single audits.',
        ),
      ]
    : [
        table(
          'Learning delivered in the quarter',
          ['Day', 'What was learned', 'How', 'For whom', 'Themes', 'People'],
          learning.map(({ on, kind, what, forWhom, themes, people }) => [
            ...[dateInWords(Temporal.PlainDate.from(on)), what, learningKinds[kind], forWhom, themes.join(', ')],
            people ?? 'not counted',
          ]),
          { wordColumns: 5, empty: 'No learning was recorded in the quarter.' },
        ),
      ]),
]

/** Whether they were asked, and nothing that they said: the words of one person could be known again. */
export const voicesSection = ({ voices }: QuarterData, { cell }: Figures): readonly Block[] => [
  heading('Voices of workers, children and parents'),
  paragraph(
    'Of audits with a tool that asks them. Children and parents are asked only where it is safe and agreed with the team, and never about a strategy discussion. What anybody said is not quoted.',
  ),
  table(
    'Who was asked',
    ['Who', 'Asked', 'Not asked, with the reason', 'Nothing recorded'],
    voices.map(({ who }) => [
      voiceWords[who],
      cell(`asked/${who}`, { who, answer: 'asked' }),
      cell(`notAsked/${who}`, { who, answer: 'not-asked' }),
      cell(`nothingSaid/${who}`, { who, answer: 'nothing-said' }),
    ]),
    { empty: 'No tool used in this quarter asks anybody beside the record.' },
  ),
]

export const changesSection = ({ whatChanges }: QuarterData): readonly Block[] => [
  heading('What changes next quarter'),
  ...(whatChanges === ''
    ? [paragraph('Nothing has been written yet.')]
    : whatChanges.split(/\r?\n\s*\r?\n/).map((words) => paragraph(words.trim()))),
]
