import { z } from 'zod'
import { conflict, invalid, missing, refused } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, textInput } from '#platform/questions'
import { findCase, lockCase } from '../../../cases/store/cases.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { paths } from '../../../paths.ts'
import { mayPlan } from '../../may.ts'
import { doingPaths } from '../../paths.ts'
import { reAuditProblem } from '../../rules/inadequate.ts'
import { listInadequates, recordPlan } from '../../store/inadequates.ts'

const form = z.object({
  plan: fields.text('Say what is done', 10_000),
  reAuditBy: fields.day('Give the day by which it is audited again'),
  replaces: fields.optionalId('Open the page again'),
})

/** What the service manager does about an Inadequate, and by when the work is audited again. */
export const planPage = page({
  path: doingPaths.plan,
  may: access.overseeAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, user, now }) {
    const audited = await findCase(tx, params.caseId)
    const [found] = audited === null ? [] : await listInadequates(tx, { caseId: audited.id })
    if (audited === null || found === undefined) return missing('Inadequate')
    if (!(await mayPlan(tx, found, user))) return notTheirs
    await noteRead(tx, audited.id)
    const stands = found.plan
    return screen({
      title: `${stands === null ? 'Plan after' : 'Change the plan after'} audit ${audited.reference}`,
      back: { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
      body: html`${stands !== null && insetText({ html: html`<strong>The plan that stands:</strong> <span class="los-lines">${stands.plan}</span>` })}
<p class="govuk-body">The audit came to Inadequate. <a class="govuk-link" href="${paths.case({ caseId: audited.id })}">Read why</a>. ${stands === null && `A plan is due ${whenInWords(found.dueAt, now)}; after that it is the head of service’s as well.`}</p>
${formTag(typed, { autosave: true }, [
  html`<input type="hidden" name="replaces" value="${standing(typed, stands?.id ?? '')}">`,
  longInput(
    typed,
    {
      name: 'plan',
      label: 'What is done?',
      hint: 'For the child first, and then for the work: what, by whom, by when.',
      fallback: stands?.plan ?? '',
    },
    6,
  ),
  textInput(
    typed,
    {
      name: 'reAuditBy',
      label: 'By when is it audited again?',
      hint: 'For example, 27/11/2026.',
      fallback: stands?.reAuditBy.toString() ?? '',
    },
    { classes: 'govuk-input--width-10' },
  ),
  button({ text: 'Keep the plan', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const audited = await lockCase(tx, params.caseId)
    const [found] = audited === null ? [] : await listInadequates(tx, { caseId: audited.id })
    if (audited === null || found === undefined) return missing('Inadequate')
    if (!(await mayPlan(tx, found, user))) return notTheirs
    const problem = reAuditProblem(answers.reAuditBy, now)
    if (problem !== null) return invalid({ field: 'reAuditBy', message: problem })
    const isCurrent = (found.plan?.id ?? null) === answers.replaces
    if (!isCurrent || !(await recordPlan(tx, audited.id, answers)))
      return conflict('Somebody else has made a plan meanwhile.', 'Read it on the case’s page, and change it there.')
    return goTo(paths.case({ caseId: audited.id }), 'The plan is kept. The re-audit is ordered.')
  },
})

/** What the form takes the place of: what stood when it was typed while it is mended, else what stands now and is shown. */
const standing = (typed: FormState, now: string): string =>
  typed.problems.length > 0 ? typed.value('replaces', now) : now

const notTheirs = refused('not the manager with whom this Inadequate is')
