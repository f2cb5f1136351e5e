import { plainDateOf } from '#kernel/clock'
import { familyNames, givenNames, schools, surgeries } from '../names.ts'
import type { SourceGroup } from '../published/leeds.ts'
import type { Chance } from '../random.ts'
import { enteredLate, notTold, urgencyReasons } from '../words/reasons.ts'
import { adults, concerns, whens } from '../words/worries.ts'
import { isNightAt } from './days.ts'
import type { Story } from './story.ts'
import { instant, type RowOf } from './tables.ts'
import type { Workforce } from './workforce.ts'

const minute = 60_000

/** What was told, as whoever answered the telephone wrote it. */
export function contactRow(dice: Chance, story: Story, staff: Workforce): RowOf<'front_door.contact'> {
  const { id, reference, day, arrival, times, teamId } = story
  const urgency = dice.weighted({ immediate: 5, today: 45, routine: 50 })
  const parentsKnow = dice.weighted({ agreed: 35, told: 30, refused: 8, 'not-told': 27 })
  const method = methodOf(dice, arrival.group)
  const referrer = referrerOf(dice, arrival.group)
  return {
    id,
    reference,
    received_at: instant(times.receivedAt),
    received_on: plainDateOf(day.number).toString(),
    entered_late_because: times.recordedAt - times.receivedAt > 30 * minute ? dice.pick(enteredLate) : '',
    source_code: arrival.sourceCode,
    method,
    is_written_form_due: method === 'telephone' && !isIndividual(arrival.group),
    ...referrer,
    concern: concernOf(dice, story),
    urgency,
    urgency_reason: dice.pick(urgencyReasons[urgency]),
    parents_know: parentsKnow,
    parents_know_why: parentsKnow === 'not-told' ? dice.pick(notTold) : '',
    team_id: teamId,
    known_at: instant(times.recordedAt),
    recorded_at: instant(times.recordedAt),
    recorded_by: dice.pick(isNightAt(day, times.recordedAt) ? staff.nightWorkers : staff.socialWorkers),
  }
}

const isIndividual = (group: SourceGroup): boolean => group === 'Individual' || group === 'Anonymous'

const methodOf = (dice: Chance, group: SourceGroup): string =>
  isIndividual(group)
    ? dice.weighted({ telephone: 70, 'online-form': 15, email: 10, 'in-person': 5 })
    : dice.weighted({ telephone: 38, 'online-form': 30, email: 28, letter: 2, meeting: 2 })

function concernOf(dice: Chance, { theme, children }: Story): string {
  const names = children.map(({ isUnborn, givenName }) => (isUnborn ? 'the baby' : givenName))
  const who = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'the child')
  const words = dice
    .pick(concerns[theme])
    .replace('{who}', who)
    .replace('{adult}', dice.pick(adults))
    .replace('{when}', dice.pick(whens))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type Referrer = Pick<
  RowOf<'front_door.contact'>,
  'referrer_name' | 'referrer_role' | 'referrer_agency' | 'referrer_telephone'
>

const rolesOf: Readonly<Record<SourceGroup, readonly string[]>> = {
  Individual: ['Grandmother', 'Aunt', 'Father', 'Mother', 'Neighbour', 'Family friend'],
  Schools: ['Designated safeguarding lead', 'Head teacher', 'Learning mentor'],
  Education_Services: ['Attendance officer', 'Educational psychologist'],
  Health_Services: ['Health visitor', 'General practitioner', 'Paediatric nurse', 'School nurse', 'Midwife'],
  Housing: ['Housing officer'],
  LA_Services: ['Social worker, adults', 'Early help practitioner', 'Duty officer'],
  Police: ['Police constable', 'Police sergeant', 'Safeguarding officer'],
  Other_legal_agency: ['Probation practitioner', 'Court officer'],
  Other: ['Support worker', 'Youth worker'],
  Anonymous: [''],
  Unknown: [''],
}

const agencyOf = (dice: Chance, group: SourceGroup): string => {
  if (group === 'Schools') return dice.pick(schools)
  if (group === 'Health_Services') return dice.pick(surgeries)
  if (group === 'Police') return 'Aldershire Police'
  if (group === 'Individual' || group === 'Unknown') return ''
  return (
    { Housing: 'Aldershire Homes', Other_legal_agency: 'Probation Service' }[group as string] ?? 'Aldershire Council'
  )
}

/** Nobody of an anonymous caller is known. Telephone numbers are of the range kept for drama. */
function referrerOf(dice: Chance, group: SourceGroup): Referrer {
  if (group === 'Anonymous')
    return { referrer_name: '', referrer_role: '', referrer_agency: '', referrer_telephone: '' }
  return {
    referrer_name: `${dice.pick(givenNames)} ${dice.pick(familyNames)}`,
    referrer_role: dice.pick(rolesOf[group]),
    referrer_agency: agencyOf(dice, group),
    referrer_telephone: `01632 960${String(dice.below(1000)).padStart(3, '0')}`,
  }
}
