import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, checkboxes } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import { findChild } from '../../store/children.ts'
import { findRestriction, liftRestriction, nameReaders, restrictChild } from '../../store/restrictions.ts'
import { keysOf, restrictionCategories } from '../../words.ts'
import { choiceQuestion, longQuestion } from '../parts/fields.ts'

const form = z.object({
  step: fields.choice(['restrict', 'name', 'lift'], 'Choose what to do'),
  category: fields.optionalChoice(keysOf(restrictionCategories), 'Choose the kind of restriction'),
  reason: fields.optionalText(500),
  readers: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
})

/** Records of staff's own families and the like: open to named people alone, and every reading is trailed. */
export const restrictPage = page({
  path: paths.restrict,
  may: access.restrictRecords,
  form,
  async view({ tx, params, form: typed }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const restriction = await findRestriction(tx, child.id)
    const named = restriction?.readers.map(({ name }) => name).join(', ')
    const title =
      restriction === null ? `Restrict the record of ${nameOf(child)}` : `Restriction on the record of ${nameOf(child)}`
    const body =
      restriction === null
        ? formTag(typed, {}, [
            html`<p class="govuk-body">Only the people you name, and you, will be able to open it. Other staff who search are told to call the duty manager.</p>
<input type="hidden" name="step" value="restrict">`,
            choiceQuestion(typed, { name: 'category', label: 'Why is it restricted?', options: restrictionCategories }),
            longQuestion(typed, { name: 'reason', label: 'Reason', rows: 3 }),
            await readers(tx, typed),
            button({ text: 'Restrict the record' }),
          ])
        : html`<p class="govuk-body">Open to ${named}. ${restriction.reason}</p>
${formTag(typed, {}, [html`<input type="hidden" name="step" value="name">`, await readers(tx, typed), button({ text: 'Name these people too' })])}
<h2 class="govuk-heading-m">Lift the restriction</h2>
${formTag(typed, {}, [html`<input type="hidden" name="step" value="lift">`, longQuestion(typed, { name: 'reason', label: 'Why it is no longer needed', rows: 2 }), button({ text: 'Lift the restriction', classes: 'govuk-button--warning' })])}`
    return screen({ title, back: { href: paths.record(params) }, body })
  },
  async submit({ tx, params, answers }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const { step, category, reason, readers: named } = answers
    const staff = new Set((await listPeople(tx, { employer: 'own' })).map(({ id }) => id))
    if (named.some((id) => !staff.has(id))) return invalid({ field: 'readers', message: 'Choose people from the list' })
    if (step === 'name') {
      if (named.length === 0) return invalid({ field: 'readers', message: 'Choose at least one person' })
      await nameReaders(tx, child.id, named)
      return goTo(paths.restrict(params), 'They can open the record now')
    }
    if (reason === null) return invalid({ field: 'reason', message: 'Say why' })
    if (step === 'lift') {
      await liftRestriction(tx, child.id, reason)
      return goTo(paths.record(params), 'The restriction has been lifted')
    }
    if (category === null) return invalid({ field: 'category', message: 'Choose the kind of restriction' })
    await restrictChild(tx, child.id, { category, reason, readers: named })
    return goTo(paths.record(params), 'The record is restricted')
  },
})

async function readers(tx: Tx, typed: FormState) {
  const people = await listPeople(tx, { employer: 'own' })
  const chosen = typed.values('readers')
  const error = typed.error('readers')
  return checkboxes({
    idPrefix: 'readers',
    name: 'readers',
    fieldset: { legend: { text: 'Who may open it?', classes: 'govuk-fieldset__legend--s' } },
    classes: 'govuk-checkboxes--small',
    items: people.map(({ id, name, jobTitle }) => ({
      value: id,
      text: jobTitle ? `${name}, ${jobTitle}` : name,
      checked: chosen.includes(id),
    })),
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  })
}
