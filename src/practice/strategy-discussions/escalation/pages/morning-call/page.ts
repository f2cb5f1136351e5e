import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate, startOfLondonDay, type WorkingCalendar, workingDaysBetween } from '#kernel/clock'
import { conflict, invalid, missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, may, page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { aboutOf, findEscalation, listEscalations } from '../../store/list.ts'
import { lockAbout } from '../../store/lock.ts'
import { replyToEscalation } from '../../store/record.ts'
import { morningCallView } from './view.ts'

const form = z.object({
  escalation: fields.id('Choose the escalation again'),
  said: fields.optionalText(2000),
  done: fields.optionalText(2000),
  by: fields.optionalText(200),
})

/** More than this many are not gone through on one call. */
const most = 300

/** One screen to share on the daily call: what was answered since the last working day, and what is open by agency and rung. */
export const morningCallPage = page({
  path: paths.morningCall,
  may: access.seeDiscussions,
  maySubmit: access.workDiscussions,
  form,
  async view({ tx, form: typed, user, now, calendar }) {
    const movedIn = { from: lastWorkingMorning(calendar, now), to: now.add({ seconds: 1 }) }
    const open = await listEscalations(tx, { show: 'open', limit: most, skip: 0 })
    const moved = await listEscalations(tx, { show: 'all', movedIn, limit: most, skip: 0 })
    return screen({
      title: `Morning call, ${dateInWords(londonDate(now))}`,
      width: 'wide',
      back: { href: paths.escalations({}), text: 'Escalations' },
      body: morningCallView({
        open: open.escalations,
        total: open.total,
        moved: moved.escalations,
        since: movedIn.from,
        mayReply: may(user, access.workDiscussions),
        form: typed,
        now,
      }),
    })
  },
  async submit({ tx, answers }) {
    const seen = await findEscalation(tx, answers.escalation)
    if (seen === null) return missing('escalation')
    await lockAbout(tx, aboutOf(seen))
    const escalation = await findEscalation(tx, seen.id)
    if (escalation === null || escalation.outcome !== null || escalation.rung === null)
      return conflict(`${seen.reference} has ended meanwhile.`, 'Open it to see what came of it.')
    if (answers.said === null) return invalid({ field: 'said', message: `Enter what was said about ${seen.reference}` })
    await replyToEscalation(tx, {
      escalationId: escalation.id,
      ...aboutOf(escalation),
      rung: escalation.rung,
      said: answers.said,
      done: answers.done ?? '',
      repliedByName: answers.by ?? '',
    })
    return goTo(`${paths.morningCall({})}#${escalation.reference}`, `The reply to ${escalation.reference} is recorded`)
  },
})

/** The beginning of the working day before today: on a Monday, Friday. */
export function lastWorkingMorning(calendar: WorkingCalendar, now: Temporal.Instant): Temporal.Instant {
  const today = londonDate(now)
  for (let back = 1; back <= 14; back += 1) {
    const day = today.subtract({ days: back })
    const since = workingDaysBetween(calendar, day.subtract({ days: 1 }), day)
    if (!since.ok || since.value > 0) return startOfLondonDay(day)
  }
  return startOfLondonDay(today.subtract({ days: 1 }))
}
