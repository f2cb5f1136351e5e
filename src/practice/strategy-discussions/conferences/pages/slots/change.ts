import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { checkSpan, type Span } from '../../rules/slots.ts'
import { changeSlot, findSlot, lockSlot, type Slot } from '../../store/slots.ts'
import { slotForm, slotQuestions, unlessMinutesClash } from './form.ts'

const reason = fields.text('Say why', 2000)

/** A slot is changed, with the reason. One that a family has keeps its time: moving it behind their back is no change. */
export const changeSlotPage = page({
  path: conferencePaths.changeSlot,
  may: access.manageConferences,
  form: slotForm.extend({ reason }),
  async view({ tx, params, form, now }) {
    const slot = await findSlot(tx, params.slotId)
    if (slot === null) return missing('conference slot')
    return screen({
      title: `Slot on ${whenInWords(slot.startsAt, now)}`,
      back: { href: conferencePaths.slots({}), text: 'Conference slots' },
      body: html`${slot.taken !== null && html`<p class="govuk-body">${takenWords(slot)} Its time stays as it is while they have it.</p>`}
${formTag(form, {}, [
  ...(await slotQuestions(tx, form, slot)),
  longInput(form, { name: 'reason', label: 'Why is it changed?' }, 2),
  button({ text: 'Save the change' }),
])}
${slot.taken === null && html`<p class="govuk-body"><a class="govuk-link" href="${conferencePaths.withdrawSlot(params)}">Withdraw this slot</a></p>`}`,
    })
  },
  async submit({ tx, params, answers, now }) {
    const slot = await lockSlot(tx, params.slotId)
    if (slot === null) return conflict('This slot was withdrawn.', 'Enter another one.')
    const { place, chairName, minuteTakerId, reason: why, ...typed } = answers
    const isMoved = !isSame(slot, typed)
    if (isMoved && slot.taken !== null) return isTaken(slot)
    const span = isMoved ? checkSpan(typed, now) : null
    if (span !== null && !span.ok) return span
    const clash = await unlessMinutesClash(tx, { minuteTakerId, spans: [typed], except: slot.slotId, now })
    if (clash !== null) return clash
    await changeSlot(tx, slot, { ...typed, place, chairName: chairName ?? '', minuteTakerId, reason: why })
    return goTo(conferencePaths.slots({}), 'The slot has been changed')
  },
})

/** A slot that is not there after all: while a family has it, it cannot be withdrawn. */
export const withdrawSlotPage = page({
  path: conferencePaths.withdrawSlot,
  may: access.manageConferences,
  form: z.object({ reason }),
  async view({ tx, params, form, now }) {
    const slot = await findSlot(tx, params.slotId)
    if (slot === null) return missing('conference slot')
    return screen({
      title: `Withdraw the slot on ${whenInWords(slot.startsAt, now)}`,
      back: { href: conferencePaths.changeSlot(params), text: 'The slot' },
      body: formTag(form, {}, [
        longInput(form, { name: 'reason', label: 'Why is it withdrawn?' }, 2),
        button({ text: 'Withdraw the slot', classes: 'govuk-button--warning' }),
      ]),
    })
  },
  async submit({ tx, params, answers }) {
    const slot = await lockSlot(tx, params.slotId)
    if (slot === null) return conflict('This slot was withdrawn already.', 'There is nothing left to do.')
    if (slot.taken !== null) return isTaken(slot)
    await changeSlot(tx, slot, { ...slotOf(slot), isWithdrawn: true, reason: answers.reason })
    return goTo(conferencePaths.slots({}), 'The slot has been withdrawn')
  },
})

const slotOf = ({ startsAt, endsAt, place, chairName, minuteTakerId }: Slot) => ({
  startsAt,
  endsAt,
  place,
  chairName,
  minuteTakerId,
})

const isSame = (one: Span, other: Span): boolean =>
  one.startsAt.equals(other.startsAt) && one.endsAt.equals(other.endsAt)

const takenWords = ({ taken }: Slot): string =>
  `It is booked for ${taken?.reference ?? 'a family'}${taken?.bookedBy ? ` by ${taken.bookedBy}` : ''}.`

const isTaken = (slot: Slot) =>
  conflict(
    takenWords(slot),
    'Ask whoever booked it to book another and give this one back. Then it can be moved or withdrawn.',
  )
