import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency } from '#practice/organisation'
import type { TestApp } from '#test/app'
import { answerOf } from '#test/outcome'
import { recordDiscussion } from '../store/record-discussions.ts'

export const typed = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toPlainDateTime().toString({ smallestUnit: 'minute' })

export const hoursOn = (hours: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(
    Math.ceil(Temporal.Now.instant().add({ minutes: Math.round(hours * 60) }).epochMilliseconds / 60_000) * 60_000,
  )

/** A family name that no page, mail or address for others may hold. */
export const familyName = 'Quillington'

/** What tests of invitations are made with: agencies with desks, their people, and discussions that are due. */
export function invitingFor({ database, authorityId, signInPartner }: TestApp) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  const agency = (name: string, kind: 'nhs' | 'police', deskEmail: string) =>
    within(async (tx) => answerOf(await addAgency(tx, { name, kind, deskEmail, deskTelephone: '01632 960 100' })))
  const made = async (hoursLeft = 20) =>
    within(async (tx) => {
      const childId = await addChild(tx, { givenName: 'Ottoline', familyName })
      const reasonableCauseAt = tx.now.subtract({ hours: 24 - hoursLeft })
      const due = {
        dueAt: tx.now.add({ hours: hoursLeft }),
        reasonableCause: `${familyName}: a bruise.`,
        reasonableCauseAt,
      }
      const nobody = { reasonableCauseBy: null, decidedToHoldAt: null, decidedToHoldBy: null }
      const origin = { origin: 'open-case', route: 'open-case', children: [{ childId }] } as const
      const { id, reference } = await recordDiscussion(tx, { ...origin, ...due, ...nobody })
      return { id, reference, childId, address: `/strategy-discussions/${id}` }
    })
  return { within, agency, made, partnerOf: signInPartner }
}

/** What the page for arranging is sent with: both agencies at their desks, in two hours. */
export const arrangement = (
  given: { nhs: string; police: string; chairId: string },
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Readonly<Record<string, string | readonly string[]>> => ({
  startsAt: typed(hoursOn(2)),
  minutes: '60',
  form: 'video',
  place: 'https://meet.example.org/room-7',
  minuteTakerId: '',
  lateReason: '',
  reason: '',
  chairId: given.chairId,
  'nhs.to': `desk:${given.nhs}`,
  healthService: 'school-nursing',
  'police.to': `desk:${given.police}`,
  ...changes,
})
