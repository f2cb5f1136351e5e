import type { ContactOutcome } from '#practice/front-door'
import { type Chance, madeId } from '../random.ts'
import { earlyHelpHubs, otherCouncils } from '../words/places.ts'
import { childViews, histories, protections, whys } from '../words/reasons.ts'
import { unknowns, worries } from '../words/worries.ts'
import { isNightAt } from './days.ts'
import { sweptAfter } from './pace.ts'
import type { Story } from './story.ts'
import { instant, type RowOf, type Rows } from './tables.ts'
import type { Workforce } from './workforce.ts'

const minute = 60_000
const hour = 60 * minute

/** The local limit after which a decision counts as recorded late: one hour (practice.md §3). */
const lateAfter = 60 * minute

/** In one of ten contacts about several children the youngest needs something else than the others. */
const differs = 0.1

/** What was decided about each child, by whom, why, and what followed from it. */
export function addDecisions(rows: Rows, dice: Chance, story: Story, outcome: ContactOutcome, staff: Workforce): void {
  const decidedBy = deciderAt(dice, story, story.times.decidedAt, staff)
  const said = rationale(dice, story)
  const isMixed = !story.isReferral && story.children.length > 1 && dice.happens(differs)
  for (const [place, { id: childId }] of story.children.entries()) {
    const own = isMixed && place === 0 ? 'early-help' : outcome
    const decision = decisionRow(dice, story, { childId, outcome: own, decidedBy, said })
    rows['front_door.decision'].push(decision)
    addFollowUp(rows, dice, story, { decisionId: decision.id as string, outcome: own, passedTo: decision.passed_to })
    if (isLate(story)) addLateRecording(rows, dice, story, decision.id as string, staff)
  }
  const { receivedAt, recordedAt, knownAt } = story.times
  rows['front_door.completed'].push({
    contact_id: story.id,
    received_at: instant(receivedAt),
    known_at: instant(recordedAt),
    completed_at: instant(knownAt),
    team_id: story.teamId,
    source_code: story.arrival.sourceCode,
  })
}

export function deciderAt(dice: Chance, { day }: Pick<Story, 'day'>, at: number, staff: Workforce): string {
  // The day after is not asked for its own clock: nobody notices an hour on two days of the year.
  const sinceMidnight = ((at - day.startsAt) % (24 * hour)) + day.startsAt
  return dice.pick(isNightAt(day, sinceMidnight) ? staff.nightDeciders : staff.deciders)
}

const isLate = ({ times }: Story): boolean => times.knownAt - times.decidedAt > lateAfter

type Rationale = Pick<RowOf<'front_door.decision'>, 'worry' | 'history' | 'protects' | 'child_view' | 'not_known'>

const rationale = (dice: Chance, { theme, isNew }: Story): Rationale => ({
  worry: dice.pick(worries[theme]),
  history: dice.pick(isNew ? histories.none : histories.some),
  protects: dice.pick(protections),
  child_view: dice.pick(childViews),
  not_known: dice.pick(unknowns[theme]),
})

interface Decided {
  readonly childId: string
  readonly outcome: ContactOutcome
  readonly decidedBy: string
  readonly said: Rationale
}

function decisionRow(
  dice: Chance,
  story: Story,
  { childId, outcome, decidedBy, said }: Decided,
): RowOf<'front_door.decision'> {
  const { decidedAt, knownAt } = story.times
  return {
    id: madeId(dice, knownAt),
    contact_id: story.id,
    child_id: childId,
    outcome,
    passed_to: passedTo(dice, outcome),
    ...said,
    why: dice.pick(whys[outcome]),
    decided_at: instant(decidedAt),
    decided_by: decidedBy,
    departures: isLate(story) ? '{recorded-late}' : '{}',
    known_at: instant(knownAt),
    recorded_at: instant(knownAt),
    recorded_by: decidedBy,
  }
}

function passedTo(dice: Chance, outcome: ContactOutcome): string {
  if (outcome === 'early-help') return dice.pick(earlyHelpHubs)
  if (outcome === 'transfer') return dice.pick(otherCouncils)
  return outcome === 'already-open' ? dice.pick(['Team East', 'Team South', 'Team West']) : ''
}

interface Followed {
  readonly decisionId: string
  readonly outcome: ContactOutcome
  readonly passedTo: RowOf<'front_door.decision'>['passed_to']
}

/** Early help and transfers were accepted, an allocated team acknowledged: within the working day. */
function addFollowUp(rows: Rows, dice: Chance, story: Story, { decisionId, outcome, passedTo }: Followed): void {
  const isAccepted = outcome === 'early-help' || outcome === 'transfer'
  if (!isAccepted && outcome !== 'already-open') return
  const at = story.times.knownAt + (1 + dice.below(9)) * hour
  rows['front_door.decision_follow_up'].push({
    id: madeId(dice, at),
    decision_id: decisionId,
    contact_id: story.id,
    kind: isAccepted ? 'accepted' : 'acknowledged',
    happened_at: instant(at),
    person_name: passedTo,
    note: '',
    recorded_at: instant(at),
    recorded_by: null,
  })
}

/** The decider's manager was told of a late recording by the next sweep and answered for it within the hour. */
function addLateRecording(rows: Rows, dice: Chance, story: Story, decisionId: string, staff: Workforce): void {
  const { decidedAt, knownAt } = story.times
  const alertedAt = instant(sweptAfter(knownAt))
  rows['front_door.late_recording'].push({
    decision_id: decisionId,
    contact_id: story.id,
    minutes: Math.floor((knownAt - decidedAt) / minute),
    alerted_at: alertedAt,
    rung: 'duty-manager',
    assigned_to: staff.serviceManager,
    recorded_at: alertedAt,
  })
  const answeredAt = sweptAfter(knownAt) + (4 + dice.below(50)) * minute
  rows['front_door.decision_follow_up'].push({
    id: madeId(dice, answeredAt),
    decision_id: decisionId,
    contact_id: story.id,
    kind: 'departure-followed-up',
    happened_at: instant(answeredAt),
    person_name: 'Colin Speight',
    note: 'Spoken with the manager who decided: it is recorded while the conversation is fresh.',
    recorded_at: instant(answeredAt),
    recorded_by: staff.serviceManager,
  })
}

const told = [
  ['referrer-acknowledged', 'email'],
  ['referrer-told', 'telephone'],
  ['family-told', 'telephone'],
  ['written-form-received', 'email'],
] as const

/** The referrer and the family were told, and the written form came, each within the working day. */
export function addEvents(rows: Rows, dice: Chance, story: Story, isWrittenFormDue: boolean, staff: Workforce): void {
  const isAnonymous = story.arrival.group === 'Anonymous'
  for (const [kind, how] of told) {
    if ((isAnonymous && kind.startsWith('referrer')) || (kind === 'written-form-received' && !isWrittenFormDue))
      continue
    const isAfterOutcome = kind === 'referrer-told' || kind === 'family-told'
    const from = isAfterOutcome ? story.times.knownAt : story.times.recordedAt
    const at = from + (10 + dice.below(isAfterOutcome ? 400 : 240)) * minute
    rows['front_door.contact_event'].push({
      id: madeId(dice, at),
      contact_id: story.id,
      kind,
      happened_at: instant(at),
      how,
      note: '',
      recorded_at: instant(at),
      recorded_by: dice.pick(staff.socialWorkers),
    })
  }
}
