import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { button, insetText, summaryList } from '#platform/govuk'
import { type Html, html, type Insert, join } from '#platform/html'
import { type Child, childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import type { Action } from '../../store/actions.ts'
import type { Climbed } from '../../store/climbs.ts'
import type { Step } from '../../store/steps.ts'
import { type NotIndependent, notIndependentWords, type StepKind } from '../../words.ts'
import { fromInWords, stateTag } from '../parts/table.ts'
import { timeLine } from './time-line.ts'

interface ActionPage {
  readonly action: Action
  readonly steps: readonly Step[]
  readonly climbs: readonly Climbed[]
  /** The records it names, as far as they are open to whoever looks. */
  readonly children: readonly Child[]
  readonly open: ReadonlySet<StepKind>
  readonly notIndependent: NotIndependent | null
  readonly now: Temporal.Instant
}

export const actionView = (given: ActionPage): Html => html`<p class="govuk-body-l los-lines">${given.action.what}</p>
${summaryList({
  rows: rowsOf(given).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
})}
${given.notIndependent !== null && insetText({ text: notIndependentWords[given.notIndependent] })}
${buttons(given)}
<h2 class="govuk-heading-m">What became of it</h2>
${timeLine(given.action, given.steps, given.climbs, given.now)}`

function rowsOf({ action, children, now }: ActionPage): readonly (readonly [string, Insert])[] {
  const rows: (readonly [string, Insert])[] = [
    ['Where it stands', stateTag(action)],
    ['Who', action.ownerWords],
    ['By', dateInWords(action.dueOn)],
    ['From', fromInWords(action)],
  ]
  if (action.why !== '') rows.push(['Why', action.why])
  if (children.length > 0) rows.push(['About', join(children.map(childLink), ', ')])
  const by = action.recordedByName === null ? '' : `, ${action.recordedByName}`
  return [...rows, ['Recorded', `${whenInWords(action.recordedAt, now)}${by}`]]
}

const childLink = ({ id, reference }: Child): Html =>
  html`<a class="govuk-link" href="${childPaths.record({ childId: id })}">${reference}</a>`

/** What comes next is the button; what changes the action are links beside it. */
function buttons({ action, open }: ActionPage): Html | null {
  if (open.size === 0) return null
  const params = { actionId: action.id }
  const link = (kind: StepKind, href: string, text: string) =>
    open.has(kind) && html`<a class="govuk-link" href="${href}">${text}</a>`
  return html`<div class="los-actions">
${open.has('done') && button({ text: 'Report it done', href: paths.done(params) })}
${open.has('verified') && button({ text: 'Verify it', href: paths.verify(params) })}
${link('moved', paths.move(params), 'Move to another date')}
${link('handed', paths.handOver(params), 'Hand over')}
${link('cancelled', paths.cancel(params), 'Cancel it')}
${link('taken-back', paths.takeBack(params), 'Take back the last step')}
</div>`
}
