import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Typed } from './answers.ts'

/** Where an earlier press of the same form led, when there was one. */
export async function findSubmission(tx: Tx, token: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('platform.submission')
    .select('location')
    .where('authorityId', '=', tx.who.authorityId)
    .where('token', '=', token)
    .executeTakeFirst()
  return row?.location ?? null
}

/** Remembers where this press led. False when another press of the same form was quicker. */
export async function recordSubmission(tx: Tx, token: string, personId: string, location: string): Promise<boolean> {
  const row = await tx.sql
    .insertInto('platform.submission')
    .values({ authorityId: tx.who.authorityId, token, personId, location })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token')
    .executeTakeFirst()
  return row !== undefined
}

export interface Draft {
  readonly typed: Typed
  readonly savedAt: Temporal.Instant
}

/** What this person typed into this form and has not sent. */
export async function findDraft(tx: Tx, personId: string, form: string): Promise<Draft | null> {
  const row = await tx.sql
    .selectFrom('platform.draft')
    .select(['answers', 'savedAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('personId', '=', personId)
    .where('form', '=', form)
    .executeTakeFirst()
  // jsonb comes back parsed; the column is written as text.
  return row ? { typed: row.answers as unknown as Typed, savedAt: row.savedAt } : null
}

export async function saveDraft(tx: Tx, personId: string, form: string, typed: Typed): Promise<Temporal.Instant> {
  const answers = JSON.stringify(typed)
  const row = await tx.sql
    .insertInto('platform.draft')
    .values({ authorityId: tx.who.authorityId, personId, form, answers, savedAt: tx.now })
    .onConflict((conflict) =>
      conflict.columns(['authorityId', 'personId', 'form']).doUpdateSet({ answers, savedAt: tx.now }),
    )
    .returning('savedAt')
    .executeTakeFirstOrThrow()
  return row.savedAt
}

export async function forgetDraft(tx: Tx, personId: string, form: string): Promise<void> {
  await tx.sql
    .deleteFrom('platform.draft')
    .where('authorityId', '=', tx.who.authorityId)
    .where('personId', '=', personId)
    .where('form', '=', form)
    .execute()
}

/** Keeps search words out of the address: the result stands under the id returned. */
export async function keepSearch(tx: Tx, id: string, personId: string, kind: string, words: unknown): Promise<void> {
  await tx.sql
    .insertInto('platform.search')
    .values({ authorityId: tx.who.authorityId, id, personId, kind, words: JSON.stringify(words) })
    .execute()
}

/** The words of an earlier search by this person, as kept. */
export async function findSearch(tx: Tx, id: string, kind: string): Promise<unknown> {
  const row = await tx.sql
    .selectFrom('platform.search')
    .select('words')
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row?.words ?? null
}
