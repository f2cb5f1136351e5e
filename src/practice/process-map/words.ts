/** The closed lists of the process map and the words shown for them. Keys are stored; changing one needs a migration. */

/** Who a lane belongs to. */
export const laneAgencies = {
  'local-authority': 'Local authority',
  nhs: 'NHS',
  police: 'Police',
  education: 'Schools and education',
  'family-or-public': 'Family or public',
  other: 'Another agency',
} as const
export type LaneAgency = keyof typeof laneAgencies

export const stepKinds = {
  start: 'Start',
  task: 'Task',
  decision: 'Decision',
  parallel: 'In parallel',
  end: 'End',
} as const
export type StepKind = keyof typeof stepKinds

export const timeUnits = {
  'working-days': 'working days',
  'working-hours': 'working hours',
  'elapsed-hours': 'elapsed hours',
} as const
export type TimeUnit = keyof typeof timeUnits

export const barrierStatuses = {
  open: 'Open',
  'being-worked-on': 'Being worked on',
  resolved: 'Resolved',
  accepted: 'Accepted as it is',
} as const
export type BarrierStatus = keyof typeof barrierStatuses

/** Whether somebody still has to do something about it. */
export const isStanding = (status: BarrierStatus): boolean => status === 'open' || status === 'being-worked-on'

/** Whose doing an event of the log was: what sources may answer as `agency`. The first stands for anything else. */
export const eventAgencies = {
  'local-authority': 'Local authority',
  nhs: 'NHS',
  police: 'Police',
  other: 'Another agency',
  'family-or-public': 'Family or public',
} as const

/** In which role: what sources may answer as `role`. */
export const eventRoles = {
  'not-said': 'Not said',
  referrer: 'Referrer',
  decider: 'Decider',
  'social-worker': 'Social worker',
  'team-manager': 'Team manager',
  'conference-chair': 'Conference chair',
  'minute-taker': 'Minute-taker',
  partner: 'Partner',
} as const
