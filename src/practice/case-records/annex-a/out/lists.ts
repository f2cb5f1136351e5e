import { csvText, sheetOf, type TableColumn, type WrittenSheet } from '#platform/tables'
import type { AnnexAColumn } from '../columns.ts'
import { answerCell, ethnicityCell, genderCell, sourceCell } from './codes.ts'
import type { Gathered, Listed } from './gather.ts'

export const listNumbers = ['1', '2', '3', '4', '5'] as const
export type ListNumber = (typeof listNumbers)[number]

/** Headers are Ofsted's own: those that we read, and the few that are worked out and read by nobody. */
const column = <Row>(header: AnnexAColumn | Worked, value: TableColumn<Row>['value']): TableColumn<Row> => ({
  header,
  value,
})
type Worked =
  | 'Number of Referrals in Last 12 Months'
  | 'Number of Section 47 Enquiries in the last 12 months'
  | 'Number of ICPCs in the last 12 months'

const childColumns: readonly TableColumn<Listed<unknown>>[] = [
  column('Child Unique ID', ({ child }) => child.number),
  column('Gender', ({ child }) => genderCell(child.gender)),
  column('Ethnicity', ({ child }) => ethnicityCell(child.ethnicity)),
  column('Date of Birth', ({ child }) => child.dateOfBirth),
  column('Age of Child (Years)', ({ child }) => child.age),
]

const contactColumns: readonly TableColumn<Gathered['contacts'][0]>[] = [
  ...childColumns,
  column('Date of Contact', ({ on }) => on),
  column('Contact Source', ({ told }) => sourceCell(told.source)),
]

/** Early help assessments are not kept here: the list stands with its headers and no rows. */
const earlyHelpColumns: readonly TableColumn<Listed<unknown>>[] = [
  ...childColumns,
  ...['Assessment start date', 'Assessment completion date', 'Organisation completing assessment'].map((header) => ({
    header,
    value: () => null,
  })),
]

const referralColumns: readonly TableColumn<Gathered['referrals'][0]>[] = [
  ...childColumns,
  column('Date of Referral', ({ on }) => on),
  column('Referral Source', ({ told }) => sourceCell(told.sourceCode)),
  column('Referral NFA?', ({ told }) => answerCell(told.isNoFurtherAction)),
  column('Number of Referrals in Last 12 Months', ({ before }) => before),
  column('Allocated Team', ({ told }) => told.team),
  column('Allocated Worker', ({ told }) => told.worker),
]

const assessmentColumns: readonly TableColumn<Gathered['assessments'][0]>[] = [
  ...childColumns,
  column('Does the Child have a Disability', ({ told }) => answerCell(told.hasDisability)),
  column('Continuous Assessment Start Date', ({ on }) => on),
  column('Child Seen During Continuous Assessment', ({ told }) => answerCell(told.isChildSeen)),
  column('Continuous Assessment Date of Authorisation', ({ told }) => told.authorisedOn),
  column("Was the child assessed as requiring LA children's social care support?", ({ told }) =>
    answerCell(told.needsSupport),
  ),
  column('Allocated Team', ({ told }) => told.team),
  column('Allocated Worker', ({ told }) => told.worker),
]

const section47Columns: readonly TableColumn<Gathered['section47s'][0]>[] = [
  ...childColumns,
  column('Does the Child have a Disability', ({ told }) => answerCell(told.hasDisability)),
  column('Strategy discussion initiating Section 47 Enquiry Start Date', ({ on }) => on),
  column('Was an Initial Child Protection Conference deemed unnecessary?', ({ told }) =>
    answerCell(told.isConferenceUnnecessary),
  ),
  column('Date of Initial Child Protection Conference', ({ told }) => told.conferenceOn),
  column('Did the Initial Child Protection Conference Result in a Child Protection Plan', ({ told }) =>
    answerCell(told.ledToPlan),
  ),
  column('Number of Section 47 Enquiries in the last 12 months', ({ before }) => before),
  column('Number of ICPCs in the last 12 months', ({ conferencesBefore }) => conferencesBefore),
  column('Allocated Team', ({ told }) => told.team),
  column('Allocated Worker', ({ told }) => told.worker),
]

/** The five lists as the sheets of one workbook. */
export const annexASheets = ({ contacts, referrals, assessments, section47s }: Gathered): readonly WrittenSheet[] => [
  sheetOf({ name: 'List 1', columns: contactColumns, rows: contacts }),
  sheetOf({ name: 'List 2', columns: earlyHelpColumns, rows: [] }),
  sheetOf({ name: 'List 3', columns: referralColumns, rows: referrals }),
  sheetOf({ name: 'List 4', columns: assessmentColumns, rows: assessments }),
  sheetOf({ name: 'List 5', columns: section47Columns, rows: section47s }),
]

/** One list as CSV. */
export function annexACsv(list: ListNumber, gathered: Gathered): string {
  switch (list) {
    case '1':
      return csvText(contactColumns, gathered.contacts)
    case '2':
      return csvText(earlyHelpColumns, [])
    case '3':
      return csvText(referralColumns, gathered.referrals)
    case '4':
      return csvText(assessmentColumns, gathered.assessments)
    case '5':
      return csvText(section47Columns, gathered.section47s)
  }
}
