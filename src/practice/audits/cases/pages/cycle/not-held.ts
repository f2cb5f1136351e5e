import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { may } from '#platform/http'
import { discussionPaths, listDiscussionsToAudit } from '#practice/strategy-discussions'
import { discussionStates } from '../../../words.ts'
import { spanOf } from '../../rules/weeks.ts'
import { listDrawnSubjects, listDraws } from '../../store/draws.ts'
import { cards } from '../parts/cards.ts'
import type { CycleSection } from './page.ts'

/** Of a week's round: those that were decided against or lapsed, all of them, and which of them are audited. */
export const notHeldSection: CycleSection = async ({ tx, cycle, user, now }) => {
  if (cycle.kind !== 'weekly-discussions' || !may(user, access.overseeAudits)) return null
  const { from, to } = spanOf(cycle.fromDay, cycle.toDay)
  const draws = await listDraws(tx, cycle.id)
  const drawn = await listDrawnSubjects(
    tx,
    draws.map(({ id }) => id),
  )
  const known = await listDiscussionsToAudit(tx, { notHeldFrom: from, to, at: now })
  // What stood in the frame stays listed, whatever has become of it since.
  const framed = await listDiscussionsToAudit(tx, { ids: [...drawn.keys()] })
  const notHeld = [...framed, ...known.filter(({ id }) => !drawn.has(id))]
  return html`<h2 class="govuk-heading-m">Not held</h2>
<p class="govuk-body">Discussions of this week that were decided against, or lapsed: due, and neither held nor decided about. One in five of those known when the week was opened is drawn for audit, at least one. What was brought in from the past, with no word of who was there, is not audited week by week.</p>
${
  notHeld.length === 0
    ? html`<p class="govuk-body">None.</p>`
    : cards(
        'Discussions that were not held',
        ['Discussion', 'What became of it', 'When', 'Audited'],
        notHeld.map(({ id, reference, state, happenedAt }) => [
          html`<a class="govuk-link" href="${discussionPaths.discussion({ discussionId: id })}">${reference}</a>`,
          state === null ? 'Due, or cancelled' : state === 'held' ? 'Held since' : discussionStates[state],
          dateInWords(londonDate(happenedAt)),
          drawn.get(id) === true ? 'Drawn' : drawn.has(id) ? 'Not drawn' : 'Not in the frame: known later',
        ]),
      )
}`
}
