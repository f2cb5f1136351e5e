import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import { type KeyPartner, keyPartners, type Partner } from '../../words.ts'
import type { AttendanceChoice, Came, How } from '../words.ts'

/** What somebody of a partner did. */
export interface PartnerCame {
  readonly partner: Partner
  readonly came: Came
}

/**
 * Which of the three partners attended, in their order. Only attendance counts: what was sent, or asked beforehand, stands
 * beside it (practice, traps 7).
 */
export const attendedPartners = (there: readonly PartnerCame[]): readonly KeyPartner[] =>
  keyPartners.filter((key) => there.some(({ partner, came }) => partner === key && came === 'attended'))

/** The three-partner measure of one discussion: local authority, NHS and police each had somebody in the room or on the line. */
export const hasAllThreePartners = (there: readonly PartnerCame[]): boolean =>
  attendedPartners(there).length === keyPartners.length

/** What was pressed, as it is kept. */
export function cameOf(choice: AttendanceChoice): { readonly came: Came; readonly how: How | null } {
  switch (choice) {
    case 'attended-in-person':
      return { came: 'attended', how: 'in-person' }
    case 'attended-video':
      return { came: 'attended', how: 'video' }
    case 'attended-phone':
      return { came: 'attended', how: 'phone' }
    default:
      return { came: choice, how: null }
  }
}

/** What is kept, as it was pressed. */
export function choiceOfCame(came: Came, how: How | null): AttendanceChoice {
  if (came !== 'attended') return came
  if (how === 'in-person') return 'attended-in-person'
  return how === 'phone' ? 'attended-phone' : 'attended-video'
}

/** One person or agency as typed on the page of attendance. */
export interface AttendanceTyped {
  readonly partner: Partner
  readonly healthService: string | null
  readonly name: string
  readonly choice: AttendanceChoice
  readonly reason: string
}

/** What has to be said with it: who came, for the NHS from which service, and of somebody absent why. */
export function checkAttendance(typed: AttendanceTyped, prefix: string): Outcome<AttendanceTyped> {
  const { came } = cameOf(typed.choice)
  const problems: Problem[] = []
  if (came === 'attended' && typed.name === '')
    problems.push({ field: `${prefix}.name`, message: 'Enter the name of who attended' })
  if (came === 'attended' && typed.partner === 'nhs' && typed.healthService === null)
    problems.push({ field: `${prefix}.healthService`, message: 'Choose the health service they came from' })
  if (came === 'absent' && typed.reason === '')
    problems.push({ field: `${prefix}.reason`, message: 'Say why they were absent, or that no reason was given' })
  return problems.length > 0 ? invalid(...problems) : ok(typed)
}
