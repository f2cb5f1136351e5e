import type { WorkingCalendar } from '#kernel/clock'
import { isRole, roles } from '#platform/access'
import { listSamplePeople } from '#platform/accounts'
import type { Config } from '#platform/config'
import { type Database, listAuthorities } from '#platform/db'
import { startJobs } from '#platform/jobs'
import { isFree } from '#platform/launch'
import { openLog } from '#platform/log'
import { makeFirstSample } from '#practice/sample'
import { buildApp, listAreas, listJobs, meetingsDeps } from '../app.ts'
import { type Connection, connect } from './connection.ts'
import { CannotStart } from './external.ts'

/** Serves until told to stop: opens the database, fills an empty embedded one with the sample, listens, runs the jobs. */
export async function serve(config: Config, calendar: WorkingCalendar): Promise<void> {
  if (!(await isFree(config.port, config.host))) {
    throw new CannotStart(
      `Port ${config.port} is taken, perhaps by another Line of Sight. Stop that, or choose another: PORT=${config.port + 1} npm start`,
    )
  }
  const areas = listAreas(config.publicUrl, config)
  const connection = await connect(config, areas)
  const log = openLog(config.logLevel)
  try {
    const { database, isEmbedded } = connection
    if (isEmbedded && (await isEmpty(database))) {
      say('Making the sample authority …')
      await makeFirstSample(
        connection.migrationUrl,
        calendar,
        meetingsDeps(() => areas),
      )
    }
    const app = await buildApp({ database, calendar, log, config }, areas)
    await app.listen({ port: config.port, host: config.host })
    await greet(config, connection)
    const jobs = await startJobs(connection.appUrl, database, listJobs(areas), log)
    stopInOrder(async () => {
      await app.close()
      await jobs.stop()
      await connection.close()
    })
  } catch (error) {
    await connection.close()
    throw error
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const isEmpty = async (database: Database): Promise<boolean> => (await listAuthorities(database)).length === 0

/** What a person who has just started it needs to know. */
async function greet(config: Config, { database }: Connection): Promise<void> {
  say(`Line of Sight is at ${config.publicUrl}`)
  const people = await listSamplePeople(database)
  if (people.length > 0) {
    say('This is the sample authority: nobody in it is real. The sign-in page has one button for each person:')
    for (const { name, roles: held } of people)
      say(
        `  ${name} – ${held
          .filter(isRole)
          .map((role) => roles[role])
          .join(', ')}`,
      )
  } else if ((await listAuthorities(database)).length === 0) {
    say(
      'There is no authority yet: npx los authority add --id NUMBER --name NAME, then npx los people add --role administrator --email ADDRESS',
    )
  }
}

function stopInOrder(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Pressed twice: whoever presses does not want to wait.
      if (isStopping) process.exit(3)
      isStopping = true
      stop().then(
        () => process.exit(0),
        () => process.exit(3),
      )
    })
  }
}
