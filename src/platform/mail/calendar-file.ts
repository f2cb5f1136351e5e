import { sql } from 'kysely'
import { missing } from '#kernel/outcome'
import { feedType, replaceInCalendar } from '#platform/calendar'
import { download } from '#platform/http'
import { linkDownload } from '#platform/links'
import { calendarPurpose, mailPaths } from './paths.ts'
import { tokenToCome } from './token.ts'

/**
 * The calendar part of one message, for whoever got the message by a service that cannot carry it. Another link that the message
 * holds is not in it: that one was made as it was sent, and is nowhere kept.
 */
export const calendarFile = linkDownload({
  path: mailPaths.calendarFile,
  purpose: calendarPurpose,
  async view({ tx, link }) {
    const { rows } = await sql<{ text: string | null }>`
      select calendar_text as text from mail.message
       where authority_id = ${tx.who.authorityId} and id = ${link.subjectId}`.execute(tx.sql)
    const text = rows[0]?.text ?? null
    if (text === null) return missing('calendar part')
    return download({ filename: 'invitation.ics', type: feedType, body: replaceInCalendar(text, withoutLink) })
  },
})

const toCome = new RegExp(`https?:[^\\s\\\\,;]*${tokenToCome}`, 'g')

const withoutLink = (line: string): string | null =>
  /^URL[;:]/.test(line) && line.includes(tokenToCome) ? null : line.replaceAll(toCome, 'the link in the mail')
