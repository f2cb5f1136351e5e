import { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import type { Block } from '#platform/documents'
import { frames, marginInWords, methods } from '../../cases/words.ts'
import { cycleKinds } from '../../words.ts'
import type { QuarterData } from '../data.ts'
import { inAddress, reportPaths } from '../paths.ts'
import { heading, paragraph, table } from './blocks.ts'
import { all } from './cells.ts'
import { type Figures, withheld } from './figures.ts'

/** What was due and what became of it: the denominator of everything after it. */
export function progressSection(data: QuarterData, { cell }: Figures): readonly Block[] {
  const row = (kind: string, name: string) => [
    name,
    cell(`due/${kind}`, { kind }),
    cell(`done/${kind}`, { kind, state: 'done' }),
    cell(`late/${kind}`, { kind, state: 'done', late: 'yes' }),
    cell(`overdue/${kind}`, { kind, state: 'overdue' }),
    cell(`excused/${kind}`, { kind, state: 'excused' }),
    cell(`toCome/${kind}`, { kind, state: 'to-come' }),
  ]
  return [
    heading('What was due, and what was done'),
    paragraph(
      'An audit belongs to the quarter in which it was due, whenever it was done. Done means sent in by everybody who was to mark it. Excused ones stay in what was due.',
    ),
    table(
      'Audits due in the quarter',
      ['Kind', 'Due', 'Done', 'Of these, late', 'Not done and overdue', 'Excused', 'Due day to come'],
      [...data.progress.map(({ kind }) => row(kind, cycleKinds[kind])), row(all, 'All audits')],
    ),
  ]
}

/** What was audited out of what: without it a grade mix means nothing (practice.md, trap 14). */
export function framesSection(data: QuarterData, figures: Figures): readonly Block[] {
  const title = heading('What was drawn, and from what')
  if (figures.isPublic) return [title, ...publicFrames(data, figures)]
  const rows = data.rounds.flatMap((round) =>
    (round.draws.length === 0 ? [null] : round.draws).map((draw) => [
      {
        text: `${round.reference} ${round.name}`,
        href: reportPaths.records(inAddress(data.quarter), { cycle: round.id }),
      },
      draw === null ? 'All that were held: every one is audited' : (frames[draw.frameOf] ?? draw.frameOf),
      draw === null ? 'All of them' : `${methods[draw.method]}. ${marginInWords(draw)}`,
      draw?.frameSize ?? null,
      draw?.drawn ?? null,
      round.audits,
    ]),
  )
  return [
    title,
    paragraph('The seed of each draw, with which it can be repeated exactly, stands on the page of its round.'),
    table('Rounds', ['Round', 'From', 'How', 'Frame', 'Drawn', 'Audits due in the quarter'], rows, {
      wordColumns: 3,
      empty: 'No round had an audit due in this quarter.',
    }),
  ]
}

/** By kind and no finer: the name of a round could tell a team. */
function publicFrames({ progress }: QuarterData, { cell, count }: Figures): readonly Block[] {
  const drawn = progress.filter(({ kind }) => count(`frame/${kind}`) !== 0)
  return [
    table(
      'Frame and sample',
      ['Kind', 'Frame', 'Drawn'],
      drawn.map(({ kind }) => [cycleKinds[kind], cell(`frame/${kind}`), cell(`drawn/${kind}`)]),
      { empty: 'Nothing was drawn: all that there was is audited.' },
    ),
  ]
}

/** Quarter by quarter, this one the last. */
export function trendSection(data: QuarterData, { isPublic }: Figures): readonly Block[] {
  return [heading('The last eight quarters'), ...(isPublic ? publicTrend(data) : staffTrend(data))]
}

const shareOf = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator

const inPercent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)} %`)

function staffTrend({ trend }: QuarterData): readonly Block[] {
  const line = (
    id: string,
    title: string,
    of: (row: QuarterData['trend'][number]) => number | null,
    description: string,
  ): Block => ({
    ...{ kind: 'chart', id, title, values: 'share', unit: '', description },
    drawing: { form: 'trend', points: trend.map((row) => ({ period: row.from, value: of(row) })) },
  })
  return [
    line(
      'good-or-better',
      'Share graded good or outstanding, by quarter',
      ({ good, graded }) => shareOf(good, graded),
      'Of audits whose grade stands, by the quarter in which they were due. The table under it gives how many, how many of those due were done, and how many were moderated: read them together.',
    ),
    table(
      'By quarter',
      ['Quarter', 'Due', 'Done', 'In time', 'Excused', 'Graded', 'Good or better', 'Moderated', 'Moderated share'],
      trend.map((row) => {
        const cells = [row.due, row.done, row.inTime, row.excused, row.graded, row.good, row.moderated]
        const { quarter } = row
        return [
          { text: quarter, href: reportPaths.report(inAddress(quarter)) },
          ...cells,
          inPercent(shareOf(row.moderated, row.graded)),
        ]
      }),
    ),
  ]
}

/** Below so many, a share to the nearest five in a hundred could still tell a count. */
const enough = 40

/**
 * Shares of earlier quarters to the nearest five in a hundred: what their own reports withheld must not come out of this one.
 * This quarter's stand above.
 */
function publicTrend({ trend }: QuarterData): readonly Block[] {
  const rough = ({ good, graded }: QuarterData['trend'][number]): string =>
    graded === 0 ? 'none' : graded < enough ? withheld : `about ${Math.round((good / graded) * 20) * 5} %`
  return [
    paragraph(
      `Shares are rounded to the nearest five in a hundred, and given where at least ${enough} audits were graded.`,
    ),
    table(
      'Share graded good or outstanding',
      ['Quarter', 'Good or better'],
      trend.slice(0, -1).map((row) => [row.quarter, rough(row)]),
    ),
  ]
}

export const asOfInWords = ({ asOf }: QuarterData): string =>
  dateInWords(Temporal.Instant.from(asOf).toZonedDateTimeISO('Europe/London').toPlainDate())
