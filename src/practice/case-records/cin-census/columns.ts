import type { WantedColumn } from '#platform/tables'

/** The elements of the children in need census that are read. */
export const cinElements = [
  'LAchildID',
  'PersonBirthDate',
  'ExpectedPersonBirthDate',
  'GenderCurrent',
  'Sex',
  'Ethnicity',
  'Disability',
  'CINreferralDate',
  'ReferralSource',
  'ReferralNFA',
  'AssessmentActualStartDate',
  'AssessmentAuthorisationDate',
  'S47ActualStartDate',
  'DateOfInitialCPC',
  'ICPCnotRequired',
] as const
export type CinElement = (typeof cinElements)[number]

/** A census is no table, and its elements have no other names. */
export const cinColumns: readonly WantedColumn<CinElement>[] = []
