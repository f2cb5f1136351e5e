import type { Temporal } from 'temporal-polyfill'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { button, summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { longInput } from '#platform/questions'
import { childPaths } from '#practice/children'
import type { AuditCase } from '../../../cases/store/cases.ts'
import { subjects } from '../../../words.ts'
import type { Worry } from '../../store/worries.ts'

interface WorryView {
  readonly form: FormState
  readonly worry: Worry
  /** Null where the record that was audited is closed to whoever asks. */
  readonly audited: AuditCase | null
  readonly childIds: readonly string[]
  readonly mayAcknowledge: boolean
  readonly now: Temporal.Instant
}

export const worryView = (view: WorryView): Html => html`<p class="govuk-body-l">${standsInWords(view)}</p>
<p class="govuk-body los-lines">${view.worry.words}</p>
${summaryList({ rows: rowsOf(view).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })) })}
${view.worry.acknowledged === null && view.mayAcknowledge && acknowledging(view.form)}`

function standsInWords({ worry, now }: WorryView): Html {
  if (worry.acknowledged !== null) return tag('Acknowledged', 'green')
  const last = worry.rungs.at(-1)
  if (last === undefined) return tag('With nobody', 'red')
  const left = timeLeftInWords(last.dueAt, now)
  return html`${tag('Not acknowledged', 'red')} with ${last.personName}, <strong class="${left.isOver ? 'los-late' : ''}">${left.text}</strong>`
}

function rowsOf({ worry, audited, childIds, now }: WorryView): readonly (readonly [string, Html | string])[] {
  const { acknowledged } = worry
  return [
    ['Raised', `${whenInWords(worry.raisedAt, now)} by ${worry.raisedByName}`],
    [
      'From',
      audited === null
        ? 'An audit of a record that is closed to you'
        : `Audit ${audited.reference}: ${subjects[audited.subject]}`,
    ],
    ['Children', childrenOf(childIds)],
    [
      'Put to',
      html`${worry.rungs.map(({ personName, openedAt, dueAt }) => html`${personName}, ${whenInWords(openedAt, now)}, to be seen to by ${whenInWords(dueAt, now)}<br>`)}`,
    ],
    ...(acknowledged === null
      ? []
      : ([
          ['Acknowledged', `${whenInWords(acknowledged.at, now)} by ${acknowledged.byName}`],
          ['What was done', html`<span class="los-lines">${acknowledged.words}</span>`],
        ] as const)),
  ]
}

const childrenOf = (childIds: readonly string[]): Html =>
  childIds.length === 0
    ? html`No record of a child is open to you here. If you need one now, <a class="govuk-link" href="/children/break-glass">break the glass</a>.`
    : html`${childIds.map((childId, at) => html`<a class="govuk-link" href="${childPaths.record({ childId })}">The child’s record${childIds.length > 1 ? `, ${at + 1}` : ''}</a><br>`)}`

const acknowledging = (form: FormState): Html => html`<h2 class="govuk-heading-m">See to it</h2>
${formTag(form, { autosave: true }, [
  longInput(form, {
    name: 'words',
    label: 'What was done?',
    hint: 'Who spoke with whom, whether the child was seen, and what happens next. Then it goes no further.',
  }),
  button({ text: 'It is seen to', preventDoubleClick: true }),
])}`
