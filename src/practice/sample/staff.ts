import { Temporal } from 'temporal-polyfill'
import type { Outcome } from '#kernel/outcome'
import type { Role } from '#platform/access'
import { hashPassword, samplePassword } from '#platform/accounts'
import type { Tx } from '#platform/transaction'
import {
  addAgency,
  addArea,
  addEscalationContact,
  addPerson,
  addTeam,
  recordAbsence,
  recordCover,
  recordTraining,
} from '#practice/organisation'
import { chance, madeId, seedOf } from './random.ts'

/** Who works in the sample authority, by what later parts of the sample need them for. */
export interface Staff {
  readonly frontDoorTeam: string
  readonly socialWorkers: readonly string[]
  readonly deciders: readonly string[]
  readonly nightDeciders: readonly string[]
  readonly nightWorkers: readonly string[]
  /** Area team managers with a worker each, for allocations. */
  readonly areaWorkers: readonly {
    readonly workerId: string
    readonly workerName: string
    readonly teamId: string
    readonly teamName: string
    readonly managerId: string
    readonly areaId: string
  }[]
  readonly serviceManager: string
  readonly headOfService: string
  readonly administrator: string
  readonly minuteTaker: string
  readonly nhs: string
  readonly police: string
  /** The names of those who chair discussions, by id. */
  readonly names: ReadonlyMap<string, string>
}

/** The sample makes its own facts, so one that is refused is a fault of ours. */
export function made<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`the sample could not be made: ${JSON.stringify(outcome)}`)
}

const since = Temporal.PlainDate.from('2020-01-01')

/** The same person has the same id in every sample, so that the same seed gives the same rows. */
const idOf = (name: string): string =>
  madeId(chance(seedOf(0, name, 0)), Date.UTC(since.year, since.month - 1, since.day))

const frontDoorTeam = 'Duty and Advice Team'
const areas = [
  ['East', 'Simon Okafor', 'Karen Dunne', 'Leila Haddad'],
  ['South', 'Marcus Bell', 'Tessa Ward', 'Joel Carter'],
  ['West', 'Anita Rao', 'Gareth Pugh', 'Bethan Price'],
] as const

/** Who answers for audits and for the areas' work, by id. */
export const sampleLeads = {
  qaLead: idOf('Bernadette Lowe'),
  principal: idOf('Owen Tranter'),
  chief: idOf('Julian Prior'),
  /** Of the areas, in their order. */
  serviceManagers: areas.map(([, service]) => idOf(service)),
} as const

const chairs = [
  'Amina Khan',
  'Daniel Ross',
  'Grace Whitfield',
  'Colin Speight',
  ...areas.flatMap((area) => area.slice(2)),
]

/** Who is who, without asking the database. */
export const sampleStaff: Staff = {
  frontDoorTeam: idOf(frontDoorTeam),
  socialWorkers: ['Jo Lee', 'Sam Okonkwo', 'Priya Nair', 'Tom Fielding'].map(idOf),
  deciders: ['Amina Khan', 'Daniel Ross'].map(idOf),
  nightDeciders: ['Grace Whitfield'].map(idOf),
  nightWorkers: ['Marek Zielinski'].map(idOf),
  areaWorkers: areas.map(([name, _service, manager, worker]) => ({
    workerId: idOf(worker),
    workerName: worker,
    teamId: idOf(`Team ${name}`),
    teamName: `Team ${name}`,
    managerId: idOf(manager),
    areaId: idOf(name),
  })),
  serviceManager: idOf('Colin Speight'),
  headOfService: idOf('Ruth Adeyemi'),
  administrator: idOf('Stephen Grange'),
  minuteTaker: idOf('Lesley Combe'),
  nhs: idOf('Aldershire Community NHS'),
  police: idOf('Aldershire Police'),
  names: new Map(chairs.map((name) => [idOf(name), name])),
}

/** The authority's people: the front door round the clock, three areas, leaders, and partners at their desks. */
export async function makeStaff(tx: Tx): Promise<Staff> {
  // One press signs anybody in; the password is for pages that ask to sign in again.
  const passwordHash = await hashPassword(samplePassword)
  const add = async (
    name: string,
    jobTitle: string,
    roles: readonly Role[],
    more: { teamId?: string; lineManagerId?: string; agencyId?: string } = {},
  ) =>
    made(
      await addPerson(tx, {
        id: idOf(name),
        name,
        email: emailOf(name),
        jobTitle,
        roles,
        startsOn: since,
        passwordHash,
        ...more,
      }),
    )
  const director = await add('Helen Marsh', 'Director of Children and Families', ['director'])
  const chief = await add('Julian Prior', 'Chief Officer, Social Work', ['chief-officer'], { lineManagerId: director })
  const head = await add('Ruth Adeyemi', 'Head of Service, Front Door', ['head-of-service'], { lineManagerId: chief })
  const teamId = made(
    await addTeam(tx, { id: idOf(frontDoorTeam), name: frontDoorTeam, areaId: null, isFrontDoor: true }),
  )
  const service = await add('Colin Speight', 'Service Manager, Front Door', ['service-manager'], {
    lineManagerId: head,
  })
  const at = { teamId, lineManagerId: service }
  const deciders = [
    await add('Amina Khan', 'Duty Team Manager', ['duty-manager'], at),
    await add('Daniel Ross', 'Duty Team Manager', ['duty-manager'], at),
  ]
  const under = { teamId, lineManagerId: deciders[0] ?? service }
  await add('Jo Lee', 'Duty Social Worker', ['duty-social-worker'], under)
  await add('Sam Okonkwo', 'Duty Social Worker', ['duty-social-worker'], under)
  await add('Priya Nair', 'Contact Officer', ['duty-social-worker'], under)
  await add('Tom Fielding', 'Duty Social Worker', ['duty-social-worker'], under)
  const nightDecider = await add('Grace Whitfield', 'Out-of-hours Manager', ['out-of-hours-manager'], at)
  await add('Marek Zielinski', 'Out-of-hours Social Worker', ['duty-social-worker'], at)
  await makeAreas(tx, add, chief)
  await makeAbsence(tx)
  await add('Bernadette Lowe', 'Quality Assurance Lead', ['qa-lead', 'moderator'], { lineManagerId: chief })
  await add('Owen Tranter', 'Principal Social Worker', ['principal-social-worker'], { lineManagerId: chief })
  await add('Farida Aziz', 'Performance Analyst', ['performance-analyst'], { lineManagerId: chief })
  await add('Lesley Combe', 'Minute-taker', ['minute-taker'], { lineManagerId: service })
  await add('Peter Vance', 'Scrutiny Support Officer', ['scrutiny-support'])
  await add('Nia Bevan', 'Voice and Influence Officer', ['voice-and-influence'], { lineManagerId: chief })
  await add('Stephen Grange', 'System Administrator', ['administrator'])
  await makePartners(tx, add)
  for (const personId of [...deciders, nightDecider]) {
    made(
      await recordTraining(tx, {
        personId,
        kind: 'decide-at-night',
        completedOn: since.add({ months: 2 }),
        expiresOn: null,
      }),
    )
  }
  for (const personId of trainedToAudit()) {
    made(await recordTraining(tx, { personId, kind: 'audit', completedOn: auditTrainingOn, expiresOn: null }))
  }
  return sampleStaff
}

/** After the inspectors' visit of July 2021, before audits went across teams. */
export const auditTrainingOn = Temporal.PlainDate.from('2021-09-16')

/** Who is trained to audit. */
export const trainedToAudit = (): readonly string[] => [
  ...sampleLeads.serviceManagers,
  sampleStaff.serviceManager,
  ...sampleStaff.areaWorkers.map(({ managerId }) => managerId),
  sampleLeads.qaLead,
  sampleLeads.principal,
]

type Add = (
  name: string,
  jobTitle: string,
  roles: readonly Role[],
  more?: { teamId?: string; lineManagerId?: string; agencyId?: string },
) => Promise<string>

async function makeAreas(tx: Tx, add: Add, chief: string): Promise<void> {
  for (const [name, service, manager, worker] of areas) {
    const areaId = made(await addArea(tx, { id: idOf(name), name }))
    const serviceManager = await add(service, `Service Manager, ${name}`, ['service-manager'], { lineManagerId: chief })
    const teamName = `Team ${name}`
    const teamId = made(await addTeam(tx, { id: idOf(teamName), name: teamName, areaId }))
    const lineManagerId = await add(manager, `Team Manager, ${name}`, ['team-manager'], {
      teamId,
      lineManagerId: serviceManager,
    })
    await add(worker, 'Social Worker', ['duty-social-worker'], { teamId, lineManagerId })
  }
}

async function makePartners(tx: Tx, add: Add): Promise<void> {
  const nhs = made(
    await addAgency(tx, {
      id: sampleStaff.nhs,
      name: 'Aldershire Community NHS',
      kind: 'nhs',
      deskEmail: 'safeguarding.desk@nhs.example.org',
      deskHours: 'Mon to Fri, 08:00 to 18:00',
    }),
  )
  const police = made(
    await addAgency(tx, {
      id: sampleStaff.police,
      name: 'Aldershire Police',
      kind: 'police',
      deskEmail: 'safeguarding.desk@police.example.org',
      deskHours: 'Every day, round the clock',
    }),
  )
  await nameContacts(tx, nhs, ['Named Nurse', 'Head of Safeguarding'])
  await nameContacts(tx, police, ['Detective Inspector', 'Detective Chief Inspector', 'Superintendent'])
  await add('Dawn Pickering', 'Safeguarding Nurse', ['partner'], { agencyId: nhs })
  await add('Neil Stubbs', 'Detective Sergeant', ['partner'], { agencyId: police })
}

/** Whom to ring, rung by rung; one agency has nobody on its last rung, to be seen and mended. */
async function nameContacts(tx: Tx, agencyId: string, jobTitles: readonly string[]): Promise<void> {
  for (const [at, jobTitle] of jobTitles.entries()) {
    const telephone = `01632 9600${10 + at}`
    made(await addEscalationContact(tx, { agencyId, rung: at + 1, name: jobTitle, jobTitle: '', telephone, email: '' }))
  }
}

/** A team manager away next week, and who stands in. */
async function makeAbsence(tx: Tx): Promise<void> {
  const [away, standIn] = sampleStaff.areaWorkers
  if (away === undefined || standIn === undefined) return
  const span = { startsAt: tx.now.add({ hours: 24 * 3 }), endsAt: tx.now.add({ hours: 24 * 10 }) }
  made(await recordAbsence(tx, { personId: away.managerId, kind: 'planned', ...span }))
  made(await recordCover(tx, { personId: away.managerId, coveredBy: standIn.managerId, ...span }))
}

const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@aldershire.example.org`
