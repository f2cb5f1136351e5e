import type { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDate } from '#kernel/clock'
import type { NewContact, SourceCode } from '#practice/front-door'
import type { Family } from './families.ts'
import { familyNames, givenNames, schools, surgeries, worries } from './names.ts'
import type { Chance } from './random.ts'
import { made, type Staff } from './staff.ts'

/** A contact of the sample as it was told, with the times at which things happened. */
export interface MadeContact {
  readonly contact: NewContact
  readonly recordedBy: string
  readonly recordedAt: Temporal.Instant
}

type Teller = keyof typeof worries

const tellers: Readonly<Record<Teller, readonly SourceCode[]>> = {
  school: ['2A', '2A', '2A', '2B'],
  health: ['3A', '3B', '3C', '3E', '3F'],
  police: ['6'],
  family: ['1A', '1A', '1B', '1C'],
  other: ['4', '5A', '5B', '9', '7'],
}

/** Roughly the shares of the DfE's referral sources for England: police, schools and health make up two thirds. */
const shares: Readonly<Record<Teller, number>> = { police: 30, school: 20, health: 15, family: 12, other: 23 }

/** Contacts of one day: more on weekdays, and more by day than by night. */
export function timesOf(dice: Chance, day: Temporal.PlainDate, perWeekday: number): readonly Temporal.Instant[] {
  const expected = day.dayOfWeek > 5 ? perWeekday * 0.45 : perWeekday
  const many = Math.floor(expected) + (dice.happens(expected % 1) ? 1 : 0)
  return Array.from({ length: many }, () => {
    const hour = dice.happens(0.78) ? 8 + dice.below(10) : dice.below(24)
    // A time that the clocks skip on one Sunday in March is told as an hour later.
    const at = day.toPlainDateTime({ hour, minute: dice.below(60) })
    const instant = fromLondon(at)
    return instant.ok ? instant.value : made(fromLondon(at.add({ hours: 1 })))
  })
}

/** What somebody told about a family, received at that moment and recorded a little later. */
export function makeContact(dice: Chance, staff: Staff, family: Family, receivedAt: Temporal.Instant): MadeContact {
  const teller = dice.weighted(shares)
  const sourceCode = dice.pick(tellers[teller])
  const isTelephone = dice.happens(0.45)
  const minutes = dice.happens(0.9) ? 3 + dice.below(22) : 45 + dice.below(300)
  const children = family.children.slice(0, dice.happens(0.7) ? family.children.length : 1)
  const who = children.map(({ givenName }) => givenName).join(' and ')
  const urgency = dice.weighted({ immediate: 5, today: 45, routine: 50 })
  const parentsKnow = dice.weighted({ agreed: 35, told: 30, refused: 8, 'not-told': 27 })
  return {
    recordedBy: dice.pick(isNight(receivedAt) ? staff.nightWorkers : staff.socialWorkers),
    recordedAt: receivedAt.add({ minutes }),
    contact: {
      receivedAt,
      enteredLateBecause: minutes > 30 ? 'It lay in the shared inbox while the line was busy' : '',
      wasSystemDown: false,
      sourceCode,
      method: isTelephone ? 'telephone' : dice.pick(['online-form', 'email', 'email', 'letter']),
      referrer: referrerOf(dice, teller, sourceCode),
      childIds: children.map(({ id }) => id),
      concern: dice.pick(worries[teller]).replaceAll('{who}', who),
      urgency,
      urgencyReason: reasons[urgency],
      parentsKnow,
      parentsKnowWhy: parentsKnow === 'not-told' ? 'It might make things worse at home before we know more' : '',
      teamId: staff.frontDoorTeam,
      isWrittenFormDue: isTelephone && (teller === 'school' || teller === 'health' || teller === 'police'),
      dangerCallId: null,
      linkedContactIds: [],
    },
  }
}

const reasons = {
  immediate: 'The child is with the person who may have hurt them',
  today: 'The child goes home this afternoon',
  routine: 'Nothing suggests harm before it can be looked at',
} as const

export function isNight(at: Temporal.Instant): boolean {
  const { hour } = at.toZonedDateTimeISO('Europe/London')
  return hour < 8 || hour >= 18
}

function referrerOf(dice: Chance, teller: Teller, sourceCode: SourceCode): NewContact['referrer'] {
  if (sourceCode === '9') return { name: '', role: '', agency: '', telephone: '', email: '' }
  const name = `${dice.pick(givenNames)} ${dice.pick(familyNames)}`
  const [role, agency] = {
    school: ['Designated safeguarding lead', dice.pick(schools)],
    health: ['Health visitor', dice.pick(surgeries)],
    police: ['Police constable', 'Aldershire Police'],
    family: ['Relative', ''],
    other: ['Officer', 'Aldershire Council'],
  }[teller] as [string, string]
  return { name, role, agency, telephone: `01632 960${String(dice.below(1000)).padStart(3, '0')}`, email: '' }
}

/** Every day from `days` ago up to yesterday, in order. */
export const daysBefore = (now: Temporal.Instant, days: number): readonly Temporal.PlainDate[] =>
  Array.from({ length: days }, (_each, at) => londonDate(now).subtract({ days: days - at }))
