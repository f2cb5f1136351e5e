import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { isWithin } from '../../rules/gaps.ts'
import type { Shift } from '../../rules/rota.ts'
import { copiedShifts, mondayOf, weekFrom } from '../../rules/week.ts'
import { addShift, listShifts } from '../../store/rota.ts'
import { shiftInWords } from '../parts/shifts.ts'

/** `week` is any day of the week that is to be filled. */
const query = z.object({ week: z.iso.date() })

type Copy = Omit<Shift, 'id'>

export const copyWeek = page({
  path: paths.copyWeek,
  may: access.manageRota,
  query,
  async view({ tx, now, form, query: { week } }) {
    const monday = mondayOf(Temporal.PlainDate.from(week))
    return screen({
      title: 'Copy the week before',
      body: copyView(form, monday, await listCopies(tx, monday), now),
      back: { href: paths.rota({}, { week }) },
    })
  },
  async submit({ tx, query: { week } }) {
    const copies = await listCopies(tx, mondayOf(Temporal.PlainDate.from(week)))
    let added = 0
    for (const { personName: _name, ...copy } of copies) if ((await addShift(tx, copy)).ok) added += 1
    const left = copies.length - added
    const notice = left === 0 ? 'copied' : `copied, ${left} left out because the person can no longer do it`
    return goTo(paths.rota({}, { week }), `${count(added, 'shift')} ${notice}`)
  },
})

async function listCopies(tx: Tx, monday: Temporal.PlainDate): Promise<readonly Copy[]> {
  const [before, week] = [weekFrom(monday.subtract({ days: 7 })), weekFrom(monday)]
  // A shift belongs to the week that it begins in.
  const lastWeek = (await listShifts(tx, before.startsAt, before.endsAt)).filter(({ startsAt }) =>
    isWithin(startsAt, before),
  )
  return copiedShifts(lastWeek, await listShifts(tx, week.startsAt, week.endsAt.add({ hours: 96 })))
}

const copyView = (form: FormState, monday: Temporal.PlainDate, copies: readonly Copy[], now: Temporal.Instant): Html =>
  copies.length === 0
    ? html`<p class="govuk-body">There is nothing to copy: the week before is empty, or everything in it stands in this week already.</p>`
    : html`<p class="govuk-body">These shifts are added to the week of ${dateInWords(monday)}. What stands there already stays. Look at absences afterwards: a shift of somebody who is away is shown as a gap.</p>
<ul class="govuk-list govuk-list--bullet">${copies.map((copy) => html`<li>${copy.personName}: ${shiftInWords(copy, now)}</li>`)}</ul>
${formTag(form, {}, button({ text: `Copy ${count(copies.length, 'shift')}` }))}`
