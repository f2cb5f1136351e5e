import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, longInput, timeInput } from '#platform/questions'
import { readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { heldBy } from '../../rules/limits.ts'
import { checkBegun } from '../../rules/new-discussion.ts'
import { findDiscussion, listDiscussionChildren, lockDiscussion } from '../../store/discussions.ts'
import { recordDiscussion } from '../../store/record-discussions.ts'

const form = z.object({
  reasonableCauseAt: fields.dateTime('Say since when it is due again'),
  reasonableCause: fields.text('Say what has to be talked over again', 4000),
})

/** A new discussion that goes on with one that was settled, about the same children. */
export const reconvenePage = page({
  path: paths.reconvene,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Reconvene ${discussion.reference}`,
      back: { href: paths.discussion(params) },
      body: html`<p class="govuk-body">A new discussion about the same children, linked with this one. A conference that hangs on this one keeps its limit.</p>
${formTag(typed, { autosave: true }, [
  timeInput(typed, { name: 'reasonableCauseAt', label: 'Since when is it due?', fallback: asTyped(now) }),
  longInput(typed, { name: 'reasonableCause', label: 'What has to be talked over again?' }),
  button({ text: 'Record that it is due' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const before = await lockDiscussion(tx, params.discussionId)
    if (before === null) return missing('strategy discussion')
    if (before.state === 'due')
      return conflict(`${before.reference} is still due.`, 'Hold it, or arrange it for another time.')
    const begun = checkBegun({ ...answers, decidedToHoldAt: now }, now)
    if (!begun.ok) return begun
    const { id, reference } = await recordDiscussion(tx, {
      ...answers,
      origin: 'reconvened',
      follows: before.id,
      route: before.route,
      contactId: before.contactId,
      teamId: before.teamId,
      areaId: before.areaId,
      allocatedWorkerId: before.allocatedWorkerId,
      children: await listDiscussionChildren(tx, before.id),
      reasonableCauseBy: user.personId,
      decidedToHoldAt: now,
      decidedToHoldBy: user.personId,
      dueAt: heldBy(answers.reasonableCauseAt, await readSettings(tx)),
    })
    return goTo(paths.discussion({ discussionId: id }), `${reference} is due`)
  },
})
