import { newId } from '#kernel/ids'
import type { Activity } from '#kernel/process-activities'
import type { Barrier, Flow, Lane, MapDocument, Standard, Step } from './rules/document.ts'

/** Who answers for a barrier in a first map. */
export interface Owner {
  readonly id: string
  readonly name: string
}

const localLimit = 'Local standard (council report §11)'
const workingTogether = 'Working Together'

type Made = Omit<Step, 'id' | 'laneId' | 'note' | 'activities' | 'standard'> &
  Partial<Pick<Step, 'note' | 'activities'>> & {
    readonly standard?: Omit<Standard, 'countsFrom'> & { readonly from?: string }
  }

/** The way from a contact to the initial child protection conference, by agency, with the barriers that agencies name first. */
export function firstMap(owner: Owner): MapDocument {
  const lanes: readonly Lane[] = [
    { id: newId(), name: 'Referrer', agency: 'family-or-public' },
    { id: newId(), name: 'Front door', agency: 'local-authority' },
    { id: newId(), name: 'Area team', agency: 'local-authority' },
    { id: newId(), name: 'NHS', agency: 'nhs' },
    { id: newId(), name: 'Police', agency: 'police' },
  ]
  const ids = new Map(Object.keys(made).map((key) => [key, newId()]))
  const idOf = (key: string): string => ids.get(key) ?? ''
  const laneOf = (name: string): string => lanes.find((lane) => lane.name === name)?.id ?? ''
  const steps = Object.entries(made).map(([key, [lane, step]]): Step => {
    const { standard, ...rest } = step
    const counted: Standard | null =
      standard === undefined
        ? null
        : {
            amount: standard.amount,
            unit: standard.unit,
            source: standard.source,
            countsFrom: standard.from === undefined ? null : idOf(standard.from),
          }
    return { note: '', activities: [], ...rest, id: idOf(key), laneId: laneOf(lane), standard: counted }
  })
  const joined = flows.map(([from, to, condition = '', after = []]): Flow => {
    return { id: newId(), from: idOf(from), to: idOf(to), condition, after: [...after] }
  })
  const hindering = barriers.map(({ at, lane, ...words }): Barrier => {
    return {
      id: newId(),
      stepId: idOf(at),
      laneId: laneOf(lane),
      ownerId: owner.id,
      ownerName: owner.name,
      dueOn: null,
      ...words,
    }
  })
  return { lanes: [...lanes], steps, flows: joined, barriers: hindering }
}

const closing: readonly Activity[] = ['decided-no-further-action', 'decided-information-and-advice']
const passing: readonly Activity[] = ['decided-early-help', 'decided-transfer', 'decided-already-open']

const made: Readonly<Record<string, readonly [lane: string, step: Made]>> = {
  worry: ['Referrer', { kind: 'start', name: 'Somebody worries about a child' }],
  contact: ['Front door', { kind: 'task', name: 'Receive the contact', activities: ['contact-received'] }],
  decide: [
    'Front door',
    {
      kind: 'task',
      name: 'Decide the outcome',
      note: 'A named manager decides and records why.',
      activities: [...closing, ...passing, 'decided-assessment', 'decided-strategy-discussion'],
      standard: { amount: 24, unit: 'elapsed-hours', source: localLimit, from: 'contact' },
    },
  ],
  which: ['Front door', { kind: 'decision', name: 'Which outcome?' }],
  closed: ['Front door', { kind: 'end', name: 'Advice, or no further action' }],
  passed: ['Front door', { kind: 'end', name: 'Passed to another service' }],
  referral: ['Area team', { kind: 'task', name: 'Take the referral', activities: ['referral'] }],
  assess: ['Area team', { kind: 'task', name: 'Start the assessment', activities: ['assessment-started'] }],
  risk: ['Area team', { kind: 'decision', name: 'Reasonable cause to suspect significant harm?' }],
  call: [
    'Area team',
    {
      kind: 'task',
      name: 'Call a strategy discussion',
      note: 'With all three partners.',
      activities: ['discussion-due'],
    },
  ],
  together: ['Area team', { kind: 'parallel', name: 'Everyone prepares' }],
  nhs: ['NHS', { kind: 'task', name: 'Gather what health knows, and attend' }],
  police: ['Police', { kind: 'task', name: 'Gather what police know, and attend' }],
  discuss: [
    'Area team',
    {
      kind: 'task',
      name: 'Hold the strategy discussion',
      activities: ['discussion-held'],
      standard: { amount: 24, unit: 'elapsed-hours', source: 'Local standard', from: 'call' },
    },
  ],
  enquire: ['Area team', { kind: 'task', name: 'Start the section 47 enquiry', activities: ['section-47-started'] }],
  circulate: [
    'Area team',
    {
      kind: 'task',
      name: 'Circulate the record',
      activities: ['discussion-circulated'],
      standard: { amount: 1, unit: 'working-days', source: 'Practice standard', from: 'discuss' },
    },
  ],
  authorise: [
    'Area team',
    {
      kind: 'task',
      name: 'Authorise the assessment',
      activities: ['assessment-authorised'],
      standard: { amount: 45, unit: 'working-days', source: workingTogether, from: 'referral' },
    },
  ],
  substantiated: ['Area team', { kind: 'decision', name: 'Is the child at continuing risk?' }],
  conference: [
    'Area team',
    {
      kind: 'task',
      name: 'Hold the initial child protection conference',
      activities: ['conference-held'],
      standard: { amount: 15, unit: 'working-days', source: workingTogether, from: 'enquire' },
    },
  ],
  planned: ['Area team', { kind: 'end', name: 'Child protection plan decided' }],
  ended: ['Area team', { kind: 'end', name: 'Child in need plan, or closed' }],
}

const flows: readonly (readonly [from: string, to: string, condition?: string, after?: readonly Activity[]])[] = [
  ['worry', 'contact'],
  ['contact', 'decide'],
  ['decide', 'which', '', [...closing, ...passing, 'decided-assessment']],
  ['decide', 'call', 'Strategy discussion', ['decided-strategy-discussion']],
  ['which', 'closed', 'Advice or none', closing],
  ['which', 'passed', 'Early help, open, transfer', passing],
  ['which', 'referral', 'Assessment', ['decided-assessment']],
  ['referral', 'assess'],
  ['assess', 'risk'],
  ['risk', 'call', 'Yes'],
  ['risk', 'authorise', 'No'],
  ['call', 'together'],
  ['together', 'nhs'],
  ['together', 'police'],
  ['together', 'discuss'],
  ['nhs', 'discuss'],
  ['police', 'discuss'],
  ['discuss', 'enquire'],
  ['enquire', 'circulate'],
  ['circulate', 'authorise'],
  ['authorise', 'substantiated'],
  ['substantiated', 'conference', 'Yes'],
  ['substantiated', 'ended', 'No'],
  ['conference', 'planned'],
]

const barriers: readonly (Pick<Barrier, 'what' | 'effect' | 'action'> & {
  readonly at: string
  readonly lane: string
})[] = [
  {
    at: 'nhs',
    lane: 'NHS',
    what: 'Clinic times clash with discussions',
    effect: 'Health sends information in place of somebody, or is silent.',
    action: 'Agree two hours a day that clinics keep free, and try it for a month.',
  },
  {
    at: 'police',
    lane: 'Police',
    what: 'Invitations arrive after the shift has changed',
    effect: 'The discussion begins without police, or waits for them.',
    action: 'Invite the shared desk, which is staffed round the clock, instead of a named officer.',
  },
  {
    at: 'circulate',
    lane: 'Area team',
    what: 'Partners cannot open the council’s encrypted mail',
    effect: 'The record reaches absentees days late.',
    action: 'Test a shared workspace with both partners.',
  },
]
