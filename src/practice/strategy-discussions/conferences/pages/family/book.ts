import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, ok } from '#kernel/outcome'
import { dateInWords, whenInWords } from '#kernel/words'
import { type Html, html } from '#platform/html'
import { fields } from '#platform/http'
import { choiceOf, longInput, type Option } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { isLate } from '../../rules/limits.ts'
import { bookSlot } from '../../store/book.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { recordConferenceStep } from '../../store/record.ts'
import { findSlot, listSlots, type Slot } from '../../store/slots.ts'
import { slotInWords } from '../parts/words.ts'
import { type FamilyAsked, familyPage } from './family-page.ts'

const form = z.object({
  slotId: fields.id('Choose a slot'),
  lateReason: fields.optionalText(4000),
})

const mostOffered = 40

/** Booking a slot for the children of one family. After the last day for the conference, it is said why. */
export const bookPage = familyPage({
  path: conferencePaths.book,
  title: 'Book a conference',
  form,
  applies: ({ isWaiting }) => isWaiting,
  none: 'No child of this discussion waits for a conference.',
  lead: ({ enquiries }) =>
    html`<p class="govuk-body">To be held by <strong>${dateInWords(earliest(enquiries))}</strong>: 15 working days after the discussion at which section 47 was initiated. One slot takes one family.</p>`,
  questions: async ({ tx, form: typed, enquiries, discussion, now }: FamilyAsked): Promise<readonly Html[]> => {
    const dueOn = earliest(enquiries)
    // The family's own slot too, so that a brother or sister can be added to it.
    const { slots } = await listSlots(tx, { from: now, limit: 400, skip: 0 })
    const offered = slots.filter(({ taken }) => taken === null || taken.discussionId === discussion.id)
    return [
      offered.length === 0
        ? html`<p class="govuk-body"><strong>No slot is free.</strong> Ask the conference service for more: <a class="govuk-link" href="${conferencePaths.capacity({})}">capacity week by week</a>.</p>`
        : choiceOf(
            typed,
            { name: 'slotId', label: 'Which slot?', ...hintOf(offered.length) },
            offered.slice(0, mostOffered).map((slot) => optionOf(slot, dueOn, now)),
          ),
      longInput(
        typed,
        {
          name: 'lateReason',
          label: 'If it is after the last day: why?',
          hint: 'While a child waits beyond it, somebody looks each week whether the interim plan keeps them safe.',
        },
        2,
      ),
    ]
  },
  submitWords: 'Book the slot',
  async record({ tx, enquiries, answers, now }) {
    const slot = await findSlot(tx, answers.slotId)
    const late = slot === null ? [] : enquiries.filter((enquiry) => isAfterDue(slot, enquiry.conferenceDueOn))
    const unsaid = late.filter(({ lateBecause }) => lateBecause === null)
    if (unsaid.length > 0 && answers.lateReason === null)
      return invalid({ field: 'lateReason', message: 'This slot is after the last day for the conference: say why' })
    const booked = await bookSlot(tx, enquiries, answers.slotId)
    if (!booked.ok) return booked
    if (answers.lateReason !== null)
      for (const enquiry of late)
        await recordConferenceStep(tx, enquiry, {
          kind: 'late-because',
          reason: answers.lateReason,
          replaces: enquiry.lateBecause?.stepId ?? null,
        })
    return ok(`Booked: ${whenInWords(booked.value.startsAt, now)}, ${booked.value.place}`)
  },
})

const earliest = (enquiries: readonly Enquiry[]): Temporal.PlainDate =>
  enquiries.map(({ conferenceDueOn }) => conferenceDueOn).toSorted(Temporal.PlainDate.compare)[0] ??
  Temporal.PlainDate.from('1970-01-01')

const isAfterDue = ({ startsAt }: Slot, dueOn: Temporal.PlainDate): boolean => isLate(dueOn, londonDate(startsAt))

const hintOf = (offered: number) =>
  offered > mostOffered ? { hint: `The next ${mostOffered} of ${offered} that are free.` } : {}

function optionOf(slot: Slot, dueOn: Temporal.PlainDate, now: Temporal.Instant): Option {
  const hints = [
    ...(slot.taken === null ? [] : ['This family has it']),
    ...(isAfterDue(slot, dueOn) ? ['After the last day'] : []),
  ]
  return { value: slot.slotId, text: slotInWords(slot, now), ...(hints.length === 0 ? {} : { hint: hints.join(', ') }) }
}
