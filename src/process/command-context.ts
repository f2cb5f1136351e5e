import type { WorkingCalendar } from '#kernel/clock'
import type { Area, CommandContext } from '#platform/area'
import type { Config } from '#platform/config'
import { listAuthorities } from '#platform/db'
import { type Connection, connect } from './connection.ts'
import { CannotStart } from './external.ts'
import { processOutput } from './output.ts'

/** What the areas' commands are given. The database opens only for those that ask. */
export function commandContext(
  config: Config,
  calendar: WorkingCalendar,
  areas: readonly Area[],
  chosen: () => string | undefined,
): CommandContext {
  const connected = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection = await connect(config, areas)
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }
  return {
    calendar,
    out: processOutput,
    withDatabase: (work) => connected(({ database }) => work(database)),
    withOwner: (work) => connected(({ database, migrationUrl }) => work(database, migrationUrl)),
    async authority(database) {
      const all = await listAuthorities(database)
      const wanted = chosen()
      const found = wanted === undefined ? all : all.filter(({ authorityId }) => String(authorityId) === wanted)
      const [only] = found
      if (found.length === 1 && only) return only
      throw new CannotStart(whichAuthority(all, wanted))
    },
  }
}

function whichAuthority(
  all: readonly { readonly authorityId: number; readonly name: string }[],
  wanted?: string,
): string {
  if (all.length === 0)
    return 'There is no authority in this database yet: npx los authority add --id NUMBER --name NAME'
  const list = all.map(({ authorityId, name }) => `${authorityId} (${name})`).join(', ')
  return wanted === undefined
    ? `Say which authority, with --authority: ${list}.`
    : `There is no authority ${wanted} here; there is ${list}.`
}
