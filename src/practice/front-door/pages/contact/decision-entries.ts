import { tag } from '#platform/govuk'
import { type Html, html, join } from '#platform/html'
import { paths } from '../../paths.ts'
import type { Decision, DecisionFollowUp } from '../../store/decisions.ts'
import { departures, followUps, outcomes } from '../../words.ts'
import type { Entry, NameOf } from './entry.ts'
import { said } from './said.ts'

/** The rationale under its prompts, as everywhere it is shown. */
export const rationaleView = (decision: Decision): Html | null =>
  said(
    ['Why this outcome', decision.why],
    ['The worry and its impact', decision.worry],
    ['History', decision.history],
    ['What protects', decision.protects],
    ['The child’s view', decision.childView],
    ['What we do not know', decision.notKnown],
    ['Why it was corrected', decision.correctionReason],
  )

/** "Strategy discussion", "Early help: Leeds North hub". */
export const outcomeInWords = ({ outcome, passedTo }: Pick<Decision, 'outcome' | 'passedTo'>): string =>
  passedTo === '' ? outcomes[outcome] : `${outcomes[outcome]}: ${passedTo}`

/** Each decision as an entry; one that was corrected is folded under its correction. */
export const decisionEntries = (
  decisions: readonly Decision[],
  childName: (childId: string) => string,
  nameOf: NameOf,
): readonly Entry[] =>
  decisions.map((decision) => ({
    id: decision.id,
    at: decision.decidedAt ?? decision.knownAt,
    recordedAt: decision.recordedAt,
    title: `${decision.corrects === null ? 'Decided' : 'Decision corrected'} for ${childName(decision.childId)}: ${outcomeInWords(decision)}`,
    by: decision.decidedBy === null ? decision.decidedByName : nameOf(decision.decidedBy),
    body: html`${departureTags(decision)}${rationaleView(decision)}${madeElsewhere(decision)}`,
    isDecision: true,
    corrects: decision.corrects,
    ...(decision.corrects === null || isStanding(decision, decisions)
      ? { changeHref: paths.correctDecision({ contactId: decision.contactId, decisionId: decision.id }) }
      : {}),
  }))

const isStanding = ({ id }: Decision, decisions: readonly Decision[]): boolean =>
  decisions.every(({ corrects }) => corrects !== id)

export const departureTags = ({ departures: made }: Pick<Decision, 'departures'>): Html | null =>
  made.length === 0
    ? null
    : html`<p class="govuk-body">${join(
        made.map((departure) => tag(departures[departure], 'orange')),
        ' ',
      )}</p>`

const madeElsewhere = ({ madeIn }: Decision): Html | null =>
  madeIn === 'here'
    ? null
    : html`<p class="govuk-body los-quiet">${madeIn === 'extract' ? 'From the contact extract' : 'From the case system'}</p>`

export const followUpEntries = (
  followed: readonly DecisionFollowUp[],
  decisions: readonly Decision[],
  childName: (childId: string) => string,
  nameOf: NameOf,
): readonly Entry[] =>
  followed.map((each) => {
    const decision = decisions.find(({ id }) => id === each.decisionId)
    const about = decision ? `, ${childName(decision.childId)}` : ''
    return {
      id: each.id,
      at: each.happenedAt,
      recordedAt: each.recordedAt,
      title: `${followUps[each.kind]}${about}`,
      by: each.personId === null ? each.personName : nameOf(each.personId),
      body: said(['Note', each.note]),
    }
  })
