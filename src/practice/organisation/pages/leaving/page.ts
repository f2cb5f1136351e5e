import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { recordLeaver, recordReturn } from '../../store/leaving.ts'
import { findPerson, listPeople, type Person } from '../../store/people.ts'
import { listShiftsOf } from '../../store/rota.ts'
import { longInput } from '../parts/inputs.ts'

const leavingForm = z.object({ why: fields.text('Say why', 1000) })

/** Somebody leaves, or comes back. */
export const leaving = page({
  path: paths.personLeft,
  may: access.manageOrganisation,
  form: leavingForm,
  async view({ tx, params, now, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    const back = { href: paths.person(params) }
    if (!person.isActive) return screen({ title: `${person.name} came back`, body: returnView(form), back })
    const managed = await listPeople(tx, { lineManagerId: person.id })
    const shifts = await listShiftsOf(tx, person.id, now)
    return screen({ title: `${person.name} left`, body: leavingView(form, managed, shifts.length), back })
  },
  async submit({ tx, params, answers }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    const change = { personId: person.id, why: answers.why }
    if (!person.isActive) {
      await recordReturn(tx, change)
      return goTo(paths.person(params), `${person.name} can be given roles and a one-time link again`)
    }
    const left = await recordLeaver(tx, change)
    return left.ok ? goTo(paths.person(params), `Recorded that ${person.name} left`) : left
  },
})

const leavingView = (
  form: FormState,
  managed: readonly Person[],
  shifts: number,
): Html => html`<p class="govuk-body">From now on they cannot sign in. Their roles, team and line management end today. What they recorded stays under their name.</p>
${managed.length > 0 && html`<p class="govuk-body">They manage ${managed.map(({ name }) => name).join(', ')}. Give ${managed.length === 1 ? 'them' : 'each of them'} another line manager afterwards.</p>`}
${shifts > 0 && html`<p class="govuk-body">They are on the rota for ${count(shifts, 'shift')} to come. Those become gaps until somebody else is put on them.</p>`}
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Record that they left', classes: 'govuk-button--warning' })])}`

const returnView = (
  form: FormState,
): Html => html`<p class="govuk-body">Their account opens again. Then give them roles, a team and a line manager, and make them a one-time link.</p>
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Record that they came back' })])}`
