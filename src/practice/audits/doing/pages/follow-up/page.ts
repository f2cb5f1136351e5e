import { z } from 'zod'
import { missing, type Outcome, ok, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen, type User } from '#platform/http'
import { longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { actionFields, actionsTable, listActionsFrom, listOwnerChoices } from '#practice/actions'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { paths } from '../../../paths.ts'
import { mayFollowUp } from '../../may.ts'
import { doingPaths } from '../../paths.ts'
import { recordFollowUp } from '../../store/follow-ups.ts'
import { setActions } from '../../submit.ts'
import { actionSlot } from '../audit/form.ts'

/** As many actions as can be set with one follow-up; more are added to the register by themselves. */
const places = [0, 1, 2] as const

const form = z
  .object({
    words: fields.text('Say what was done about it, and with whom', 10_000),
    action: z.array(actionSlot).prefault([]),
  })
  .transform(({ words, action }) => ({
    words,
    actions: action.flatMap((typed, place) => (typed === null ? [] : [{ ...typed, place }])),
  }))

/** The service manager of the team follows an audit of a discussion up, with the team manager and the partners concerned. */
export const followUpPage = page({
  path: doingPaths.followUp,
  may: access.overseeAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, user }) {
    const found = await open(tx, await findCase(tx, params.caseId), user)
    if (!found.ok) return found
    await noteRead(tx, found.value.id)
    const owners = await listOwnerChoices(tx)
    const set = await listActionsFrom(tx, { kind: 'audit', id: found.value.id })
    return screen({
      title: `Follow up audit ${found.value.reference}`,
      width: 'wide',
      back: { href: paths.case(params), text: `About ${found.value.reference}` },
      body: html`<p class="govuk-body">Talk it through with the team manager, and with the partners whom it concerns. What is to be done goes into the register of actions: its owner reports it done, and somebody else verifies it.</p>
${set.length > 0 && html`<h2 class="govuk-heading-m">Actions that the auditor set</h2>${actionsTable(set, { caption: 'Actions' })}`}
${formTag(typed, { autosave: true }, [
  longInput(
    typed,
    { name: 'words', label: 'What was done about it, and with whom?', hint: 'If nothing is to be done, say why not.' },
    5,
  ),
  ...places.map(
    (place) =>
      html`<div class="los-section"><h3 class="govuk-heading-s">Action ${place + 1} (optional)</h3>${actionFields(typed, { prefix: `action.${place}.`, owners })}</div>`,
  ),
  button({ text: 'Record it', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers: { words, actions }, user }) {
    const found = await open(tx, await lockCase(tx, params.caseId), user)
    if (!found.ok) return found
    const set = await setActions(tx, found.value, actions)
    if (!set.ok) return set
    await recordFollowUp(tx, found.value.id, words)
    const also = set.value.length === 0 ? '' : ` ${set.value.join(', ')} ${set.value.length === 1 ? 'is' : 'are'} set.`
    return goTo(paths.case(params), `The follow-up is recorded.${also}`)
  },
})

async function open(tx: Tx, audited: AuditCase | null, user: User): Promise<Outcome<AuditCase>> {
  if (audited === null) return missing('audit')
  return (await mayFollowUp(tx, audited, user))
    ? ok(audited)
    : refused('not the manager who follows this audit up, or it is not over yet')
}
