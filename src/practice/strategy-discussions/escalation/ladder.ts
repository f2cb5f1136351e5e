import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import {
  type Agency,
  covering,
  decidersOnDuty,
  findAgency,
  headOfService,
  isAbsent,
  lineManagerOf,
  listAgencies,
  listEscalationContacts,
  listHoldersOf,
  listPeople,
  namesOf,
  serviceManagerFor,
  teamOn,
} from '#practice/organisation'
import { type ConditionKey, conditionOf, type RungHolder } from './conditions.ts'
import type { Line } from './rules/facts.ts'

/** Somebody by name, or an agency's desk, who is asked. */
export interface Addressee {
  readonly name: string
  /** Whom they stand in for; '' when it is their own turn. */
  readonly insteadOf: string
  readonly email: string
  readonly telephone: string
  readonly personId: string | null
  readonly contactId: string | null
  readonly agencyId: string | null
}

/** The rungs of one escalation at one moment, lowest first. A rung without anybody is skipped, and it is said. */
export interface Ladder {
  readonly rungs: readonly { readonly rung: number; readonly to: Addressee | null }[]
  /** The partner's agency, where it is known; also where the authority's own line is asked about what came from it. */
  readonly agencyId: string | null
}

/** Which escalation a ladder is for. */
interface Asked {
  readonly condition: ConditionKey
  readonly partner: string | null
  readonly agencyId: string | null
}

const own: readonly RungHolder[] = ['chair', 'service-manager', 'head-of-service']

/**
 * Whom to ask, rung by rung, as the register stands at `at`: of a partner its desk and then those it has named; of the
 * authority whoever chairs or manages the team, the service manager and the head of service, each with their cover. An agency
 * that has named nobody, or none that is known, leaves it to the authority's own line: never to nobody in silence.
 */
export async function ladderFor(tx: Tx, line: Line, asked: Asked, at: Temporal.Instant): Promise<Ladder> {
  const holders = conditionOf(asked.condition).rungs
  if (!holders.includes('agency'))
    return { rungs: await authorityRungs(tx, line, holders, at), agencyId: asked.agencyId }
  const agency = asked.partner === 'local-authority' ? null : await agencyFor(tx, asked)
  const rungs = agency === null ? [] : await agencyRungs(tx, agency, at)
  if (rungs.some(({ to }) => to !== null)) return { rungs, agencyId: agency?.id ?? null }
  return { rungs: await authorityRungs(tx, line, own, at), agencyId: agency?.id ?? null }
}

/** The agency that was invited; else the only one there is of the partner's kind. */
async function agencyFor(tx: Tx, { partner, agencyId }: Asked): Promise<Agency | null> {
  if (agencyId !== null) return findAgency(tx, agencyId)
  const ofKind = (await listAgencies(tx)).filter(({ kind }) => kind === partner)
  return ofKind.length === 1 ? (ofKind[0] ?? null) : null
}

async function agencyRungs(tx: Tx, agency: Agency, at: Temporal.Instant): Promise<Ladder['rungs']> {
  const contacts = await listEscalationContacts(tx, agency.id)
  const desk = deskOf(agency)
  const before = desk === null ? 0 : 1
  const highest = Math.max(0, ...contacts.map(({ rung }) => rung))
  const named: { rung: number; to: Addressee | null }[] = desk === null ? [] : [{ rung: 1, to: desk }]
  for (let rung = 1; rung <= highest; rung += 1) {
    let to: Addressee | null = null
    for (const contact of contacts.filter((each) => each.rung === rung)) to ??= await contactThere(tx, contact, at)
    named.push({ rung: rung + before, to })
  }
  return named
}

const deskOf = ({ id, name, deskName, deskEmail, deskTelephone }: Agency): Addressee | null =>
  deskEmail === '' && deskTelephone === ''
    ? null
    : {
        name: deskName === '' ? `${name}, desk` : deskName,
        insteadOf: '',
        email: deskEmail,
        telephone: deskTelephone,
        personId: null,
        contactId: null,
        agencyId: id,
      }

/** The contact, or whoever stands in; null when they are away and nobody does. */
async function contactThere(
  tx: Tx,
  contact: Awaited<ReturnType<typeof listEscalationContacts>>[number],
  at: Temporal.Instant,
): Promise<Addressee | null> {
  const { id: contactId, agencyId, name, email, telephone, personId } = contact
  const there: Addressee = { name, insteadOf: '', email, telephone, personId, contactId, agencyId }
  if (personId === null) return there
  const standIn = await covering(tx, personId, at)
  if (standIn !== null) return personAs(tx, standIn.personId, { insteadOf: name, agencyId, contactId })
  return (await isAbsent(tx, personId, at)) ? null : there
}

async function personAs(
  tx: Tx,
  personId: string,
  more: Partial<Pick<Addressee, 'insteadOf' | 'agencyId' | 'contactId'>> = {},
): Promise<Addressee | null> {
  const [person] = await listPeople(tx, { ids: [personId], withThoseWhoLeft: true })
  if (person === undefined) return null
  const { name, email, telephone } = person
  return { name, email, telephone, personId, insteadOf: '', contactId: null, agencyId: null, ...more }
}

async function authorityRungs(
  tx: Tx,
  line: Line,
  holders: readonly RungHolder[],
  at: Temporal.Instant,
): Promise<Ladder['rungs']> {
  const rungs: { rung: number; to: Addressee | null }[] = []
  for (const [index, holder] of holders.entries()) {
    const to = await holderOf(tx, line, holder, at)
    // Nobody is asked twice: a chair who is the service manager is the first rung.
    const isAsked = to !== null && rungs.some((rung) => rung.to?.personId === to.personId)
    rungs.push({ rung: index + 1, to: isAsked ? null : to })
  }
  return rungs
}

async function holderOf(tx: Tx, line: Line, holder: RungHolder, at: Temporal.Instant): Promise<Addressee | null> {
  switch (holder) {
    case 'agency':
      return null
    case 'chair':
      return (await chairOf(tx, line, at)) ?? teamManagerOf(tx, line, at)
    case 'team-manager':
      return teamManagerOf(tx, line, at)
    case 'service-manager':
      return serviceManagerOf(tx, line, at)
    case 'head-of-service':
      return asAddressee(tx, await headOfService(tx, at))
  }
}

type Turn = Awaited<ReturnType<typeof headOfService>>

/** Somebody who is away with nobody standing in is not waited for. */
async function asAddressee(tx: Tx, turn: Turn): Promise<Addressee | null> {
  if (turn === null || turn.isAway) return null
  const insteadOf = turn.insteadOf === null ? '' : ((await namesOf(tx, [turn.insteadOf])).get(turn.insteadOf) ?? '')
  return personAs(tx, turn.personId, { insteadOf })
}

const chairOf = async (tx: Tx, { chairId }: Line, at: Temporal.Instant): Promise<Addressee | null> =>
  chairId === null ? null : themselvesOrCover(tx, chairId, at)

async function themselvesOrCover(tx: Tx, personId: string, at: Temporal.Instant): Promise<Addressee | null> {
  const standIn = await covering(tx, personId, at)
  if (standIn !== null) return asAddressee(tx, standIn)
  return (await isAbsent(tx, personId, at)) ? null : personAs(tx, personId)
}

/** The manager of the team; else the allocated worker's own; else whoever decides at the front door now. Never the chair. */
async function teamManagerOf(tx: Tx, line: Line, at: Temporal.Instant): Promise<Addressee | null> {
  const { teamId, allocatedWorkerId, chairId: chair } = line
  for (const manager of teamId === null ? [] : await managersOfTeam(tx, teamId, at)) {
    if (manager === chair) continue
    const there = await themselvesOrCover(tx, manager, at)
    if (there !== null) return there
  }
  const above = allocatedWorkerId === null ? null : await lineManagerOf(tx, allocatedWorkerId, at)
  if (above !== null && !above.isAway && above.personId !== chair) return asAddressee(tx, above)
  const onDuty = (await decidersOnDuty(tx, at)).find(({ personId }) => personId !== chair)
  return onDuty === undefined ? null : asAddressee(tx, onDuty)
}

async function managersOfTeam(tx: Tx, teamId: string, at: Temporal.Instant): Promise<readonly string[]> {
  const day = londonDate(at)
  const managers: string[] = []
  for (const role of ['team-manager', 'duty-manager'] as const)
    for (const personId of await listHoldersOf(tx, role, at))
      if ((await teamOn(tx, personId, day)) === teamId) managers.push(personId)
  return managers
}

/** Above whoever chairs, or above the team; else whoever holds the role. */
async function serviceManagerOf(tx: Tx, line: Line, at: Temporal.Instant): Promise<Addressee | null> {
  const { teamId, allocatedWorkerId, chairId: chair } = line
  const whose = [
    ...(chair === null ? [] : [{ personId: chair }]),
    ...(teamId === null ? [] : [{ teamId }]),
    ...(allocatedWorkerId === null ? [] : [{ personId: allocatedWorkerId }]),
  ]
  for (const one of whose) {
    const found = await asAddressee(tx, await serviceManagerFor(tx, one, at))
    if (found !== null) return found
  }
  for (const holder of await listHoldersOf(tx, 'service-manager', at)) {
    const there = await themselvesOrCover(tx, holder, at)
    if (there !== null) return there
  }
  return null
}
