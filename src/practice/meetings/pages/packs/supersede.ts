import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import type { MeetingsDeps } from '../../deps.ts'
import { issuePack } from '../../packs/issue.ts'
import { paths } from '../../paths.ts'
import { weekInWords } from '../../rules/week.ts'
import { findMeeting } from '../../store/meetings.ts'
import { findPack } from '../../store/packs.ts'
import { findSeries } from '../../store/series.ts'

const replaced = conflict('Another pack has taken the place of this one already.', 'Open that one.')

/** Issues a pack in the place of one that is wrong, from the facts as they stand now and with the same seed. */
export const supersedePage = (deps: MeetingsDeps): Route =>
  page({
    path: paths.supersedePack,
    may: access.issuePacks,
    form: z.object({ reason: fields.text('Say what is wrong with it', 1000) }),
    async view({ tx, params, form }) {
      const pack = await findPack(tx, params.packId)
      if (pack === null) return missing('pack')
      if (pack.supersededBy !== null) return replaced
      return screen({
        title: 'Issue another pack in the place of this one',
        back: { href: paths.pack(params) },
        body: html`<p class="govuk-body">${pack.title}: ${weekInWords(pack.week)}. The new pack shows the facts as they stand now; its samples are drawn with the same seed. The old one stays, marked as replaced, with what you write here.</p>
${formTag(form, {}, [
  longInput(form, { name: 'reason', label: 'What is wrong with it?' }, 3),
  button({ text: 'Issue another in its place' }),
])}`,
      })
    },
    async submit({ tx, params, answers, user }) {
      const pack = await findPack(tx, params.packId)
      if (pack === null) return missing('pack')
      if (pack.supersededBy !== null) return replaced
      const meeting = await findMeeting(tx, pack.meetingId)
      const series = await findSeries(tx, pack.seriesId)
      if (meeting === null || series === null) return missing('meeting')
      const { week } = pack
      const supersedes = { pack, reason: answers.reason }
      const issued = await issuePack(tx, deps, { series, meeting, week, issuedByName: user.name, supersedes })
      return issued.ok ? goTo(paths.pack({ packId: issued.value }), 'Issued in the place of the earlier pack') : issued
    },
  })
