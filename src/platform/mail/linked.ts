import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { replaceInCalendar } from '#platform/calendar'
import type { Database } from '#platform/db'
import { makeLink, type WantedLink } from '#platform/links'
import { transact } from '#platform/transaction'
import { calendarPurpose, mailPaths } from './paths.ts'
import { sendJobName } from './queue.ts'
import type { Claimed } from './sending.ts'
import { tokenToCome } from './token.ts'
import type { Letter } from './way.ts'

interface Linking {
  readonly database: Database
  readonly authorityId: number
  readonly publicUrl: string
  readonly carriesCalendar: boolean
}

/**
 * The message as it leaves: with the tokens of its links. They are committed before it is sent, so that a message that was
 * taken never holds one that opens nothing, whatever happens to us in between.
 */
export async function withLinks(
  linking: Linking,
  { link, attempts: _attempts, ...letter }: Claimed,
  now: Temporal.Instant,
): Promise<Letter> {
  const linked = link === null ? letter : withToken(letter, await newToken(linking, link))
  if (linked.calendar === null || linking.carriesCalendar) return linked
  // Long enough for any meeting that is invited to, and over before the mailbox is somebody else's.
  const wanted = { purpose: calendarPurpose, subjectId: letter.id, expiresAt: now.add({ hours: 24 * 90 }) }
  const address = `${linking.publicUrl}${mailPaths.calendarFile({ token: await newToken(linking, wanted) })}`
  const words = linked.calendar.method === 'CANCEL' ? 'Take it out of your calendar' : 'Put it into your calendar'
  return { ...linked, text: `${linked.text}\n\n${words}: ${address}` }
}

const newToken = ({ database, authorityId }: Linking, wanted: WantedLink): Promise<string> =>
  transact(database, asSystem(authorityId, sendJobName), (tx) => makeLink(tx, wanted))

const withToken = <T extends Letter>(letter: T, token: string): T => ({
  ...letter,
  text: letter.text.replaceAll(tokenToCome, token),
  calendar: letter.calendar && {
    ...letter.calendar,
    text: replaceInCalendar(letter.calendar.text, (line) => line.replaceAll(tokenToCome, token)),
  },
})
