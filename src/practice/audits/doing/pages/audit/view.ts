import { dateInWords } from '#kernel/words'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { longInput } from '#platform/questions'
import type { OwnerChoice } from '#practice/actions'
import type { AuditCase } from '../../../cases/store/cases.ts'
import { questionsForm } from '../../../tools/asking/form.ts'
import type { ToolContent } from '../../../tools/content.ts'
import { doingPaths } from '../../paths.ts'
import type { Given } from '../../store/given.ts'
import type { Submission } from '../../store/submissions.ts'
import type { Theme } from '../../store/tool.ts'
import type { Heard } from '../../store/voices.ts'
import { actionsForm, findingsForm, voicesForm } from './beside.ts'
import type { Beside } from './form.ts'

export interface AuditView {
  readonly form: FormState
  readonly audited: AuditCase
  readonly given: Given
  readonly content: ToolContent
  readonly beside: Beside
  readonly heard: readonly Heard[]
  readonly themes: readonly Theme[]
  /** Nobody can be given an action where none is asked for. */
  readonly owners: readonly OwnerChoice[] | null
  /** What is put right; null for the first. */
  readonly stands: Submission | null
  readonly record: Html
}

/** The record beside the questions; on a narrow screen above them, folded. */
export const auditView = (view: AuditView): Html => html`${worryLink(view)}
${view.given.purpose === 'moderate' && blindWords}
<div class="los-audit"><details class="govuk-details los-audit__record" data-record><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The record</span></summary>
<section class="los-audit__held" aria-label="The record" tabindex="0">${view.record}</section></details>
<div class="los-audit__questions">${auditForm(view)}</div></div>`

const worryLink = ({ audited }: AuditView): Html =>
  insetText({
    html: html`<strong>Worried about this child now?</strong> <a class="govuk-link" href="${doingPaths.raise({ caseId: audited.id })}" target="_blank" rel="noreferrer">Tell the responsible manager at once (opens in a new tab)</a>. Your audit stays as it is.`,
  })

const blindWords = html`<p class="govuk-body">Somebody else may have graded this case already. Grade it from the record alone: what they wrote opens to you when yours is sent in.</p>`

function auditForm(view: AuditView): Html {
  const { form, given, content, stands, owners } = view
  return html`<p class="govuk-body">Due ${dateInWords(given.dueOn)}. What you type is kept. Once you send it in it is sealed: a correction is another audit beside it.</p>
${formTag(form, { autosave: true }, [
  html`<input type="hidden" name="corrects" value="${form.problems.length > 0 ? form.value('corrects', stands?.id ?? '') : (stands?.id ?? '')}">`,
  questionsForm(form, content, stands ?? undefined),
  findingsForm(form, view.themes, stands),
  html`${voicesForm(form, view.beside, view.heard)}`,
  html`${owners !== null && actionsForm(form, owners)}`,
  html`${stands !== null && whyCorrected(form)}`,
  button({ text: stands === null ? 'Send in the audit' : 'Send in the correction', preventDoubleClick: true }),
])}`
}

const whyCorrected = (form: FormState): Html =>
  longInput(
    form,
    {
      name: 'correctionReason',
      label: 'Why is the audit corrected?',
      hint: 'What you sent in before stays on record beside this.',
    },
    2,
  )
