import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { asTyped } from '#platform/questions'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency, listAgencies } from '#practice/organisation'
import type { TestApp, Visitor } from '#test/app'
import { heldBy } from '../rules/limits.ts'
import { type NewDiscussion, recordDiscussion } from '../store/record-discussions.ts'
import type { HealthService, Partner } from '../words.ts'

export interface MadeDiscussion {
  readonly id: string
  readonly reference: string
  readonly address: string
  readonly childIds: readonly string[]
}

export interface Asked {
  readonly partner: Partner
  readonly healthService?: HealthService
  readonly agencyId?: string
  readonly personId?: string
  readonly name?: string
  readonly email?: string
}

/** Some minutes ago, on London's clocks as a form sends it. */
export const minutesAgo = (minutes: number): string => asTyped(Temporal.Now.instant().subtract({ minutes }))

/** What tests of meetings do again and again, on an application of their own. */
export function meetingFor({ database, authorityId }: TestApp) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)

  /** As row-level security sees it for somebody, whatever pages do. */
  const as = <T>(who: Visitor, role: Role, work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, { kind: 'person', authorityId, personId: who.personId, roles: [role] }, work)

  /** A discussion that is due since three hours ago, about so many children of its own or about these. */
  const due = (
    children: number | readonly string[] = 1,
    changed: Partial<NewDiscussion> = {},
  ): Promise<MadeDiscussion> =>
    within(async (tx) => {
      const childIds = typeof children === 'number' ? [] : [...children]
      for (let each = 0; typeof children === 'number' && each < children; each += 1)
        childIds.push(
          await addChild(tx, { givenName: ['Wren', 'Robin', 'Martin'][each] ?? 'Jay', familyName: 'Applegarth' }),
        )
      const cause = tx.now.subtract({ hours: 3 })
      const recorded = await recordDiscussion(tx, {
        origin: 'open-case',
        route: 'open-case',
        children: childIds.map((childId) => ({ childId })),
        reasonableCauseAt: cause,
        reasonableCause: 'A burn that the explanation does not fit.',
        reasonableCauseBy: null,
        decidedToHoldAt: cause,
        decidedToHoldBy: null,
        dueAt: heldBy(cause, { strategyDiscussionHours: 24, fullMeetingDays: 5 }),
        ...changed,
      })
      return { ...recorded, childIds, address: `/strategy-discussions/${recorded.id}` }
    })

  /** Asks somebody; answers the invitation's id. */
  const invite = (discussionId: string, asked: Asked): Promise<string> =>
    within(async (tx) => {
      const id = newId()
      await sql`
        insert into strategy.invitation (authority_id, id, discussion_id, partner, health_service, agency_id, person_id, name,
                                         email, invited_at)
        values (${authorityId}, ${id}, ${discussionId}, ${asked.partner}, ${asked.healthService ?? null},
                ${asked.agencyId ?? null}, ${asked.personId ?? null}, ${asked.name ?? ''}, ${asked.email ?? ''},
                now())`.execute(tx.sql)
      return id
    })

  /** Plans it for an hour ago with this minute-taker. */
  const arrange = (discussionId: string, minuteTaker: Visitor): Promise<unknown> =>
    within((tx) =>
      sql`insert into strategy.arrangement (authority_id, id, discussion_id, starts_at, ends_at, form, minute_taker_id)
          values (${authorityId}, ${newId()}, ${discussionId}, now() - interval '1 hour', now(), 'video',
                  ${minuteTaker.personId})`.execute(tx.sql),
    )

  /** An agency of this name, made when it is first asked for. */
  const agency = (name: string, kind: 'nhs' | 'other' | 'police' = 'nhs'): Promise<string> =>
    within(async (tx) => {
      const known = (await listAgencies(tx)).find((each) => each.name === name)
      if (known) return known.id
      const added = await addAgency(tx, {
        name,
        kind,
        deskEmail: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
      })
      assert.ok(added.ok)
      return added.value
    })

  return { within, as, due, invite, arrange, agency }
}

/** A sound answer to every question about holding, with some changed. */
export const heldAnswers = (chair: Visitor, changed: Readonly<Record<string, string>> = {}) => ({
  beganAt: minutesAgo(60),
  endedAt: minutesAgo(10),
  form: 'video',
  chairId: chair.personId,
  ...changed,
})

/** A sound record with the same outcome for each child, with some changed. */
export function recordAnswers(
  childIds: readonly string[],
  outcome: string,
  changed: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const children = childIds.flatMap((childId) => [
    [`child.${childId}.outcome`, outcome],
    [`child.${childId}.reasons`, 'The burn is not an accident'],
  ])
  const text = {
    harm: 'A burn of the hand',
    unknowns: 'Who was there',
    decision: 'Enquire together with the police',
    interimPlan: 'She stays with her aunt',
  }
  return { ...text, ...Object.fromEntries(children), ...changed }
}
