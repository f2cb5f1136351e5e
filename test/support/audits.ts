import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { addPerson, addTeam, type NewPerson, recordTraining } from '#practice/organisation'
import { on } from '../../src/practice/audits/tables.ts'
import type { Subject } from '../../src/practice/audits/words.ts'
import { madeDiscussion } from '../../src/practice/strategy-discussions/measures/made-discussions.ts'
import type { TestApp } from './app.ts'
import { answerOf } from './outcome.ts'

/** Long enough ago for everybody in these tests to have been there all the time. */
export const longAgo = Temporal.PlainDate.from('2020-01-06')

/** What a tool asks, as small as can be. */
const content = JSON.stringify({
  introduction: '',
  grading: { outstanding: 'a', good: 'b', 'requires-improvement': 'c', inadequate: 'd' },
  voices: [],
  sections: [{ key: 'all', title: 'All of it', guidance: '', isGraded: true, questions: [] }],
})

/** A tool with one published version. */
export async function madeTool(
  tx: Tx,
  key: string,
  subject: Subject,
): Promise<{ readonly toolId: string; readonly versionId: string }> {
  const { authorityId } = tx.who
  const known = await sql<{ toolId: string; versionId: string }>`
    select tool.id as tool_id, version.id as version_id from audits.tool tool
      join audits.tool_version version on version.authority_id = tool.authority_id and version.tool_id = tool.id
     where tool.authority_id = ${authorityId} and tool.key = ${key} order by version.number desc limit 1`.execute(
    tx.sql,
  )
  if (known.rows[0]) return known.rows[0]
  const [toolId, versionId] = [newId(), newId()]
  await on(tx)
    .insertInto('audits.tool')
    .values({ authorityId, id: toolId, key, name: `The ${key} tool`, subject })
    .execute()
  await on(tx)
    .insertInto('audits.toolVersion')
    .values({ authorityId, id: versionId, toolId, number: 1, content, whatChanged: 'First', sha256: '0'.repeat(64) })
    .execute()
  return { toolId, versionId }
}

/** Trained to audit, and for this tool. */
export async function madeAuditor(tx: Tx, personId: string, toolId: string): Promise<void> {
  const training = { personId, kind: 'audit', completedOn: longAgo, expiresOn: null } as const
  answerOf(await recordTraining(tx, training))
  await on(tx)
    .insertInto('audits.toolTraining')
    .values({
      authorityId: tx.who.authorityId,
      id: newId(),
      toolId,
      personId,
      completedOn: longAgo,
      expiresOn: null,
      replaces: null,
    })
    .execute()
}

/** Two areas' lines: a head, two service managers, each with a team manager and a worker in a team. */
export interface MadeLines {
  readonly head: string
  readonly east: MadeLine
  readonly west: MadeLine
  readonly toolId: string
  readonly versionId: string
}
export interface MadeLine {
  readonly teamId: string
  readonly serviceManager: string
  readonly teamManager: string
  readonly worker: string
}

/** What tests of rounds and of who audits what do again and again. Service and team managers are trained to audit discussions. */
export async function auditsFor({ database, authorityId }: Pick<TestApp, 'database' | 'authorityId'>) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  let people = 0
  const person = (tx: Tx, name: string, role: Role, more: Partial<NewPerson> = {}): Promise<string> => {
    people += 1
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${authorityId}.${people}@example.org`
    return addPerson(tx, { name, email, roles: [role], startsOn: longAgo, ...more }).then(answerOf)
  }
  const lines = await within(async (tx): Promise<MadeLines> => {
    const tool = await madeTool(tx, 'strategy-discussion', 'strategy-discussion')
    const head = await person(tx, 'Hana Lewis', 'head-of-service')
    const line = async (name: string): Promise<MadeLine> => {
      const teamId = answerOf(await addTeam(tx, { name: `Team ${name}`, areaId: null }))
      const serviceManager = await person(tx, `Service ${name}`, 'service-manager', { lineManagerId: head })
      const teamManager = await person(tx, `Manager ${name}`, 'team-manager', { teamId, lineManagerId: serviceManager })
      const worker = await person(tx, `Worker ${name}`, 'duty-social-worker', { teamId, lineManagerId: teamManager })
      for (const each of [serviceManager, teamManager]) await madeAuditor(tx, each, tool.toolId)
      return { teamId, serviceManager, teamManager, worker }
    }
    return { head, east: await line('East'), west: await line('West'), ...tool }
  })
  /** A discussion held at a moment by somebody of this line. */
  const held = (line: MadeLine, at: Temporal.Instant): Promise<string> =>
    within((tx) =>
      madeDiscussion(tx, {
        causeAt: at.subtract({ hours: 2 }),
        heldAt: at,
        teamId: line.teamId,
        chairId: line.teamManager,
        allocatedWorkerId: line.worker,
      }),
    )
  return { within, person, lines, held }
}
