import { z } from 'zod'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { formTag, goTo, page, screen } from '#platform/http'
import { textInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { checkSpan, eachWeek } from '../../rules/slots.ts'
import { recordSlots } from '../../store/slots.ts'
import { slotForm, slotQuestions, unlessMinutesClash } from './form.ts'

const mostWeeks = 52

const form = slotForm.extend({
  weeks: z
    .string()
    .optional()
    .transform((typed) => (typed === undefined || typed.trim() === '' ? 1 : Number(typed)))
    .refine((weeks) => Number.isInteger(weeks) && weeks >= 1 && weeks <= mostWeeks, {
      message: `Enter a number of weeks from 1 to ${mostWeeks}`,
    }),
})

/** Slots, one or as many weeks in a row as there are. Whole or not at all. */
export const addSlotsPage = page({
  path: conferencePaths.addSlots,
  may: access.manageConferences,
  form,
  async view({ tx, form: typed }) {
    return screen({
      title: 'Enter conference slots',
      back: { href: conferencePaths.slots({}), text: 'Conference slots' },
      body: formTag(typed, {}, [
        ...(await slotQuestions(tx, typed, null)),
        textInput(
          typed,
          {
            name: 'weeks',
            label: 'How many weeks in a row?',
            hint: 'At the same time each week. 1 is this one alone.',
            fallback: '1',
          },
          { classes: 'govuk-input--width-3' },
        ),
        button({ text: 'Enter the slots' }),
      ]),
    })
  },
  async submit({ tx, answers, now }) {
    const { weeks, chairName, place, minuteTakerId, ...typed } = answers
    const first = checkSpan(typed, now)
    if (!first.ok) return first
    const spans = eachWeek(first.value, weeks)
    const clash = await unlessMinutesClash(tx, { minuteTakerId, spans, now })
    if (clash !== null) return clash
    const slots = spans.map((span) => ({ ...span, place, chairName: chairName ?? '', minuteTakerId }))
    await recordSlots(tx, slots)
    return goTo(conferencePaths.slots({}), `${count(slots.length, 'slot', 'slots')} entered`)
  },
})
