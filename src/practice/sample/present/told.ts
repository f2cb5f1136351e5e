import { Temporal } from 'temporal-polyfill'
import type { ContactOutcome, DecidedChild, NewContact, SourceCode } from '#practice/front-door'
import type { Arrival } from '../past/arrivals.ts'
import { contactRow } from '../past/contact-rows.ts'
import type { Day } from '../past/days.ts'
import { addDecisions } from '../past/decision-rows.ts'
import type { Times } from '../past/pace.ts'
import { outcomeOf, referralShare, type Story, type StoryChild, themeOf } from '../past/story.ts'
import { type Cell, noRows, type RowOf } from '../past/tables.ts'
import type { Workforce } from '../past/workforce.ts'
import type { PublishedYear } from '../published/leeds.ts'
import type { Chance } from '../random.ts'

/** A contact of the present, and what is going to be decided about it. */
export interface Told {
  readonly contact: NewContact
  readonly recordedBy: string
  readonly recordedAt: Temporal.Instant
  readonly decisions: readonly PlannedDecision[]
  readonly decideAt: Temporal.Instant
}

/** Kept as JSON until it is due: moments as text. */
export type PlannedDecision = Omit<DecidedChild, 'decidedAt'> & { readonly decidedAt: string }

export interface Telling {
  readonly day: Day
  readonly arrival: Arrival
  readonly times: Times
  readonly children: readonly StoryChild[]
  readonly isNew: boolean
  readonly staff: Workforce
  readonly published: PublishedYear
}

/** Puts a contact of the present into the words of the past: it goes through the product's own functions from here on. */
export function tell(dice: Chance, telling: Telling): Told {
  const { day, arrival, times, children, isNew, staff, published } = telling
  const isReferral = dice.happens(referralShare)
  const theme = themeOf(dice, arrival, children)
  const called = { id: '', reference: '', teamId: staff.frontDoorTeam, area: null }
  const story: Story = { ...called, day, arrival, times, isNew, children, theme, isReferral }
  const row = contactRow(dice, story, staff)
  const rows = noRows()
  addDecisions(rows, dice, story, outcomeOf(dice, isReferral, published), staff)
  return {
    contact: contactOf(row, story),
    recordedBy: text(row.recorded_by),
    recordedAt: instantOf(times.recordedAt),
    decisions: rows['front_door.decision'].map(decisionOf),
    decideAt: instantOf(times.knownAt),
  }
}

const text = (cell: Cell): string => String(cell ?? '')
const instantOf = (milliseconds: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(milliseconds)

function contactOf(row: RowOf<'front_door.contact'>, { arrival, children, times }: Story): NewContact {
  return {
    receivedAt: instantOf(times.receivedAt),
    enteredLateBecause: text(row.entered_late_because),
    wasSystemDown: false,
    sourceCode: arrival.sourceCode satisfies SourceCode,
    method: text(row.method) as NewContact['method'],
    referrer: {
      name: text(row.referrer_name),
      role: text(row.referrer_role),
      agency: text(row.referrer_agency),
      telephone: text(row.referrer_telephone),
      email: '',
    },
    childIds: children.map(({ id }) => id),
    concern: text(row.concern),
    urgency: text(row.urgency) as NewContact['urgency'],
    urgencyReason: text(row.urgency_reason),
    parentsKnow: text(row.parents_know) as NewContact['parentsKnow'],
    parentsKnowWhy: text(row.parents_know_why),
    teamId: text(row.team_id),
    isWrittenFormDue: row.is_written_form_due === true,
    dangerCallId: null,
    linkedContactIds: [],
  }
}

const decisionOf = (row: RowOf<'front_door.decision'>): PlannedDecision => ({
  childId: text(row.child_id),
  outcome: text(row.outcome) as ContactOutcome,
  passedTo: text(row.passed_to),
  worry: text(row.worry),
  history: text(row.history),
  protects: text(row.protects),
  childView: text(row.child_view),
  notKnown: text(row.not_known),
  why: text(row.why),
  decidedAt: text(row.decided_at),
  decidedBy: text(row.decided_by),
  departures: row.departures === '{}' ? [] : ['recorded-late'],
})
