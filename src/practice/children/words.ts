/** Closed lists about children, and the words shown for them. Codes are Annex A's. */

export const genders = { a: 'Male', b: 'Female', c: 'Not stated or recorded', d: 'Neither' } as const
export type Gender = keyof typeof genders

export const ethnicities = {
  WBRI: 'White British',
  WIRI: 'White Irish',
  WIRT: 'Traveller of Irish heritage',
  WOTH: 'Any other White background',
  WROM: 'Gypsy or Roma',
  MWBC: 'White and Black Caribbean',
  MWBA: 'White and Black African',
  MWAS: 'White and Asian',
  MOTH: 'Any other Mixed background',
  AIND: 'Indian',
  APKN: 'Pakistani',
  ABAN: 'Bangladeshi',
  AOTH: 'Any other Asian background',
  BCRB: 'Caribbean',
  BAFR: 'African',
  BOTH: 'Any other Black background',
  CHNE: 'Chinese',
  OOTH: 'Any other ethnic group',
  REFU: 'Refused',
  NOBT: 'Not yet obtained',
} as const
export type Ethnicity = keyof typeof ethnicities

/** Children in need census: primary need codes. */
export const needs = {
  N1: 'Abuse or neglect',
  N2: "Child's disability or illness",
  N3: "Parent's disability or illness",
  N4: 'Family in acute stress',
  N5: 'Family dysfunction',
  N6: 'Socially unacceptable behaviour',
  N7: 'Low income',
  N8: 'Absent parenting',
  N9: 'Cases other than children in need',
  N0: 'Not stated',
} as const
export type Need = keyof typeof needs

export const nameKinds = {
  'known-as': 'Known as',
  former: 'Former name',
  birth: 'Name at birth',
  alias: 'Another name',
} as const
export type NameKind = keyof typeof nameKinds

export const serviceKinds = {
  school: 'School',
  'early-years': 'Nursery or childminder',
  gp: 'GP',
  'health-visitor': 'Health visitor',
  midwife: 'Midwife',
  other: 'Another service',
} as const
export type ServiceKind = keyof typeof serviceKinds

export const relations = {
  mother: 'Mother',
  father: 'Father',
  'step-parent': 'Step-parent',
  partner: "Parent's partner",
  grandparent: 'Grandparent',
  carer: 'Carer',
  child: 'Child of the household',
  other: 'Another adult',
} as const
export type Relation = keyof typeof relations
