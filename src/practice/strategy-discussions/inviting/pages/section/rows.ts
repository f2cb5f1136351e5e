import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { details, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../../paths.ts'
import { type KeyPartner, partners } from '../../../words.ts'
import { answerState, isUnanswered } from '../../rules/answering.ts'
import { isUndelivered } from '../../rules/chasing.ts'
import type { Invitation, Reply } from '../../store/invitations.ts'
import { type Answer, answers, givenByWords } from '../../words.ts'
import { mailWords } from '../parts/mail.ts'
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

function askedCell(given: InvitingScreen, invitation: Invitation): Html {
  const { email, telephone, invitedAt } = invitation
  return html`${askedName(invitation)}<br><span class="govuk-body-s">${whenInWords(invitedAt, given.now)}${email === '' && `, by telephone${telephone === '' ? '' : ` ${telephone}`}`}</span>
${mailPart(given, invitation)}`
}

/** What became of the last mail; and where it did not arrive, whom to ring, until somebody has. */
function mailPart({ mail, told, names, mayTell, now }: InvitingScreen, invitation: Invitation): Html | false {
  const { id: invitationId, telephone, withdrawal } = invitation
  const state = mail.get(invitationId)
  if (state === undefined || (withdrawal !== null && !isUndelivered(state.state))) return false
  if (!isUndelivered(state.state)) return html`<br><span class="govuk-body-s">Mail ${mailWords(state)}</span>`
  const since = told.get(state.messageId)
  if (since !== undefined)
    return html`<br>${tag('Told by telephone', 'green')} ${since.toldName}<br><span class="govuk-body-s">${whenInWords(since.toldAt, now)}, by ${names.get(since.recordedBy ?? '') ?? 'somebody'}: the mail was not delivered</span>`
  return html`<br>${tag('Not delivered', 'red')} ring ${telephone === '' ? 'them' : telephone}${mayTell && html`<br><a class="govuk-link" href="${paths.told({ invitationId })}">Record that they were told<span class="govuk-visually-hidden">: ${askedName(invitation)}</span></a>`}`
}

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
