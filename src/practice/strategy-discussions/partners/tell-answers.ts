import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { queueMail } from '#platform/mail'
import { type Tx, transact } from '#platform/transaction'
import { paths } from '../paths.ts'

const name = 'strategy-discussions.tell-answers'

/** Answers of the last days: what an outage kept back is told afterwards, and nothing of long ago for the first time. */
const daysBack = 3

/** Whoever raised a concern is told by mail that it was answered, once: a reference and a link. */
export const tellAnswersJob = (publicUrl: string): Job => ({
  name,
  cron: '* * * * *',
  async run(database) {
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, name), (tx) => tellAnswers(tx, publicUrl))
  },
})

interface Answered {
  readonly answerId: string
  readonly concernId: string
  readonly reference: string
  readonly email: string
}

async function tellAnswers(tx: Tx, publicUrl: string): Promise<void> {
  const { rows } = await sql<Answered>`
    select said.id as answer_id, concern.id as concern_id, concern.reference,
           coalesce(nullif(person.email, ''), agency.desk_email, '') as email
      from strategy.concern_answer said
      join strategy.concern concern on concern.authority_id = said.authority_id and concern.id = said.concern_id
      left join organisation.person person
        on person.authority_id = concern.authority_id and person.id = concern.raised_by and person.is_active
      left join organisation.agency agency
        on agency.authority_id = concern.authority_id and agency.id = concern.agency_id
     where said.authority_id = ${tx.who.authorityId}
       and said.known_at > ${tx.now}::timestamptz - make_interval(days => ${daysBack})`.execute(tx.sql)
  for (const { answerId, concernId, reference, email } of rows.filter((row) => row.email !== ''))
    await queueMail(tx, {
      to: email,
      subject: `Your concern ${reference} has been answered`,
      text: `The answer, and how to challenge it: ${publicUrl}${paths.partner.concern({ concernId })}

You need to sign in to see it.`,
      about: { kind: 'concern-answer', id: answerId },
      dedupeKey: `concern-answer:${answerId}`,
    })
}
