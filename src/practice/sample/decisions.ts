import type { Temporal } from 'temporal-polyfill'
import type { ContactOutcome, DecidedChild, PastReview } from '#practice/front-door'
import type { MadeContact } from './contacts.ts'
import { isNight } from './contacts.ts'
import type { Chance } from './random.ts'
import type { Staff } from './staff.ts'

/** Shares of what contacts come to, near what front doors publish: a third and a half lead on to nothing further. */
const outcomeShares: Readonly<Record<ContactOutcome, number>> = {
  'no-further-action': 24,
  'information-and-advice': 31,
  'early-help': 14,
  assessment: 19,
  'strategy-discussion': 5,
  'already-open': 6,
  transfer: 1,
}

const passedTo: Readonly<Partial<Record<ContactOutcome, string>>> = {
  'early-help': 'Aldergate Early Help hub',
  'already-open': 'Team East',
  transfer: 'Brackenshire Council',
}

const whys: Readonly<Record<ContactOutcome, string>> = {
  'no-further-action': 'The explanation fits what was seen, and the family sought help themselves.',
  'information-and-advice': 'The school can hold this with the advice given; they will ring if it changes.',
  'early-help': 'The family wants help with routines and money, and nothing points to harm.',
  assessment: 'Two separate people describe the same worry, and the parents do not see it.',
  'strategy-discussion': 'A child may have been hurt on purpose: police and health are needed now.',
  'already-open': 'The allocated worker visits on Thursday and has this in front of her.',
  transfer: 'The family moved last week; their new council has agreed to take it.',
}

/** What was decided about every child of a contact, and when. */
export function makeDecision(
  dice: Chance,
  staff: Staff,
  { contact }: MadeContact,
  decidedAt: Temporal.Instant,
): { readonly decided: readonly DecidedChild[]; readonly recordedAt: Temporal.Instant; readonly by: string } {
  const outcome = dice.weighted(outcomeShares)
  const by = dice.pick(isNight(decidedAt) ? staff.nightDeciders : staff.deciders)
  const minutes = dice.happens(0.93) ? 1 + dice.below(20) : 70 + dice.below(400)
  const decided = contact.childIds.map(
    (childId): DecidedChild => ({
      childId,
      outcome,
      passedTo: passedTo[outcome] ?? '',
      worry: 'What is told would frighten a child of this age, and it may happen again.',
      history: dice.happens(0.5)
        ? 'One contact last year about the same adult; it came to advice.'
        : 'Nothing is known of the family before.',
      protects: 'Grandmother visits daily and the school sees the child every day.',
      childView: dice.happens(0.6) ? 'The child was asked by the teacher and says home is mostly fine.' : '',
      notKnown: 'Who else comes to the house at weekends.',
      why: whys[outcome],
      decidedAt,
      decidedBy: by,
      departures: minutes > 60 ? ['recorded-late'] : [],
    }),
  )
  return { decided, recordedAt: decidedAt.add({ minutes }), by }
}

/** The review of a contact that had no outcome after 24 hours; null for one that had. Most are recorded within the hour. */
export function makeReview(
  dice: Chance,
  staff: Staff,
  contact: { readonly id: string; readonly receivedAt: Temporal.Instant; readonly decidedAt: Temporal.Instant },
): PastReview | null {
  const openedAt = contact.receivedAt.add({ hours: 24 })
  if (contact.decidedAt.epochMilliseconds <= openedAt.epochMilliseconds) return null
  const reviewedAt = openedAt.add({ minutes: dice.happens(0.85) ? 5 + dice.below(50) : 65 + dice.below(200) })
  const isDecidedFirst = contact.decidedAt.epochMilliseconds <= reviewedAt.epochMilliseconds
  return {
    contactId: contact.id,
    openedAt,
    endedAt: isDecidedFirst ? contact.decidedAt : reviewedAt,
    reviewedBy: dice.pick(isNight(reviewedAt) ? staff.nightDeciders : staff.deciders),
    answers: isDecidedFirst ? null : dice.pick(waits),
  }
}

const waits = [
  {
    whyNoOutcome: 'Health has not sent what it holds on the younger child.',
    whatHappensNow: 'The duty social worker rings the named nurse; decided on what is known by the end of the day.',
  },
  {
    whyNoOutcome: 'Nobody at the address has answered, by telephone or at the door.',
    whatHappensNow:
      'A visit this evening with the night team; the police are asked for a welfare check if nobody is in.',
  },
  {
    whyNoOutcome: 'The school rang back too late in the day for the parents to be spoken to.',
    whatHappensNow: 'Mother comes to the office at nine; the manager decides straight after.',
  },
] as const
