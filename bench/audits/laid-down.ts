import pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { takeBare } from '../../src/practice/sample/scale/bare-tables.ts'

export interface AuditsPlan {
  /** The tables' owner. */
  readonly url: string
  readonly authorityId: number
  /** Due evenly over the days before `to`. */
  readonly audits: number
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

const filled = [
  'children.child',
  'audits.tool',
  'audits.tool_version',
  'audits.theme',
  'audits.cycle',
  'audits.draw',
  'audits.audit_case',
  'audits.case_child',
  'audits.assignment',
  'audits.submission',
  'audits.section_grade',
  'audits.finding',
  'audits.voice',
  'audits.moderation_pick',
  'audits.final_grade',
  'audits.case_now',
  'actions.action',
  'actions.action_now',
]

/**
 * Fills a database with finished audits: weekly rounds, one in ten moderated, three sections, two findings, a voice and an action
 * to each. Ids are made of the number, so that rows meet.
 */
export async function layDownAudits({ url, authorityId, audits, from, to }: AuditsPlan): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("begin; set local maintenance_work_mem = '256MB'")
    const restore = await takeBare(client, filled)
    await client.query(`create temp table made as
      select number, ${authorityId} as authority_id, md5('a' || number)::uuid as id, md5('c' || number)::uuid as child_id,
             day, day - extract(isodow from day)::integer + 1 as week, day::timestamptz as at,
             (array['outstanding', 'good', 'good', 'good', 'requires-improvement', 'requires-improvement', 'inadequate'])[1 + number % 7] as grade,
             number % 10 = 0 as is_moderated
        from (select number, '${from}'::date + (number::bigint * ${from.until(to).days} / ${audits + 1})::integer as day
                from generate_series(1, ${audits}) number) numbered`)
    await client.query(`create temp table people as
      select (array_agg(id order by id))[1] as first, (array_agg(id order by id))[2] as second
        from organisation.person where authority_id = ${authorityId}`)
    await client.query(`create temp table teams as
      select id, row_number() over (order by id) - 1 as place, count(*) over () as many
        from organisation.team where authority_id = ${authorityId}`)
    for (const statement of statements(authorityId)) await client.query(statement)
    for (const statement of restore) await client.query(statement)
    await client.query('analyze')
    await client.query(`insert into audits.case_now
      select stands.* from audits.audit_case audited, lateral audits.stand(audited.authority_id, audited.id) stands`)
    await client.query('commit')
    await client.query(`vacuum (analyze) ${filled.join(', ')}`)
  } finally {
    await client.end()
  }
}

const content = JSON.stringify({
  voices: ['worker', 'child', 'parent'],
  sections: ['history', 'plan', 'voice'].map((key) => ({ key, title: key, isGraded: true, questions: [] })),
})

const statements = (authorityId: number): readonly string[] => [
  `insert into children.child (authority_id, id, reference) select authority_id, child_id, 'B-' || number from made`,
  `insert into audits.tool (authority_id, id, key, name, subject) values (${authorityId}, md5('t')::uuid, 'case-file', 'Case file', 'child')`,
  `insert into audits.tool_version (authority_id, id, tool_id, number, content, what_changed, sha256)
   values (${authorityId}, md5('v')::uuid, md5('t')::uuid, 1, '${content}', 'First', repeat('0', 64))`,
  `insert into audits.theme (authority_id, id, name) select ${authorityId}, md5('h' || n)::uuid, 'Theme ' || n from generate_series(0, 9) n`,
  `insert into audits.cycle (authority_id, id, number, kind, name, tool_version_id, from_day, to_day, due_on)
   select authority_id, md5('r' || week)::uuid, row_number() over (order by week), 'case-file', 'Files ' || week, md5('v')::uuid,
          week - 30, week, week + 7 from (select distinct authority_id, week from made) weeks`,
  `insert into audits.draw (authority_id, id, cycle_id, frame_of, method, seed, asked_size, frame_size, frame_sha256, margin)
   select authority_id, md5('d' || week)::uuid, md5('r' || week)::uuid, 'child', 'random', 's', 190, 4000, 'f', 0.07
     from (select distinct authority_id, week from made) weeks`,
  `insert into audits.audit_case (authority_id, id, number, cycle_id, subject, child_id, happened_on, team_id, due_on, opened_at)
   select authority_id, made.id, number, md5('r' || week)::uuid, 'child', child_id, day - 20, teams.id, day, at
     from made join teams on teams.place = number % teams.many`,
  `insert into audits.case_child (authority_id, case_id, child_id) select authority_id, id, child_id from made`,
  `insert into audits.assignment (authority_id, id, case_id, purpose, auditor_id, due_on, assigned_at)
   select authority_id, md5('g' || number)::uuid, id, 'mark', first, day, at from made, people
   union all
   select authority_id, md5('G' || number)::uuid, id, 'moderate', second, day, at from made, people where is_moderated`,
  `insert into audits.submission (authority_id, id, case_id, assignment_id, purpose, auditor_id, tool_version_id, answers, grade,
     grade_reason, sha256, submitted_at)
   select authority_id, md5('s' || number)::uuid, id, md5('g' || number)::uuid, 'mark', first, md5('v')::uuid,
          jsonb_build_object('used', repeat('as read ', 100)), grade, 'As read', repeat('0', 64), at from made, people
   union all
   select authority_id, md5('S' || number)::uuid, id, md5('G' || number)::uuid, 'moderate', second, md5('v')::uuid, '{}',
          case when number % 30 = 0 then 'good' else grade end, 'As read', repeat('0', 64), at
     from made, people where is_moderated`,
  `insert into audits.section_grade (authority_id, submission_id, case_id, section, grade, reason)
   select authority_id, md5('s' || number)::uuid, id, section, grade, 'As read'
     from made cross join unnest(array['history', 'plan', 'voice']) section`,
  `insert into audits.finding (authority_id, id, case_id, submission_id, kind, theme_id, words)
   select authority_id, md5('f' || number || kind)::uuid, id, md5('s' || number)::uuid, kind, md5('h' || number % 10)::uuid, 'Words'
     from made cross join unnest(array['to-improve', 'went-well']) kind`,
  `insert into audits.voice (authority_id, id, case_id, who, person_id, was_asked, happened_at)
   select authority_id, md5('w' || number)::uuid, id, 'worker', first, true, at from made, people`,
  `insert into audits.moderation_pick (authority_id, case_id, is_moderated, is_random_share, picked_at)
   select authority_id, id, is_moderated, is_moderated, at from made`,
  `insert into audits.final_grade (authority_id, id, case_id, how, grade, reasons, panel, decided_at)
   select authority_id, md5('e' || number)::uuid, id, 'panel', case when number % 30 = 0 then 'good' else grade end, 'Together',
          array[first, second], at from made, people where is_moderated`,
  `insert into actions.action (authority_id, id, number, what, from_kind, from_id, owner_person_id, due_on, is_about_children)
   select authority_id, md5('n' || number)::uuid, number, 'Read it with her', 'audit', id, first, day, true from made, people`,
  `insert into actions.action_now (authority_id, action_id, state, owner_person_id, owner_name, is_about_children,
     owner_since, round, steps, due_on, done_on, done_at, settled_at)
   select authority_id, md5('n' || number)::uuid, 'verified', first, '', true, 0, 0, 2, day, day, at, at from made, people`,
]
