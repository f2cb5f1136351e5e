/** The closed lists of the organisation and the words shown for them. */

export const duties = {
  'duty-manager': 'Duty manager',
  'out-of-hours-decider': 'Out-of-hours decider',
  'duty-social-worker': 'Duty social worker',
} as const

export type Duty = keyof typeof duties
export const dutyNames = Object.keys(duties) as readonly Duty[]

/** What must be covered round the clock, and by which duties. Either kind of decider will do: the clock asks for one. */
export const covers = {
  decider: {
    missing: 'Nobody who may decide is on duty',
    short: 'Nobody who may decide',
    duties: ['duty-manager', 'out-of-hours-decider'],
  },
  'social-worker': {
    missing: 'Nobody is on duty to take contacts',
    short: 'Nobody to take contacts',
    duties: ['duty-social-worker'],
  },
} as const satisfies Record<string, { missing: string; short: string; duties: readonly Duty[] }>

export type Cover = keyof typeof covers

export const agencyKinds = {
  'local-authority': 'Local authority',
  nhs: 'NHS',
  police: 'Police',
  other: 'Other',
} as const

export type AgencyKind = keyof typeof agencyKinds
export const agencyKindNames = Object.keys(agencyKinds) as readonly AgencyKind[]

export const decidesInWords = {
  here: 'Line of Sight',
  'case-system': 'The case system',
} as const

export type DecidesIn = keyof typeof decidesInWords
export const decidesInNames = Object.keys(decidesInWords) as readonly DecidesIn[]

export const trainingKinds = {
  audit: 'Trained to audit',
  'decide-at-night': 'Trained to decide at night',
} as const

export type TrainingKind = keyof typeof trainingKinds
export const trainingKindNames = Object.keys(trainingKinds) as readonly TrainingKind[]

export const absenceKinds = {
  planned: 'Planned',
  unplanned: 'Not planned',
} as const

export type AbsenceKind = keyof typeof absenceKinds
export const absenceKindNames = Object.keys(absenceKinds) as readonly AbsenceKind[]

/** The rungs of an escalation that every agency should name somebody for. */
export const rungs = [1, 2, 3] as const

export const rungWords: Readonly<Record<number, string>> = {
  1: 'Rung 1: the practitioner’s manager',
  2: 'Rung 2: the service lead',
  3: 'Rung 3: the executive lead',
}
