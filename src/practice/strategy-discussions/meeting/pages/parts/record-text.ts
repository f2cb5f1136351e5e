import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { RecordText } from '../../store/records.ts'

const parts: readonly (readonly [name: keyof RecordText, label: string])[] = [
  ['harm', 'Harm'],
  ['likelihood', 'How likely it is'],
  ['history', 'History used'],
  ['protects', 'What protects'],
  ['unknowns', 'What is not known'],
  ['childsView', 'The child’s view'],
  ['decision', 'Decision'],
  ['immediatePlan', 'Immediate safety plan'],
  ['interimPlan', 'Interim safety plan'],
  ['familyTold', 'What the family is told'],
]

/** A version of the record, part by part. A part left empty says so: an auditor has to see it. */
export const recordTextView = (text: RecordText): Html =>
  summaryList({
    rows: parts.map(([name, label]) => ({
      key: { text: label },
      value: { html: html`<span class="los-lines">${text[name] === '' ? 'Not recorded' : text[name]}</span>` },
    })),
  })
