import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import { queueMail } from '#platform/mail'
import { transact } from '#platform/transaction'

/** Somebody asked to a discussion that is due, whose mailbox refused the mail. Answers where it is recorded that they were told. */
export async function mailUndelivered(database: Database): Promise<string> {
  const [authority] = await listAuthorities(database)
  const authorityId = authority?.authorityId ?? 0
  return transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select discussion.id from strategy.discussion discussion
       where not exists (select from strategy.settlement settled where settled.discussion_id = discussion.id)
       order by discussion.recorded_at desc, discussion.id desc limit 1`.execute(tx.sql)
    const [due] = rows
    assert.ok(due, 'no discussion is due')
    const [id, to] = [newId(), 'head@school.example.org']
    await sql`
      insert into strategy.invitation (authority_id, id, discussion_id, partner, is_to_desk, name, email, invited_at)
      values (${authorityId}, ${id}, ${due.id}, 'school', false, 'The head teacher', ${to}, now())`.execute(tx.sql)
    const message = await queueMail(tx, {
      to,
      subject: 'Called off',
      text: 'It is off.',
      about: { kind: 'invitation', id },
    })
    await sql`update mail.waiting set is_given_up = true, attempts = 1 where message_id = ${message}`.execute(tx.sql)
    return `/strategy-discussions/invitations/${id}/told`
  })
}
