import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { Discussion } from '../store/discussions.ts'
import { watchAgain } from '../store/watch.ts'
import { findArranged } from './find.ts'
import type { DiscussionBody } from './schemas.ts'

/** When and how it is to be held, as the case system says. What was arranged here stays. Answers whether it is new. */
export async function takeArranged(
  tx: Tx,
  discussion: Discussion,
  told: NonNullable<DiscussionBody['arranged']>,
): Promise<Outcome<boolean>> {
  const [startsAt, endsAt] = [Temporal.Instant.from(told.startsAt), Temporal.Instant.from(told.endsAt)]
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0)
    return invalid({ field: 'arranged.endsAt', message: 'It ends after it begins' })
  const place = told.place ?? ''
  const before = await findArranged(tx, discussion.id)
  if (before !== null && isSame(before, { startsAt, endsAt, form: told.form, place })) return ok(false)
  if (discussion.state !== 'due') return ok(false)
  if (before?.isOurs)
    return conflict(
      `${discussion.reference} was arranged in Line of Sight otherwise.`,
      'Change it there: those who were invited are told.',
    )
  const id = newId()
  const content = { id, startsAt, endsAt, form: told.form, place, replaces: before?.id ?? null }
  await sql`
    insert into strategy.arrangement (authority_id, id, discussion_id, replaces, sequence, starts_at, ends_at, form, place, reason)
    values (${tx.who.authorityId}, ${id}, ${discussion.id}, ${before?.id ?? null}, ${(before?.sequence ?? -1) + 1}, ${startsAt},
            ${endsAt}, ${told.form}, ${place}, ${before === null ? '' : 'Told by the case system'})`.execute(tx.sql)
  await watchAgain(tx, discussion.id)
  tx.trail.changed({ action: 'discussion.arranged', subjects: [discussion.id, id], content })
  return ok(true)
}

type Known = NonNullable<Awaited<ReturnType<typeof findArranged>>>

const isSame = (stands: Known, told: Pick<Known, 'startsAt' | 'endsAt' | 'form' | 'place'>): boolean =>
  !stands.isCancelled &&
  stands.startsAt.equals(told.startsAt) &&
  stands.endsAt.equals(told.endsAt) &&
  stands.form === told.form &&
  stands.place === told.place
