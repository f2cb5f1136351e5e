import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { raiseByPartner } from '../../escalation/store/record.ts'
import { listInvitations } from '../../inviting/store/invitations.ts'
import { paths } from '../../paths.ts'
import { findPartnersDiscussion } from '../store/discussions.ts'
import { isAskedHere } from './own.ts'

const form = z.object({ words: fields.text('Say what the council should have done, or should do now', 4000) })

/** A partner escalates about the authority: it goes to a manager by name at once, and climbs until it is answered. */
export const escalatePage = page({
  path: paths.partner.escalate,
  may: access.partnerPages,
  form,
  draft: true,
  async view({ tx, params, form: typed }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Escalate something about the council on ${discussion.reference}`,
      back: { href: paths.partner.discussion(params) },
      body: html`<p class="govuk-body">For what the council does not do: nobody rings back, no time is arranged, the record does not come, a safety plan is not kept. It goes to a manager by name at once, and to the next above them if they do not answer.</p>
<p class="govuk-body">If you disagree with what was decided or written, <a class="govuk-link" href="${paths.partner.discussion(params)}">challenge it instead</a>. If a child is in danger now, ring 999.</p>
${formTag(typed, { autosave: true }, [
  longInput(typed, { name: 'words', label: 'What is wrong, and what has to happen?', hint: 'Without a child’s name.' }),
  button({ text: 'Escalate it', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, user, answers }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    if (discussion === null || user.agencyId === null) return missing('strategy discussion')
    const asked = (await listInvitations(tx, discussion.id)).find((each) => isAskedHere(each, user))
    const { id, reference } = await raiseByPartner(tx, {
      discussionId: discussion.id,
      partner: asked?.partner ?? null,
      agencyId: user.agencyId,
      raisedBy: user.personId,
      words: answers.words,
    })
    return goTo(
      paths.escalation({ escalationId: id }),
      `${reference} is recorded, and a manager of the council is told now`,
    )
  },
})
