import { looseKey } from '#kernel/loose-key'
import type { WantedColumn } from '#platform/tables'

/** A column of the contact extract: one row per contact and child. */
export type ExtractColumn =
  | 'contact_id'
  | 'received_at'
  | 'recorded_at'
  | 'source'
  | 'method'
  | 'urgency'
  | 'concern'
  | 'team'
  | 'recorded_by'
  | 'child_id'
  | 'child_family_name'
  | 'child_given_name'
  | 'child_date_of_birth'
  | 'child_gender'
  | 'child_ethnicity'
  | 'outcome'
  | 'decided_at'
  | 'decision_recorded_at'
  | 'decided_by'
  | 'reason'

const required = (name: ExtractColumn, ...aliases: readonly string[]): WantedColumn<ExtractColumn> => ({
  name,
  aliases,
  isRequired: true,
})

const optional = (name: ExtractColumn, ...aliases: readonly string[]): WantedColumn<ExtractColumn> => ({
  name,
  aliases,
  isRequired: false,
})

/** The columns, and other headers by which case systems call them. A map names any others. */
export const extractColumns: readonly WantedColumn<ExtractColumn>[] = [
  required('contact_id', 'contact', 'contact ref', 'contact reference', 'contact number', 'contact no'),
  required('received_at', 'received', 'date received', 'contact received', 'contact date', 'date of contact'),
  optional('recorded_at', 'recorded', 'date recorded', 'contact recorded'),
  required('source', 'contact source', 'referral source'),
  optional('method', 'contact method', 'how received'),
  optional('urgency', 'priority'),
  optional('concern', 'concerns', 'worry', 'contact reason', 'presenting issue'),
  optional('team', 'contact team'),
  optional('recorded_by', 'contact recorded by', 'created by'),
  required('child_id', 'child', 'child unique id', 'person id', 'client id', 'child reference'),
  optional('child_family_name', 'family name', 'surname', 'last name', 'child surname'),
  optional('child_given_name', 'given name', 'forename', 'first name', 'child forename', 'child first name'),
  optional('child_date_of_birth', 'date of birth', 'dob', 'child dob'),
  optional('child_gender', 'gender', 'sex', 'child sex'),
  optional('child_ethnicity', 'ethnicity'),
  optional('outcome', 'contact outcome', 'decision'),
  optional('decided_at', 'decided', 'date decided', 'decision date', 'outcome date'),
  optional('decision_recorded_at', 'decision recorded', 'outcome recorded', 'outcome recorded at'),
  optional('decided_by', 'decision maker', 'decision by', 'manager'),
  optional('reason', 'rationale', 'decision reason', 'reason for decision', 'outcome reason'),
]

const KEYS = new Set(extractColumns.flatMap(({ name, aliases }) => [name, ...aliases].map(looseKey)))

/** Tells the extract's headers from a title above them: a title has not three of these words in three cells. */
export const isExtractHeaderRow = (texts: readonly string[]): boolean =>
  texts.filter((text) => KEYS.has(looseKey(text))).length >= 3

const [contactId] = extractColumns
const CONTACT_KEYS = new Set([contactId?.name ?? '', ...(contactId?.aliases ?? [])].map(looseKey))

/** Tells an extract from lists that have the same columns of a child: only an extract knows a contact by its number. */
export const isExtract = (texts: readonly string[]): boolean =>
  isExtractHeaderRow(texts) && texts.some((text) => CONTACT_KEYS.has(looseKey(text)))
