import pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { takeBare } from '../../src/practice/sample/scale/bare-tables.ts'

export interface DiscussionPlan {
  /** The tables' owner. */
  readonly url: string
  readonly authorityId: number
  /** Discussions of the five years before, with everything that belongs to one that went well. */
  readonly past: number
  /** Due ones of which the limit has just passed. */
  readonly lapsed: number
  readonly at: Temporal.Instant
}

const filled = [
  'children.child',
  'strategy.discussion',
  'strategy.discussion_child',
  'strategy.settlement',
  'strategy.arrangement',
  'strategy.invitation',
  'strategy.reply',
  'strategy.attendance',
  'strategy.record',
  'strategy.child_outcome',
  'strategy.circulation',
  'strategy.circulation_recipient',
  'strategy.watch',
]

/** Fills a database with discussions for the escalation to find its way among. Ids are made of the number, so that rows meet. */
export async function layDownDiscussions({ url, authorityId, past, lapsed, at }: DiscussionPlan): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("begin; set local maintenance_work_mem = '256MB'")
    const restore = await takeBare(client, filled)
    await client.query(`create temp table made as
      select number, number > ${past} as is_lapsed, md5('d' || number)::uuid as id, md5('c' || number)::uuid as child_id,
             ${authorityId} as authority_id,
             case when number > ${past} then '${at}'::timestamptz - interval '24 hours' - number % 50 * interval '1 minute' - interval '1 minute'
                  else '${at}'::timestamptz - interval '40 days' - number * (interval '1786 days' / ${past}) end as cause_at
        from generate_series(1, ${past + lapsed}) number`)
    await client.query(`create temp table people as
      select (select id from organisation.person where authority_id = ${authorityId} and job_title is not null
               and exists (select from organisation.standing_person_role r where r.person_id = person.id and r.role = 'duty-manager')
               order by id limit 1) as chair,
             (select id from organisation.agency where authority_id = ${authorityId} and kind = 'nhs' limit 1) as nhs,
             (select id from organisation.agency where authority_id = ${authorityId} and kind = 'police' limit 1) as police,
             (select id from organisation.team where authority_id = ${authorityId} order by is_front_door desc limit 1) as team`)
    for (const statement of statements) await client.query(statement)
    for (const statement of restore) await client.query(statement)
    await client.query(`select setval('strategy.discussion_number', ${past + lapsed})`)
    await client.query('commit')
    await client.query(`vacuum (analyze) ${filled.join(', ')}`)
  } finally {
    await client.end()
  }
}

const known = (at: string): string => `${at}, ${at}`
const held = "cause_at + interval '8 hours'"
const ended = "cause_at + interval '8 hours 40 minutes'"
const done = "cause_at + interval '20 hours'"
const went = 'from made, people where not is_lapsed'

const statements = [
  `insert into children.child (authority_id, id, reference) select authority_id, child_id, 'B-' || number from made`,
  `insert into strategy.discussion (authority_id, id, reference, origin, route, team_id, reasonable_cause_at, reasonable_cause,
     decided_to_hold_at, due_at, known_at, recorded_at)
   select authority_id, id, 'SD-' || number, 'open-case', 'open-case', team, cause_at, 'A worry.', cause_at,
          cause_at + interval '24 hours', ${known('cause_at')} from made, people`,
  `insert into strategy.discussion_child (authority_id, discussion_id, child_id, known_at, recorded_at)
   select authority_id, id, child_id, ${known('cause_at')} from made`,
  `insert into strategy.settlement (authority_id, id, discussion_id, kind, happened_at, ended_at, form, chair_id, known_at, recorded_at)
   select authority_id, md5('s' || number)::uuid, id, 'held', ${held}, ${ended}, 'video', chair, ${known(ended)} ${went}`,
  `insert into strategy.arrangement (authority_id, id, discussion_id, starts_at, ends_at, form, chair_id, known_at, recorded_at)
   select authority_id, md5('a' || number)::uuid, id, ${held}, ${ended}, 'video', chair, ${known('cause_at')} ${went}`,
  ...(['local-authority', 'nhs', 'police'] as const).flatMap((partner) => {
    const agency = partner === 'local-authority' ? 'null::uuid' : partner
    const person = partner === 'local-authority' ? 'chair' : 'null::uuid'
    return [
      `insert into strategy.invitation (authority_id, id, discussion_id, partner, agency_id, person_id, name, invited_at, known_at, recorded_at)
       select authority_id, md5('i${partner}' || number)::uuid, id, '${partner}', ${agency}, ${person}, 'Somebody', cause_at, ${known('cause_at')} ${went}`,
      `insert into strategy.reply (authority_id, id, invitation_id, discussion_id, answer, given_by, replied_at, known_at, recorded_at)
       select authority_id, md5('r${partner}' || number)::uuid, md5('i${partner}' || number)::uuid, id, 'yes', 'telephone',
              cause_at + interval '1 hour', ${known("cause_at + interval '1 hour'")} ${went}`,
      `insert into strategy.attendance (authority_id, id, discussion_id, invitation_id, partner, agency_id, person_id, came, how, happened_at, known_at, recorded_at)
       select authority_id, md5('t${partner}' || number)::uuid, id, md5('i${partner}' || number)::uuid, '${partner}', ${agency}, ${person},
              'attended', 'video', ${held}, ${known(ended)} ${went}`,
    ]
  }),
  `insert into strategy.record (authority_id, id, discussion_id, decision, known_at, recorded_at)
   select authority_id, md5('w' || number)::uuid, id, 'What was decided.', ${known(ended)} ${went}`,
  `insert into strategy.child_outcome (authority_id, id, discussion_id, child_id, outcome, reasons, known_at, recorded_at)
   select authority_id, md5('o' || number)::uuid, id, child_id, 'section-17', 'As agreed.', ${known(ended)} ${went}`,
  `insert into strategy.circulation (authority_id, id, discussion_id, record_id, circulated_at, known_at, recorded_at)
   select authority_id, md5('z' || number)::uuid, id, md5('w' || number)::uuid, ${done}, ${known(done)} ${went}`,
  ...(['nhs', 'police'] as const).map(
    (
      partner,
    ) => `insert into strategy.circulation_recipient (authority_id, id, circulation_id, discussion_id, invitation_id, agency_id, version, how, known_at, recorded_at)
     select authority_id, md5('y${partner}' || number)::uuid, md5('z' || number)::uuid, id, md5('i${partner}' || number)::uuid, ${partner}, 'whole', 'mail', ${known(done)} ${went}`,
  ),
  `insert into strategy.watch (authority_id, discussion_id, from_at, until_at)
   select authority_id, id, cause_at, case when not is_lapsed then ${done} end from made`,
]
