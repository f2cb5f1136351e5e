import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import type { Grouping } from '../agreement/words.ts'

/** What tools, rounds, areas, sections and teams are called. A section by its title in the latest version that has it. */
export async function namesOf(tx: Tx): Promise<(by: Grouping, key: string) => string> {
  const { rows } = await sql<{ by: Grouping; key: string; name: string }>`
    select 'tool' as by, id::text as key, name from audits.tool where authority_id = ${tx.who.authorityId}
    union all
    select 'cycle', id::text, reference || ' ' || name from audits.cycle where authority_id = ${tx.who.authorityId}
    union all
    select 'area', id::text, name from organisation.area where authority_id = ${tx.who.authorityId}
    union all
    (select distinct on (section ->> 'key') 'section', section ->> 'key', section ->> 'title'
       from audits.tool_version version
       cross join jsonb_array_elements(version.content -> 'sections') section
      where version.authority_id = ${tx.who.authorityId}
      order by section ->> 'key', version.published_at desc)`.execute(tx.sql)
  const names = new Map(rows.map(({ by, key, name }) => [`${by} ${key}`, name]))
  return (by, key) => (by === 'quarter' ? key : (names.get(`${by} ${key}`) ?? 'Not known'))
}
