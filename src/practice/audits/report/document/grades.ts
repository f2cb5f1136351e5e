import type { Block, Cell } from '#platform/documents'
import { type Grade, gradeNames, grades as gradeWords } from '../../words.ts'
import { goodOrBetter, type Mix, type QuarterData, sizeOf, sumOf } from '../data.ts'
import { inAddress, reportPaths } from '../paths.ts'
import { heading, paragraph, shareInWords, table } from './blocks.ts'
import { all, teamKey } from './cells.ts'
import { type Behind, type Figures, withheld } from './figures.ts'

const mixColumns = ['n', ...gradeNames.map((grade) => gradeWords[grade]), 'Good or better (95 % interval)']

/** Grades of the whole audit, by tool and by section. */
export function gradesSection(data: QuarterData, figures: Figures): readonly Block[] {
  const { tools, sections, notFinal } = data.grades
  const whole = sumOf(tools)
  return [
    heading('Grades'),
    paragraph(
      'The grade that stands: the final one where an audit was moderated, otherwise the first. These figures say nothing without how many were due and not done, what they were drawn from, how many were moderated and how far the two graders agreed.',
    ),
    ...(notFinal > 0 && !figures.isPublic
      ? [
          paragraph(
            `${notFinal} more were done and are not final: they are still being graded a second time or agreed, and are in no figure here.`,
          ),
        ]
      : []),
    ...mixChart(whole, figures),
    table(
      'Grades by tool',
      ['Tool', ...mixColumns],
      [
        ...tools.map((tool) => mixRow(figures, tool.name, tool.id, { tool: tool.id }, tool)),
        mixRow(figures, 'All tools', all, {}, whole),
      ],
      { empty: 'No audit of this quarter has a grade that stands.' },
    ),
    ...(figures.isPublic
      ? [paragraph('Grades of single sections are not in the public version: their counts are too small to protect.')]
      : [sectionsTable(data, sections)]),
  ]
}

function mixRow({ cell, has }: Figures, name: string, of: string, behind: Behind, mix: Mix) {
  const isTold = has(`graded/${of}`, ...gradeNames.map((grade) => `${grade}/${of}`))
  return [
    name,
    cell(`graded/${of}`, { ...behind, graded: 'yes' }),
    ...gradeNames.map((grade) => cell(`${grade}/${of}`, { ...behind, grade })),
    isTold ? shareInWords(goodOrBetter(mix), sizeOf(mix)) : withheld,
  ]
}

const sectionsTable = (data: QuarterData, sections: QuarterData['grades']['sections']): Block =>
  table(
    'Grades by section',
    ['Tool', 'Section', ...mixColumns],
    sections.map((section) => [
      section.tool,
      section.title,
      sizeOf(section),
      ...gradeNames.map((grade) => sectionCell(data, section, grade)),
      shareInWords(goodOrBetter(section), sizeOf(section)),
    ]),
    { wordColumns: 2, empty: 'No section has been graded.' },
  )

function sectionCell({ quarter }: QuarterData, section: QuarterData['grades']['sections'][number], grade: Grade): Cell {
  if (section[grade] === 0) return 0
  const behind = { tool: section.toolId, section: section.key, grade }
  return { text: String(section[grade]), href: reportPaths.records(inAddress(quarter), behind) }
}

function mixChart(whole: Mix, { has }: Figures): readonly Block[] {
  if (sizeOf(whole) === 0 || !has(...gradeNames.map((grade) => `${grade}/`))) return []
  return [
    {
      kind: 'chart',
      id: 'grades',
      title: 'Audits by the grade that stands',
      description: `All tools together, ${sizeOf(whole)} audits, in the order of the grades.`,
      values: 'count',
      unit: 'audits',
      drawing: {
        form: 'groups',
        bars: gradeNames.map((grade) => ({ name: gradeWords[grade], value: whole[grade] })),
      },
    },
  ]
}

/** Teams by name with n and interval, and a funnel plot: never an order of merit. */
export function teamsSection(data: QuarterData, figures: Figures): readonly Block[] {
  return [
    heading('Teams'),
    paragraph(
      'By name. Teams differ by chance alone, and small ones most: a team inside the limits of the funnel differs no more than chance explains. What one team’s audits looked at may differ from another’s.',
    ),
    ...(figures.isPublic ? publicTeams(data, figures) : staffTeams(data, figures)),
  ]
}

function staffTeams({ grades }: QuarterData, { cell }: Figures): readonly Block[] {
  const whole = sumOf(grades.teams)
  const points = grades.teams.map((team) => ({
    name: team.name,
    cases: sizeOf(team),
    value: goodOrBetter(team) / sizeOf(team),
  }))
  const funnel: readonly Block[] =
    points.length === 0
      ? []
      : [
          {
            kind: 'chart',
            id: 'teams',
            title: 'Share graded good or outstanding, by how many audits a team had',
            description:
              'Each point is a team. The solid line is all teams together; between the dashed lines chance alone keeps nineteen teams in twenty, between the dotted ones nearly all. The table names them in alphabetical order.',
            values: 'share',
            unit: 'Audits graded',
            drawing: { form: 'funnel', target: goodOrBetter(whole) / sizeOf(whole), points },
          },
        ]
  return [
    ...funnel,
    table(
      'Grades by team',
      ['Team', 'n', 'Good or better', 'Below good', 'Share good or better (95 % interval)'],
      grades.teams.map((team) => {
        const behind = { team: teamKey(team.id) }
        const key = teamKey(team.id)
        return [
          team.name,
          cell(`team/${key}`, { ...behind, graded: 'yes' }),
          cell(`teamGood/${key}`, { ...behind, grade: 'good-or-better' }),
          cell(`teamBelow/${key}`, { ...behind, grade: 'below-good' }),
          shareInWords(goodOrBetter(team), sizeOf(team)),
        ]
      }),
      { empty: 'No team has an audit whose grade stands.' },
    ),
  ]
}

/** A team of which anything is withheld is not named. */
function publicTeams({ grades }: QuarterData, { has, cell }: Figures): readonly Block[] {
  const isTold = ({ id }: { readonly id: string | null }): boolean =>
    has(...['team', 'teamGood', 'teamBelow'].map((of) => `${of}/${teamKey(id)}`))
  const told = grades.teams.filter(isTold)
  const rows = told.map((team) => {
    const key = teamKey(team.id)
    return [
      team.name,
      cell(`team/${key}`),
      cell(`teamGood/${key}`),
      cell(`teamBelow/${key}`),
      shareInWords(goodOrBetter(team), sizeOf(team)),
    ]
  })
  const rest = ['Teams that are not named', withheld, withheld, withheld, withheld]
  return [
    table(
      'Grades by team',
      ['Team', 'n', 'Good or better', 'Below good', 'Share good or better (95 % interval)'],
      told.length === grades.teams.length ? rows : [...rows, rest],
      { empty: 'No team has an audit whose grade stands.' },
    ),
  ]
}
