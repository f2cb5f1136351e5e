import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import type { Role } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { answerOf } from '#test/outcome'
import { addAgency } from './store/agencies.ts'
import { addPerson, type NewPerson } from './store/joining.ts'
import { addArea, addTeam } from './store/places.ts'
import { recordTraining } from './store/training.ts'

/** A small front door for tests: enough people for a line, a rota, cover and two agencies. */
export interface MadeOrganisation {
  readonly front: string
  readonly east: string
  readonly nhs: string
  readonly police: string
  readonly head: string
  readonly service: string
  readonly amina: string
  readonly dan: string
  readonly sue: string
  readonly tom: string
  readonly nurse: string
  readonly officer: string
}

/**
 * Helen heads the service; Grace manages Amina (duty manager), Dan (duty and nights, trained) and Sue (nights, not
 * trained); Tom is a duty social worker under Amina. Ellie is a partner of the NHS, Sam of the police. Addresses are unique
 * over all authorities, hence `domain`.
 */
export async function makeOrganisation(tx: Tx, domain = 'council'): Promise<MadeOrganisation> {
  const area = answerOf(await addArea(tx, { name: 'East' }))
  const front = answerOf(await addTeam(tx, { name: 'Duty and Advice Team', areaId: null, isFrontDoor: true }))
  const east = answerOf(await addTeam(tx, { name: 'East assessment', areaId: area }))
  const nhs = answerOf(await addAgency(tx, { name: 'Community NHS Trust', kind: 'nhs', deskEmail: 'hub@nhs.example' }))
  const police = answerOf(
    await addAgency(tx, { name: 'County Police', kind: 'police', deskEmail: 'desk@police.example' }),
  )
  const head = await made(tx, domain, 'Helen Marsh', ['head-of-service'])
  const service = await made(tx, domain, 'Grace Bell', ['service-manager'], { lineManagerId: head })
  const team = { teamId: front, lineManagerId: service }
  const amina = await made(tx, domain, 'Amina Khan', ['duty-manager'], team)
  const dan = await made(tx, domain, 'Dan Ross', ['duty-manager', 'out-of-hours-manager'], team)
  const sue = await made(tx, domain, 'Sue Okafor', ['out-of-hours-manager'], team)
  const tom = await made(tx, domain, 'Tom Lee', ['duty-social-worker'], { teamId: front, lineManagerId: amina })
  const nurse = await made(tx, domain, 'Ellie Ward', ['partner'], { agencyId: nhs })
  const officer = await made(tx, domain, 'Sam Stone', ['partner'], { agencyId: police })
  const training = { personId: dan, kind: 'decide-at-night', completedOn: joined, expiresOn: null } as const
  answerOf(await recordTraining(tx, training))
  return { front, east, nhs, police, head, service, amina, dan, sue, tom, nurse, officer }
}

const joined = Temporal.PlainDate.from('2025-01-06')

async function made(
  tx: Tx,
  domain: string,
  name: string,
  roles: readonly Role[],
  more: Partial<NewPerson> = {},
): Promise<string> {
  const email = `${name.toLowerCase().replace(' ', '.')}@${domain}.example`
  return answerOf(await addPerson(tx, { name, email, roles, startsOn: joined, ...more }))
}

/** A time on a day so many days from the one it is at `now`. */
export const on = (now: Temporal.Instant, days: number, hours: number): Temporal.Instant =>
  startOfLondonDay(londonDate(now).add({ days })).add({ hours })
