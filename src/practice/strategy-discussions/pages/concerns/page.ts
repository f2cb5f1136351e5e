import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, longInput, pickOf, textInput, timeInput } from '#platform/questions'
import { listAgencies } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { type Concern, listConcerns, recordConcern } from '../../store/concerns.ts'
import { answerInWords } from '../parts/concern.ts'

const query = z.object({ page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1) })

const form = z.object({
  agencyId: fields.id('Choose the agency'),
  raisedByName: fields.text('Say who rang', 200),
  raisedAt: fields.dateTime('Say when they rang'),
  about: fields.text('Say whom it is about', 1000),
  worry: fields.text('Say what they worry about', 4000),
})

const perPage = 50

/** What partners worry about: their own forms, and what they said on the telephone. */
export const concernsPage = page({
  path: paths.concerns,
  may: access.workDiscussions,
  query,
  form,
  draft: true,
  async view({ tx, query: asked, form: typed, now }) {
    const { concerns, total } = await listConcerns(tx, { limit: perPage, skip: (asked.page - 1) * perPage })
    const agencies = (await listAgencies(tx)).filter(({ kind }) => kind !== 'local-authority')
    return screen({
      title: 'Concerns from partners',
      width: 'full',
      back: { href: paths.list({}), text: 'Strategy discussions' },
      body: html`${listTable({
        caption: 'Concerns from partners',
        columns: ['Concern', 'From', 'Raised', 'What it came to'].map((heading) => ({ key: heading, heading })),
        rows: concerns.map((concern) => rowOf(concern, now)),
        page: asked.page,
        perPage,
        total,
        hrefFor: (parts) => paths.concerns({}, parts),
        empty: html`<p class="govuk-body">No partner has raised a concern.</p>`,
      })}
<h2 class="govuk-heading-m">Take one by telephone</h2>
${formTag(typed, { autosave: true }, [
  pickOf(
    typed,
    { name: 'agencyId', label: 'Agency' },
    agencies.map(({ id, name }) => ({ value: id, text: name })),
  ),
  textInput(typed, { name: 'raisedByName', label: 'Who rang?' }, { classes: 'govuk-input--width-20' }),
  timeInput(typed, { name: 'raisedAt', label: 'When?', fallback: asTyped(now) }),
  longInput(typed, { name: 'about', label: 'Whom is it about?', hint: 'As they say it. The record is found next.' }),
  longInput(typed, { name: 'worry', label: 'What do they worry about?', hint: 'In their words.' }),
  button({ text: 'Record the concern' }),
])}`,
    })
  },
  async submit({ tx, answers }) {
    const { id } = await recordConcern(tx, { ...answers, raisedBy: null })
    return goTo(paths.concern({ concernId: id }), 'Recorded. Does a strategy discussion follow?')
  },
})

const rowOf = (
  concern: Concern,
  now: Temporal.Instant,
): { readonly id: string; readonly cells: (Html | string)[] } => ({
  id: concern.id,
  cells: [
    html`<a class="govuk-link los-nowrap" href="${paths.concern({ concernId: concern.id })}">${concern.reference}</a>`,
    html`${concern.agencyName ?? ''}<br>${concern.raisedByName}`,
    whenInWords(concern.raisedAt, now),
    concern.answer === null ? tag('No answer yet', 'yellow') : answerInWords(concern.answer),
  ],
})
