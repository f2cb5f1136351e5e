import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, details } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { reportPaths } from '../paths.ts'
import { quarterInWords } from '../rules/quarter.ts'
import { findDraft, saveDraft } from '../store/drafts.ts'
import { quarterAt } from './parts/quarter.ts'

const form = z.object({
  revision: z
    .string()
    .regex(/^\d{1,9}$/, 'Open the page again')
    .transform(Number),
  whatChanges: fields.text('Write what changes next quarter because of these audits', 10_000),
})

/** What changes next quarter, in the QA lead's words: kept while typed, and two who write at once are told of each other. */
export const writePage = page({
  path: reportPaths.words,
  may: access.runAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const saved = await findDraft(tx, quarter.key)
    const revision = String(saved?.revision ?? 0)
    const isBehind = typed.wasTyped && typed.value('revision') !== revision
    return screen({
      title: 'What changes next quarter',
      back: { href: reportPaths.report(params), text: `Report of ${quarterInWords(quarter)}` },
      body: html`${
        isBehind &&
        saved !== null &&
        details({
          summaryText: `How it stands: ${saved.changedByName ?? 'somebody'}, ${whenInWords(saved.changedAt, now)}`,
          html: html`<p class="govuk-body los-words">${saved.whatChanges}</p>`,
        })
      }
${formTag(typed, { autosave: true }, [
  // Having been shown theirs, whoever presses again means to put their own in its place.
  html`<input type="hidden" name="revision" value="${typed.problems.length === 0 && !isBehind ? typed.value('revision', revision) : revision}">`,
  longInput(
    typed,
    {
      name: 'whatChanges',
      label: 'What changes next quarter, because of what these audits found?',
      hint: 'It stands in the public version as well: name nobody, and nothing by which a child, a family or a worker could be known. An empty line begins a new paragraph.',
      fallback: saved?.whatChanges ?? '',
    },
    12,
  ),
  button({ text: 'Save' }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const saved = await saveDraft(tx, { quarter: quarter.key, ...answers })
    return saved.ok ? goTo(reportPaths.report(params), 'What changes is saved') : saved
  },
})
