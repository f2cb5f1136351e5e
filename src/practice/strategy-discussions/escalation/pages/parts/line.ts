import type { Temporal } from 'temporal-polyfill'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../../paths.ts'
import { conditionOf } from '../../conditions.ts'
import { aboutOf, type ListedEscalation } from '../../store/list.ts'
import { whoInWords } from '../../who.ts'
import { endOutcomes } from '../../words.ts'

/** What is wrong, in one sentence without a child in it. */
export const sentenceOf = ({ condition, partner, agencyName, words }: ListedEscalation): string =>
  condition === 'raised-by-partner'
    ? `${agencyName ?? 'A partner'}: ${words}`
    : conditionOf(condition).sentence(whoInWords(partner))

/** Who is asked: by name, in whose place, and on which rung. */
export function withWhom({ rung, toName, insteadOfName, partner, rungAgencyId }: ListedEscalation): string {
  if (rung === null) return 'Nobody is named who could be asked'
  const instead = insteadOfName ? `, for ${insteadOfName}` : ''
  const isOurs = partner !== null && partner !== 'local-authority' && rungAgencyId === null
  return `Rung ${rung}: ${toName}${instead}${isOurs ? ' (their agency has named nobody)' : ''}`
}

/** "by Tue 23 Nov, 16:00, 2 h left", in words and in colour. */
export function limitOf({ dueAt, outcome }: ListedEscalation, now: Temporal.Instant): Html | string {
  if (outcome !== null) return endOutcomes[outcome]
  if (dueAt === null) return ''
  const { text, isOver } = timeLeftInWords(dueAt, now)
  return html`<span class="los-nowrap">${whenInWords(dueAt, now)}</span><br><span class="${isOver ? 'los-late' : 'los-soon'}">${text}</span>`
}

export const stateOf = (escalation: ListedEscalation): Html =>
  html`<span class="los-nowrap">${tagOf(escalation)}</span>`

const tagOf = ({ outcome, saidAt }: ListedEscalation): Html => {
  if (outcome !== null) return tag('Ended', 'grey')
  return saidAt === null ? tag('No answer', 'red') : tag('Answered, open', 'yellow')
}

/** "Sergeant Stone, Tue 23 Nov, 14:05: on their way. Done: rang the station." */
export function answerOf({ said, done, saidBy, saidAt }: ListedEscalation, now: Temporal.Instant): string {
  if (said === null || saidAt === null) return ''
  return `${saidBy ?? ''}, ${whenInWords(saidAt, now)}: ${said}${done ? ` Done: ${done}` : ''}`
}

export const escalationLink = ({ id, reference }: Pick<ListedEscalation, 'id' | 'reference'>): Html =>
  html`<a class="govuk-link los-nowrap" href="${paths.escalation({ escalationId: id })}">${reference}</a>`

/** For staff: the discussion or the concern that it is about. */
export const aboutLink = (escalation: ListedEscalation): Html | string =>
  escalation.aboutReference === null
    ? ''
    : html`<a class="govuk-link los-nowrap" href="${addressOf(escalation)}">${escalation.aboutReference}</a>`

const addressOf = (escalation: ListedEscalation): string => {
  const { discussionId, concernId } = aboutOf(escalation)
  return discussionId === null ? paths.concern({ concernId }) : paths.discussion({ discussionId })
}
