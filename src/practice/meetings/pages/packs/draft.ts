import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { conflict, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { forAuthority } from '#platform/area'
import { documentDownload, toHtml } from '#platform/documents'
import { fields, goTo, page, type Route, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findAgency, listAgencies } from '#practice/organisation'
import type { MeetingsDeps } from '../../deps.ts'
import { gatherPack } from '../../packs/gather.ts'
import { issuePack } from '../../packs/issue.ts'
import { paths } from '../../paths.ts'
import { lastWholeWeek, mondayOf, weekInWords } from '../../rules/week.ts'
import { listMeetings, type Meeting } from '../../store/meetings.ts'
import { listPacks, seedOf } from '../../store/packs.ts'
import { findSeries } from '../../store/series.ts'
import { hasWeeklyPack } from '../../words.ts'
import { chosenId } from '../parts/query.ts'
import { draftView } from './draft-view.ts'

const query = z.object({
  week: z
    .string()
    .optional()
    .transform((typed, context) => {
      if (typed === undefined || typed === '') return null
      try {
        return mondayOf(Temporal.PlainDate.from(typed))
      } catch {
        context.addIssue({ code: 'custom', message: 'Choose a day of the week, such as 2026-11-23' })
        return z.NEVER
      }
    }),
  agency: chosenId,
  format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional(),
})

const form = z.object({ meetingId: fields.id('Choose the meeting that the pack is for') })

/** A week's pack as it would be issued now, for the authority or as one agency would get it; and the press that issues it. */
export const draftPackPage = (deps: MeetingsDeps): Route =>
  page({
    path: paths.draftPack,
    may: access.issuePacks,
    query,
    form,
    async view({ tx, params, query: asked, form: typed, now }) {
      const series = await findSeries(tx, params.seriesId)
      if (series === null) return missing('series of meetings')
      if (!hasWeeklyPack(series.kind)) return noPack
      const week = asked.week ?? lastWholeWeek(now)
      const agency = asked.agency === undefined ? null : await findAgency(tx, asked.agency)
      if (asked.agency !== undefined && agency === null) return missing('agency')
      const { document } = await gatherPack(tx, deps.packSources(), {
        series,
        week,
        seed: await seedOf(tx, series.id, week),
        audience: agency?.id ?? forAuthority,
        agencyName: agency?.name ?? '',
      })
      const draft = { ...document, title: `Draft. ${document.title}` }
      if (asked.format !== undefined)
        return documentDownload(draft, { format: asked.format, name: `draft-pack-${week}`, now })
      const { packs } = await listPacks(tx, { seriesId: series.id, week })
      return screen({
        title: `Draft pack: ${weekInWords(week)}`,
        back: { href: paths.series(params), text: series.name },
        width: 'wide',
        body: draftView({
          series,
          week,
          agency,
          agencies: await listAgencies(tx),
          meetings: await listMeetingsFor(tx, series.id, week),
          issued: packs.find(({ supersededBy }) => supersededBy === null) ?? null,
          body: await toHtml(draft),
          form: typed,
          now,
        }),
      })
    },
    async submit({ tx, params, query: asked, answers, user, now }) {
      const series = await findSeries(tx, params.seriesId)
      if (series === null) return missing('series of meetings')
      if (!hasWeeklyPack(series.kind)) return noPack
      const week = asked.week ?? lastWholeWeek(now)
      const meeting = (await listMeetingsFor(tx, series.id, week)).find(({ id }) => id === answers.meetingId)
      if (!meeting) return invalid({ field: 'meetingId', message: 'Choose a meeting of this series from the list' })
      const issued = await issuePack(tx, deps, { series, meeting, week, issuedByName: user.name })
      if (!issued.ok) return issued
      return goTo(
        paths.pack({ packId: issued.value }),
        `Issued for ${meeting.reference}, ${whenInWords(meeting.startsAt, now)}`,
      )
    },
  })

const noPack = conflict('No weekly pack is made for this series.', 'Weekly packs are for the referral review.')

/** Meetings that a week's pack can be for: from that week on, and not cancelled. */
async function listMeetingsFor(tx: Tx, seriesId: string, week: Temporal.PlainDate): Promise<readonly Meeting[]> {
  const { meetings } = await listMeetings(tx, { seriesId, from: startOfLondonDay(week), order: 'earliest', limit: 50 })
  return meetings.filter(({ state, startsAt }) => state !== 'cancelled' && isAfter(startsAt, week))
}

const isAfter = (startsAt: Temporal.Instant, week: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(londonDate(startsAt), week) >= 0
