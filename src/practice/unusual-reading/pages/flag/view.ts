import type { Temporal } from 'temporal-polyfill'
import { count, whenInWords } from '#kernel/words'
import { button, radios, summaryList, textarea } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import type { RecordRead } from '../../rules/reading.ts'
import type { Flag } from '../../store/flags.ts'
import { flagKinds, outcomes } from '../../words.ts'

interface FlagPage {
  readonly flag: Flag
  readonly reads: readonly RecordRead[]
  /** References of the children that are open to whoever looks. */
  readonly references: ReadonlyMap<string, string>
  readonly form: FormState
  readonly now: Temporal.Instant
}

export const flagView = ({ flag, reads, references, form, now }: FlagPage): Html => html`${summaryList({
  rows: rowsOf(flag, now).map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
})}
<h2 class="govuk-heading-m">What was opened</h2>
${reads.length === 0 ? html`<p class="govuk-body">The trail of that time holds no record that was opened.</p>` : html`<ul class="govuk-list">${reads.map((read) => readLine(read, references, now))}</ul>`}
${flag.finding === null && findingForm(form)}`

const rowsOf = (flag: Flag, now: Temporal.Instant): readonly (readonly [string, string])[] => [
  ['What', flagKinds[flag.kind]],
  ['Who', flag.personName],
  ['When', `${whenInWords(flag.fromAt, now)} to ${whenInWords(flag.toAt, now)}`],
  ['How much', `${count(flag.children, 'child', 'children')}, ${count(flag.readings, 'page')} when it was flagged`],
  ['Flagged', whenInWords(flag.flaggedAt, now)],
  ...foundRows(flag, now),
]

const foundRows = ({ finding, dueAt }: Flag, now: Temporal.Instant): readonly (readonly [string, string])[] =>
  finding === null
    ? [['Look into it by', whenInWords(dueAt, now)]]
    : [
        ['Found', `${outcomes[finding.outcome]}. ${finding.reason}`],
        ['By', `${finding.byName}, ${whenInWords(finding.at, now)}`],
      ]

function readLine({ at, childIds }: RecordRead, references: ReadonlyMap<string, string>, now: Temporal.Instant): Html {
  const shown = childIds.flatMap((id) => references.get(id) ?? [])
  const hidden = childIds.length - shown.length
  const words = [
    ...shown,
    ...(hidden === 0 ? [] : [count(hidden, 'record restricted to others', 'records restricted to others')]),
  ]
  return html`<li>${whenInWords(at, now)}: ${words.join(', ')}</li>`
}

const findingForm = (form: FormState): Html => {
  const [outcome, reason] = [form.error('outcome'), form.error('reason')]
  return html`<h2 class="govuk-heading-m">What did you find?</h2>
${formTag(form, {}, [
  radios({
    idPrefix: 'outcome',
    name: 'outcome',
    fieldset: { legend: { text: 'After speaking with them', classes: 'govuk-fieldset__legend--s' } },
    value: form.value('outcome'),
    items: Object.entries(outcomes).map(([value, text]) => ({ value, text })),
    ...(outcome === undefined ? {} : { errorMessage: { text: outcome } }),
  }),
  textarea({
    id: 'reason',
    name: 'reason',
    rows: 4,
    label: { text: 'How do you know?', classes: 'govuk-label--s' },
    value: form.value('reason'),
    ...(reason === undefined ? {} : { errorMessage: { text: reason } }),
  }),
  button({ text: 'Record it' }),
])}`
}
