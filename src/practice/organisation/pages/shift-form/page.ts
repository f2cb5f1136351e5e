import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, missing, type Outcome, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { canDo } from '../../rules/rota.ts'
import { listPeople, type Person } from '../../store/people.ts'
import { addShift, changeShift, departuresFor, findShift, type NewShift } from '../../store/rota.ts'
import { dutyNames } from '../../words.ts'
import { changeShiftForm, shiftForm } from './form.ts'
import { shiftFormView } from './view.ts'

const moment = z.iso
  .datetime()
  .transform((at) => Temporal.Instant.from(at))
  .optional()

/** `from` and `to` when the shift is to fill a gap; `week` to come back to. */
const query = z.object({ from: moment, to: moment, week: z.iso.date().optional() })

const listCandidates = async (tx: Tx): Promise<readonly Person[]> =>
  (await listPeople(tx, { employer: 'own' })).filter(({ roles }) => dutyNames.some((duty) => canDo(duty, roles)))

export const addShiftPage = page({
  path: paths.addShift,
  may: access.manageRota,
  query,
  form: shiftForm,
  async view({ tx, form, query: { from = null, to = null, week } }) {
    const body = shiftFormView({ form, people: await listCandidates(tx), shift: null, from, to })
    return screen({ title: 'Add a shift', body, back: { href: paths.rota({}, { week }) } })
  },
  async submit({ tx, answers }) {
    const checked = await withDeparture(tx, answers)
    if (!checked.ok) return checked
    const added = await addShift(tx, checked.value)
    return added.ok ? goTo(weekOf(answers), 'Shift added') : added
  },
})

export const changeShiftPage = page({
  path: paths.shift,
  may: access.manageRota,
  form: changeShiftForm,
  async view({ tx, params, form }) {
    const shift = await findShift(tx, params.shiftId)
    if (shift === null) return missing('shift')
    const body = shiftFormView({ form, people: await listCandidates(tx), shift, from: null, to: null })
    return screen({ title: `Change the shift of ${shift.personName}`, body, back: { href: weekOf(shift) } })
  },
  async submit({ tx, params, answers }) {
    const shift = await findShift(tx, params.shiftId)
    if (shift === null) return missing('shift')
    const { why, ...wanted } = answers
    const checked = await withDeparture(tx, wanted)
    if (!checked.ok) return checked
    const changed = await changeShift(tx, shift, { ...checked.value, why })
    return changed.ok ? goTo(weekOf(answers), 'Shift changed') : changed
  },
})

const weekOf = ({ startsAt }: Pick<NewShift, 'startsAt'>): string =>
  paths.rota({}, { week: londonDate(startsAt).toString() })

/** A departure from the standard is never refused, but it has to say why. */
async function withDeparture(tx: Tx, { departure, ...shift }: z.infer<typeof shiftForm>): Promise<Outcome<NewShift>> {
  const departures = await departuresFor(tx, shift)
  if (departures.length === 0) return ok(shift)
  if (departure !== null) return ok({ ...shift, departure })
  return invalid({
    field: 'departure',
    message: `${departures.join(' ')} Say why they work this shift all the same, or choose somebody else`,
  })
}
