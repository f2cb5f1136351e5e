import assert from 'node:assert/strict'
import { sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import { conflict, invalid, missing, ok } from '#kernel/outcome'
import type { Area } from '#platform/area'
import { button, input } from '#platform/govuk'
import { html } from '#platform/html'
import { download, type FormState, formTag, path, screen } from '#platform/http'
import { linkDownload, linkPage } from '#platform/links'
import type { Tx } from '#platform/transaction'

/** An area of the test's own: invitations that are answered by a link, and a calendar file. */
const answerInput = (form: FormState) => {
  const error = form.error('answer')
  return input({
    id: 'answer',
    name: 'answer',
    label: { text: 'Do you come?' },
    value: form.value('answer'),
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  })
}

export const reply = linkPage<{ answer: string }>({
  path: path('/test-reply/:token'),
  purpose: 'test.reply',
  form: z.object({ answer: z.enum(['yes', 'no', 'late', 'break'], { error: 'Say whether you come' }) }),
  instead: 'Ring the front door on 01632 960001.',
  async view({ tx, link, form }) {
    const { rows } = await sql<{ id: string; name: string; answer: string | null }>`
      select * from test_reply.invitation`.execute(tx.sql)
    const [only, ...more] = rows
    assert.equal(more.length, 0)
    if (!only) return missing('invitation')
    return screen({
      title: only.name,
      body:
        link.usedAt === null
          ? formTag(form, {}, [answerInput(form), button({ text: 'Send the answer' })])
          : html`<p class="govuk-body">You answered ${only.answer}. Ring us to change it.</p>`,
    })
  },
  async submit({ tx, link, answers }) {
    if (answers.answer === 'late') return conflict('It has begun.', 'Ring in.')
    if (answers.answer === 'break') throw new Error('broken on purpose')
    const done = await sql`update test_reply.invitation set answer = ${answers.answer}`.execute(tx.sql)
    assert.equal(done.numAffectedRows, 1n)
    return link.subjectId === null ? invalid() : ok(null)
  },
})
export const feed = linkDownload({
  path: path('/test-calendar/:token.ics'),
  purpose: 'test.feed',
  view: async ({ link }) =>
    download({ filename: 'calendar.ics', type: 'text/calendar; charset=utf-8', body: `UID:${link.subjectId}` }),
})

export const repliesArea: Area = { name: 'test', pages: [], links: [reply, feed] }

/** Its table, with the policy that such an area has. */
export async function makeReplies(migrationUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  await owner.query(`
    create schema test_reply;
    create table test_reply.invitation (authority_id integer, id uuid primary key, name text, answer text);
    alter table test_reply.invitation enable row level security;
    create policy own_authority on test_reply.invitation as restrictive
      using (authority_id = (select platform.current_authority()));
    create policy for_staff on test_reply.invitation using ((select platform.is_system()));
    create policy by_link on test_reply.invitation using (id = (select links.subject_of('test.reply')));
    grant usage on schema test_reply to los_app;
    grant select, insert, update on test_reply.invitation to los_app`)
  await owner.end()
}

/** An invitation that nobody has answered. */
export async function addReply(tx: Tx, id: string): Promise<void> {
  await sql`insert into test_reply.invitation values (${tx.who.authorityId}, ${id}, ${`Meeting ${id}`})`.execute(tx.sql)
}
