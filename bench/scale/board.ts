import type { FastifyInstance } from 'fastify'
import { openLog } from '#platform/log'
import { shippedCalendar } from '#test/calendar'
import { buildApp, listAreas } from '../../src/app.ts'
import { openSessions } from '../sessions.ts'
import type { Filled } from './laid-down.ts'

/** Longer than the counts above the board stay fresh, so that they are counted again in every run. */
const seconds = 11

export interface Board {
  /** Asks for the board again and again for some seconds; answers how often. */
  readonly look: () => Promise<number>
  readonly close: () => Promise<void>
}

/** The duty board of a database, as a signed-in social worker gets it: session, row-level security, trail and page. */
export async function boardOf({ database, authorityId }: Filled): Promise<Board> {
  const [session] = await openSessions(database, authorityId, 1)
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
  }
  const areas = listAreas('http://localhost')
  const app = await buildApp({ database, calendar: shippedCalendar, log: openLog('silent'), config }, areas)
  const look = async (): Promise<number> => {
    const until = performance.now() + seconds * 1000
    let looked = 0
    for (; performance.now() < until; looked += 1) await mustShowRows(app, session?.cookie ?? '')
    return looked
  }
  return { look, close: () => app.close() }
}

async function mustShowRows(app: FastifyInstance, cookie: string): Promise<void> {
  const { statusCode, body } = await app.inject({ url: '/duty-board', headers: { cookie } })
  const rows = body.match(/data-row=/g)?.length ?? 0
  if (statusCode !== 200 || rows < 50) throw new Error(`the board answered ${statusCode} with ${rows} rows`)
}
