import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { may } from '#platform/http'
import { paths } from '../../../paths.ts'
import { listDraws } from '../../store/draws.ts'
import { frames, marginInWords, methods } from '../../words.ts'
import { cards } from '../parts/cards.ts'
import type { CycleSection } from './page.ts'

/** What was drawn, from what, and the way to draw it again. */
export const drawsSection: CycleSection = async ({ tx, cycle, user }) => {
  const draws = await listDraws(tx, cycle.id)
  const runs = may(user, access.runAudits) && cycle.kind !== 'weekly-discussions' && draws.length === 0
  if (draws.length === 0 && !runs) return null
  const oversees = may(user, access.overseeAudits)
  return html`<h2 class="govuk-heading-m">What was drawn</h2>
${
  draws.length === 0
    ? html`<p class="govuk-body">Nothing has been drawn yet.</p>${button({ text: 'See the frame and draw', href: paths.drawCycle({ cycleId: cycle.id }) })}`
    : cards(
        'Draws of this round',
        ['From', 'How', 'Frame', 'Drawn', 'Precision', ''],
        draws.map((draw) => [
          frames[draw.frameOf] ?? draw.frameOf,
          `${methods[draw.method]}${draw.strata.length === 0 ? '' : ` by ${draw.strata.join(', ')}`}`,
          count(draw.frameSize, 'case'),
          String(draw.drawn),
          marginInWords(draw),
          oversees
            ? html`<a class="govuk-link" href="${paths.draw({ cycleId: cycle.id, drawId: draw.id })}">Draw it again<span class="govuk-visually-hidden"> (${frames[draw.frameOf] ?? draw.frameOf})</span></a>`
            : '',
        ]),
      )
}`
}
