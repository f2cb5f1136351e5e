import { invalid } from '#kernel/outcome'
import { feed, feedType, uidOf } from '#platform/calendar'
import { download } from '#platform/http'
import { type LinkRoute, linkDownload } from '#platform/links'
import { paths } from '../../paths.ts'
import { forms } from '../../words.ts'
import { listInCalendar } from '../store/opened.ts'
import { feedPurpose } from '../words.ts'

/** Minutes after which a calendar is asked to look again. */
const refreshMinutes = 30

/** Somebody's strategy discussions as a calendar to subscribe to: references, times and places, and no child. */
export const feedFile = (publicUrl: string): LinkRoute =>
  linkDownload({
    path: paths.feed,
    purpose: feedPurpose,
    async view({ tx, now, authorityName }) {
      const organiser = { name: authorityName, email: `calendar@${hostOf(publicUrl)}` }
      const events = (await listInCalendar(tx)).map((each) => ({
        ...each,
        uid: uidOf(each.discussionId, publicUrl),
        title: `Strategy discussion ${each.reference}`,
        description: forms[each.form],
        location: each.place.slice(0, 500),
        url: publicUrl,
        organiser,
        isCancelled: each.isOff,
      }))
      const file = feed({ name: `Strategy discussions, ${authorityName}`, refreshMinutes, events }, now)
      if (!file.ok) return invalid({ field: '', message: 'The calendar cannot be written' })
      return download({ filename: 'strategy-discussions.ics', type: feedType, body: file.value })
    },
  })

/** An address needs a dot; a machine of one's own has none. */
const hostOf = (publicUrl: string): string => {
  const { hostname } = new URL(publicUrl)
  return hostname.includes('.') ? hostname : `${hostname}.invalid`
}
