import { looseKey } from '#kernel/loose-key'
import type { WantedColumn } from '#platform/tables'

const names = {
  child: ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age of Child (Years)'],
  contact: ['Date of Contact', 'Contact Source'],
  referral: ['Date of Referral', 'Referral Source', 'Referral NFA?'],
  assessment: [
    'Continuous Assessment Start Date',
    'Child Seen During Continuous Assessment',
    'Continuous Assessment Date of Authorisation',
    "Was the child assessed as requiring LA children's social care support?",
  ],
  'section-47': [
    'Strategy discussion initiating Section 47 Enquiry Start Date',
    'Was an Initial Child Protection Conference deemed unnecessary?',
    'Date of Initial Child Protection Conference',
    'Did the Initial Child Protection Conference Result in a Child Protection Plan',
  ],
  more: ['Does the Child have a Disability', 'Allocated Team', 'Allocated Worker'],
} as const

/** A column of lists 1, 3, 4 or 5, as Ofsted writes it. */
export type AnnexAColumn = (typeof names)[keyof typeof names][number]

/** Contacts, referrals, assessments, and section 47 enquiries with their conferences. */
export type AnnexAList = 'contact' | 'referral' | 'assessment' | 'section-47'

/** Other headers by which councils' files and older editions call them. */
const aliases: Readonly<Partial<Record<AnnexAColumn, readonly string[]>>> = {
  'Child Unique ID': ['Child ID', 'Child Unique Identifier', 'Unique ID', 'LA Child ID'],
  'Date of Birth': ['DOB'],
  'Age of Child (Years)': ['Age', 'Age of child', 'Age (years)'],
  Gender: ['Sex'],
  'Date of Contact': ['Contact Date'],
  'Contact Source': ['Source of Contact'],
  'Date of Referral': ['Referral Date'],
  'Referral Source': ['Source of Referral'],
  'Referral NFA?': ['Referral No Further Action', 'NFA'],
  // Not "Assessment start date": that is what list 2, early help, calls its own.
  'Continuous Assessment Start Date': ['Continuous Assessment Start', 'Social Work Assessment Start Date'],
  'Continuous Assessment Date of Authorisation': ['Assessment Authorisation Date', 'Date of Authorisation'],
  'Child Seen During Continuous Assessment': ['Child Seen'],
  'Strategy discussion initiating Section 47 Enquiry Start Date': [
    'Section 47 Start Date',
    'S47 Start Date',
    'Strategy discussion date',
    'Section 47 Enquiry Start Date',
  ],
  'Date of Initial Child Protection Conference': ['ICPC Date', 'Date of ICPC'],
  'Does the Child have a Disability': ['Disability'],
  'Allocated Team': ['Team'],
  'Allocated Worker': ['Worker', 'Social Worker'],
}

/** The day that makes the row: without it in the file, it is not this list. */
export const eventColumn = {
  contact: 'Date of Contact',
  referral: 'Date of Referral',
  assessment: 'Continuous Assessment Start Date',
  'section-47': 'Strategy discussion initiating Section 47 Enquiry Start Date',
} as const satisfies Record<AnnexAList, AnnexAColumn>

export const listNames = Object.keys(eventColumn) as readonly AnnexAList[]

const wanted = (list: AnnexAList, name: AnnexAColumn): WantedColumn<AnnexAColumn> => ({
  name,
  aliases: aliases[name] ?? [],
  isRequired: name === 'Child Unique ID' || name === eventColumn[list],
})

/** The columns of one list. */
export const columnsOf = (list: AnnexAList): readonly WantedColumn<AnnexAColumn>[] =>
  [...names.child, ...names[list], ...(list === 'contact' ? [] : names.more)].map((name) => wanted(list, name))

/** Every column of every list, once. */
export const annexAColumns: readonly WantedColumn<AnnexAColumn>[] = [
  ...new Map(listNames.flatMap(columnsOf).map((column) => [column.name, column] as const)).values(),
]

const keysOf = (name: AnnexAColumn): readonly string[] => [name, ...(aliases[name] ?? [])].map(looseKey)

const childKeys = new Set(keysOf('Child Unique ID'))
const eventKeys = new Map(listNames.map((list) => [list, new Set(keysOf(eventColumn[list]))] as const))

/** Which list these headers are of; null for another. */
export function listOf(headers: readonly string[]): AnnexAList | null {
  const keys = headers.map(looseKey)
  if (!keys.some((key) => childKeys.has(key))) return null
  // A sheet of assessments can repeat the date of the referral that led to it: the later step is what it lists.
  return listNames.toReversed().find((list) => keys.some((key) => eventKeys.get(list)?.has(key))) ?? null
}
