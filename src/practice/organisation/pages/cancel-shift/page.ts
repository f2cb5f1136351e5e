import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { cancelShift, findShift } from '../../store/rota.ts'
import { longInput } from '../parts/inputs.ts'
import { shiftInWords } from '../parts/shifts.ts'

export const cancelShiftPage = page({
  path: paths.cancelShift,
  may: access.manageRota,
  form: z.object({ why: fields.text('Say why', 1000) }),
  async view({ tx, params, now, form }) {
    const shift = await findShift(tx, params.shiftId)
    if (shift === null) return missing('shift')
    return screen({
      title: 'Take a shift off the rota',
      back: { href: paths.shift(params) },
      body: html`<p class="govuk-body"><strong>${shift.personName}</strong>: ${shiftInWords(shift, now)}.</p>
<p class="govuk-body">If nobody else is on duty then, this leaves a gap, and a gap is an alarm. To put somebody else on, change the shift instead.</p>
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Take it off the rota', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const shift = await findShift(tx, params.shiftId)
    if (shift === null) return missing('shift')
    const cancelled = await cancelShift(tx, shift, answers.why)
    const week = londonDate(shift.startsAt).toString()
    return cancelled.ok ? goTo(paths.rota({}, { week }), 'Shift taken off the rota') : cancelled
  },
})
