import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, pickOf, textInput } from '#platform/questions'
import { findChildrenByReference, listChildren, nameOf } from '#practice/children'
import { paths } from '../../paths.ts'
import { findDiscussion, listDiscussionChildren, lockDiscussion } from '../../store/discussions.ts'
import { addDiscussionChild, removeDiscussionChild } from '../../store/record-discussions.ts'

const form = z.object({
  step: fields.choice(['add', 'remove'], 'Choose what to do'),
  reference: fields.optionalText(40),
  childId: fields.optionalId('Choose the child from the list'),
  reason: fields.optionalText(1000),
})

/** The children of a discussion: one more of the family, or one who was added by mistake. */
export const childrenPage = page({
  path: paths.children,
  may: access.workDiscussions,
  form,
  async view({ tx, params, form: typed }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const about = await listDiscussionChildren(tx, discussion.id)
    const children = await listChildren(
      tx,
      about.map(({ childId }) => childId),
    )
    return screen({
      title: `Children of ${discussion.reference}`,
      back: { href: paths.discussion(params) },
      body: html`<h2 class="govuk-heading-m">One more child</h2>
${addForm(typed)}
<h2 class="govuk-heading-m">A child who was added by mistake</h2>
${children.length < 2 ? html`<p class="govuk-body">It is about ${children.length === 0 ? 'no child on record yet' : 'one child alone'}. Cancel the discussion if it should not have been entered.</p>` : removeForm(typed, children)}`,
    })
  },
  async submit({ tx, params, answers }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const about = await listDiscussionChildren(tx, discussion.id)
    if (answers.step === 'add') {
      const reference = (answers.reference ?? '').trim().toUpperCase()
      const childId = (await findChildrenByReference(tx, [reference])).get(reference)
      const [child] = childId === undefined ? [] : await listChildren(tx, [childId])
      if (child === undefined)
        return invalid({
          field: 'reference',
          message: 'There is no such record: copy the reference from the child’s record',
        })
      if (about.some((each) => each.childId === child.id))
        return invalid({ field: 'reference', message: 'The discussion is about this child already' })
      await addDiscussionChild(tx, discussion.id, { childId: child.id, hasDisability: child.hasDisability })
      return goTo(paths.discussion(params), 'The child was added')
    }
    const { childId, reason } = answers
    if (childId === null || !about.some((each) => each.childId === childId))
      return invalid({ field: 'childId', message: 'Choose the child' })
    if (reason === null) return invalid({ field: 'reason', message: 'Say how it came to be a mistake' })
    if (about.length < 2) return conflict('It is about this child alone.', 'Cancel the discussion instead.')
    if (discussion.state !== 'due')
      return conflict('It has been settled: what was decided for a child stays.', 'Correct the record instead.')
    await removeDiscussionChild(tx, discussion.id, { childId, reason })
    return goTo(paths.discussion(params), 'The child was taken off')
  },
})

const addForm = (typed: FormState): Html =>
  formTag(typed, {}, [
    html`<input type="hidden" name="step" value="add">`,
    textInput(
      typed,
      { name: 'reference', label: 'Reference', hint: 'Such as CH-1042. Unborn children too.' },
      { classes: 'govuk-input--width-10', spellcheck: false },
    ),
    button({ text: 'Add the child' }),
  ])

const removeForm = (
  typed: FormState,
  children: readonly (Parameters<typeof nameOf>[0] & { readonly id: string })[],
): Html =>
  formTag(typed, {}, [
    html`<input type="hidden" name="step" value="remove">`,
    pickOf(
      typed,
      { name: 'childId', label: 'Which child?' },
      children.map((child) => ({ value: child.id, text: nameOf(child) })),
    ),
    longInput(typed, { name: 'reason', label: 'How did it come to be a mistake?' }),
    button({ text: 'Take the child off', classes: 'govuk-button--warning' }),
  ])
