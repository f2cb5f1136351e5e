import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { details, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../../paths.ts'
import { type KeyPartner, partners } from '../../../words.ts'
import { answerState, isUnanswered } from '../../rules/answering.ts'
import type { Invitation, Reply } from '../../store/invitations.ts'
import { type Answer, answers, givenByWords } from '../../words.ts'
import { isUndelivered, mailWords } from '../parts/mail.ts'
import { askedName, partnerName } from '../parts/names.ts'
import type { InvitingScreen } from './view.ts'

/** The rows of one partner: always one, whether anybody was asked or not; one for each who was. */
export function partnerRows(given: InvitingScreen, asked: readonly Invitation[], partner: KeyPartner | null): Html {
  if (asked.length === 0 && partner !== null) return emptyRow(given, partner)
  return html`${asked.map((invitation) => row(given, partnerName(invitation), askedCell(given, invitation), replyCell(given, invitation), actions(given, invitation)))}`
}

const emptyRow = (given: InvitingScreen, partner: KeyPartner): Html =>
  row(
    given,
    partners[partner],
    tag('Not invited', 'red'),
    '',
    given.arrangement === null || given.arrangement.isCancelled
      ? ''
      : html`<a class="govuk-link" href="${paths.invite({ discussionId: given.discussion.id }, { partner })}">Invite<span class="govuk-visually-hidden"> ${partners[partner]}</span></a>`,
  )

const row = (
  { mayWork }: InvitingScreen,
  partner: string,
  asked: Html | string,
  reply: Html | string,
  todo: Html | string,
): Html => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Partner"><strong>${partner}</strong></td><td class="govuk-table__cell" data-label="Asked">${asked}</td><td class="govuk-table__cell" data-label="Reply">${reply}</td>${mayWork && html`<td class="govuk-table__cell" data-label="To do">${todo}</td>`}</tr>`

function askedCell({ mail, now }: InvitingScreen, invitation: Invitation): Html {
  const { id, email, telephone, invitedAt, withdrawal } = invitation
  const state = mail.get(id)
  return html`${askedName(invitation)}<br><span class="govuk-body-s">${whenInWords(invitedAt, now)}${email === '' && `, by telephone${telephone === '' ? '' : ` ${telephone}`}`}</span>
${withdrawal === null && state !== undefined && mailTag(state, telephone)}`
}

const mailTag = (state: Parameters<typeof mailWords>[0], telephone: string): Html =>
  html`<br>${isUndelivered(state.state) ? html`${tag('Not delivered', 'red')} ring ${telephone === '' ? 'them' : telephone}` : html`<span class="govuk-body-s">Mail ${mailWords(state)}</span>`}`

function replyCell({ arrangement, replies, names, now }: InvitingScreen, invitation: Invitation): Html {
  const state = answerState(invitation, arrangement)
  const all = replies.get(invitation.id) ?? []
  const { reply, withdrawal } = invitation
  if (withdrawal !== null)
    return html`${tag('Withdrawn', 'grey')} ${whenInWords(withdrawal.knownAt, now)}: ${withdrawal.reason}`
  if (reply === null || state.kind === 'waiting') return tag('No reply', 'yellow')
  return html`${state.kind === 'earlier-time' ? html`${tag('No reply to this time', 'yellow')}<br>To the earlier time: ` : ''}${replyWords(reply, names, now)}
${all.length > 1 && details({ summaryText: 'Earlier replies', html: html`<ul class="govuk-list">${all.slice(0, -1).map((earlier) => html`<li>${replyWords(earlier, names, now)}</li>`)}</ul>` })}`
}

const colours = {
  yes: 'green',
  'someone-else': 'green',
  no: 'red',
  'information-only': 'orange',
} as const satisfies Record<Answer, string>

export function replyWords(reply: Reply, names: ReadonlyMap<string, string>, now: Temporal.Instant): Html {
  const { answer, reason, someoneName, someoneRole, givenBy, givenByName, recordedBy, repliedAt } = reply
  const someone = [someoneName, someoneRole].filter((part) => part !== '').join(', ')
  const by =
    givenBy === 'telephone'
      ? `${givenByName} by telephone, taken by ${names.get(recordedBy ?? '') ?? 'somebody'}`
      : givenByWords[givenBy]
  return html`${tag(answers[answer], colours[answer])} ${someone}${reason !== '' && ` ${reason}`}<br><span class="govuk-body-s">${whenInWords(repliedAt, now)}, ${by}</span>`
}

function actions({ arrangement, discussion, mail }: InvitingScreen, invitation: Invitation): Html | string {
  if (invitation.withdrawal !== null) return ''
  const { id: invitationId, email } = invitation
  const state = answerState(invitation, arrangement)
  const who = html`<span class="govuk-visually-hidden">: ${askedName(invitation)}</span>`
  const isArranged = arrangement !== null && !arrangement.isCancelled
  const undelivered = isUndelivered(mail.get(invitationId)?.state ?? 'sent')
  const links: readonly (readonly [string, string])[] = [
    [isUnanswered(state) && isArranged ? 'Chase: take a reply' : 'Take another reply', paths.reply({ invitationId })],
    ...(email !== '' && isArranged && (undelivered || isUnanswered(state))
      ? [['Send the mail again', paths.sendAgain({ invitationId })] as const]
      : []),
    ...(partnerIsOut(invitation, state.kind === 'answered' ? state.answer : null)
      ? [
          [
            'Go ahead without',
            paths.goingAhead({ discussionId: discussion.id }, { partner: invitation.partner }),
          ] as const,
        ]
      : []),
    ['Withdraw', paths.withdraw({ invitationId })],
  ]
  return html`${links.map(([text, href]) => html`<a class="govuk-link" href="${href}">${text}${who}</a><br>`)}`
}

const partnerIsOut = ({ partner }: Invitation, answer: Answer | null): boolean =>
  (partner === 'nhs' || partner === 'police') && (answer === 'no' || answer === 'information-only')
