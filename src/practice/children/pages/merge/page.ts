import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, warningText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { mayMerge } from '../../rules/merging.ts'
import { nameOf } from '../../rules/names.ts'
import { type Child, findChild, listChildren } from '../../store/children.ts'
import { findChildByReference, listMerges, mergeChildren, undoMerge } from '../../store/merging.ts'
import { bornInWords } from '../parts/child-rows.ts'
import { longQuestion, textQuestion } from '../parts/fields.ts'

/** First which record is the same child. */
export const chooseMergePage = page({
  path: paths.chooseMerge,
  may: access.mergeChildren,
  form: z.object({ other: fields.text('Give the reference of the other record', 20) }),
  async view({ tx, params, form }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    return screen({
      title: `Merge another record into ${nameOf(child)}`,
      back: { href: paths.record(params) },
      body: formTag(form, {}, [
        textQuestion(form, {
          name: 'other',
          label: 'Reference of the other record',
          hint: 'Such as CH-10482. You compare the two before anything happens.',
          classes: 'govuk-input--width-10',
        }),
        button({ text: 'Compare' }),
      ]),
    })
  },
  async submit({ tx, params, answers }) {
    const survivor = await findChild(tx, params.childId)
    if (survivor === null) return missing('child')
    const otherId = await findChildByReference(tx, answers.other)
    const other = otherId === null ? null : await findChild(tx, otherId)
    if (other === null) return invalid({ field: 'other', message: 'There is no other record with this reference' })
    const allowed = mayMerge(survivor, other)
    return allowed.ok ? goTo(paths.merge({ childId: survivor.id, otherId: other.id })) : allowed
  },
})

/** Then the two side by side, and why. */
export const mergePage = page({
  path: paths.merge,
  may: access.mergeChildren,
  form: z.object({ reason: fields.text('Say how you know that they are the same child', 500) }),
  async view({ tx, params, form, now }) {
    const [survivor, merged] = await both(tx, params)
    if (!survivor || !merged) return missing('child')
    const allowed = mayMerge(survivor, merged)
    if (!allowed.ok) return allowed
    return screen({
      title: 'Are these the same child?',
      back: { href: paths.chooseMerge({ childId: params.childId }) },
      body: html`${sideBySide(survivor, merged, now)}
${formTag(form, {}, [
  longQuestion(form, { name: 'reason', label: 'How you know that they are the same child', rows: 3 }),
  warningText({
    text: 'The first record goes on, and shows the history of both. It can be undone.',
    iconFallbackText: 'Warning',
  }),
  button({ text: 'Merge them' }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const [survivor, merged] = await both(tx, params)
    if (!survivor || !merged) return missing('child')
    const allowed = mayMerge(survivor, merged)
    if (!allowed.ok) return allowed
    await mergeChildren(tx, survivor.id, merged.id, answers.reason)
    return goTo(paths.record({ childId: survivor.id }), 'The records have been merged')
  },
})

async function both(
  tx: Parameters<typeof listChildren>[0],
  params: { readonly childId: string; readonly otherId: string },
) {
  const children = await listChildren(tx, [params.childId, params.otherId])
  const byId = (id: string) => children.find((child) => child.id === id)
  return [byId(params.childId), byId(params.otherId)] as const
}

const sideBySide = (
  survivor: Child,
  merged: Child,
  now: Temporal.Instant,
) => html`<table class="govuk-table los-side-by-side">
<caption class="govuk-table__caption govuk-visually-hidden">The two records</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><td class="govuk-table__header"></td><th scope="col" class="govuk-table__header">Goes on</th><th scope="col" class="govuk-table__header">Is merged into it</th></tr></thead>
<tbody class="govuk-table__body">${(
  [
    ['Reference', survivor.reference, merged.reference],
    ['Name', nameOf(survivor), nameOf(merged)],
    ['Born', bornInWords(survivor, now), bornInWords(merged, now)],
    ['Gender', survivor.gender ?? 'not known', merged.gender ?? 'not known'],
    ['Ethnicity', survivor.ethnicity ?? 'not known', merged.ethnicity ?? 'not known'],
  ] as const
).map(
  ([what, one, other]) =>
    html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${what}</th><td class="govuk-table__cell">${one}</td><td class="govuk-table__cell">${other}</td></tr>`,
)}</tbody>
</table>`

export const undoMergePage = page({
  path: paths.undoMerge,
  may: access.mergeChildren,
  form: z.object({ reason: fields.text('Say why they are not the same child after all', 500) }),
  async view({ tx, params, form }) {
    if ((await findChild(tx, params.childId)) === null) return missing('merge')
    const merge = (await listMerges(tx, params.childId)).find(({ id }) => id === params.mergeId)
    if (!merge) return missing('merge')
    return screen({
      title: `Take ${merge.mergedReference} apart again`,
      back: { href: paths.record({ childId: params.childId }) },
      body: formTag(form, {}, [
        longQuestion(form, { name: 'reason', label: 'Why they are not the same child', rows: 3 }),
        button({ text: 'Undo the merge' }),
      ]),
    })
  },
  async submit({ tx, params, answers }) {
    if ((await findChild(tx, params.childId)) === null) return missing('merge')
    const merge = (await listMerges(tx, params.childId)).find(({ id }) => id === params.mergeId)
    if (!merge) return missing('merge')
    const undone = await undoMerge(tx, merge, answers.reason)
    return undone.ok ? goTo(paths.record({ childId: merge.mergedId }), 'The records are apart again') : undone
  },
})
