import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { details, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { gradeTag } from '../../../tools/asking/view.ts'
import type { Final } from '../../store/finals.ts'
import { hows } from '../../words.ts'

/** The final grade that stands, what was said of it, and folded what stood before. */
export function finalsView(finals: readonly Final[], now: Temporal.Instant, level: 2 | 3 = 2): Html | null {
  const last = finals.at(-1)
  if (last === undefined) return null
  const before = finals.slice(0, -1).toReversed()
  return html`${level === 2 ? html`<h2 class="govuk-heading-m">Final grade</h2>` : html`<h3 class="govuk-heading-s">Final grade</h3>`}${finalView(last, now)}
${before.length > 0 && details({ summaryText: 'What was proposed or decided before', html: html`${before.map((each) => finalView(each, now))}` })}`
}

const finalView = (final: Final, now: Temporal.Instant): Html => html`<div class="govuk-inset-text">
<p class="govuk-body">${gradeTag(final.grade)} ${stateOf(final)}</p>
${final.correctionReason !== '' && html`<p class="govuk-body">Corrects what stood before, because: <span class="los-lines">${final.correctionReason}</span></p>`}
<p class="govuk-body los-lines">${final.reasons}</p>
<p class="govuk-body-s">${final.how === 'panel' ? `Panel: ${final.panel.join(', ')}. Recorded` : 'Proposed'} by ${final.recordedByName ?? 'nobody by name'}, ${whenInWords(final.decidedAt, now)}</p>
${final.agrees !== null && html`<p class="govuk-body">${final.consentByName ?? 'The other'} ${final.agrees ? 'agrees' : 'does not agree'}${final.consentWords !== '' && html`: <span class="los-lines">${final.consentWords}</span>`}</p>`}</div>`

function stateOf({ how, agrees }: Final): Html {
  if (how === 'panel') return tag(hows.panel, 'green')
  if (agrees === null) return tag('Proposed, not agreed yet', 'yellow')
  return agrees ? tag(hows.agreed, 'green') : tag('Not agreed', 'red')
}
