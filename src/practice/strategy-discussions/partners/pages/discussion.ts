import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { ageInWords, dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { nameOf } from '#practice/children'
import { afterPaths } from '../../after/paths.ts'
import { listSentToMe } from '../../after/store/circulations.ts'
import { challengeSubjects } from '../../after/words.ts'
import { timeWords } from '../../inviting/letter.ts'
import { askedName, partnerName } from '../../inviting/pages/parts/names.ts'
import { placeOf } from '../../inviting/pages/parts/place.ts'
import { replyWords } from '../../inviting/pages/section/rows.ts'
import { answerState, isUnanswered } from '../../inviting/rules/answering.ts'
import { type Arrangement, findArrangement } from '../../inviting/store/arrangements.ts'
import { type Invitation, listInvitations } from '../../inviting/store/invitations.ts'
import { meetingPaths } from '../../meeting/paths.ts'
import { paths } from '../../paths.ts'
import { type ChildInvitedAbout, listChildrenInvitedAbout } from '../../store/discussions.ts'
import { forms, keyPartners, states } from '../../words.ts'
import { listPartnersChallenges } from '../store/challenges.ts'
import { findPartnersDiscussion, listOwnInformation, type OwnInformation } from '../store/discussions.ts'
import { isAskedHere } from './own.ts'

/** One discussion as a partner sees it: when, who comes, which children to look up, and what their own agency said. */
export const discussionPage = page({
  path: paths.partner.discussion,
  may: access.partnerPages,
  async view({ tx, params, user, now }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const arrangement = await findArrangement(tx, discussion.id)
    const invitations = (await listInvitations(tx, discussion.id)).filter(({ withdrawal }) => withdrawal === null)
    const own = invitations.filter((each) => isAskedHere(each, user))
    const sent = (await listSentToMe(tx)).some(
      (each) => each.discussionId === discussion.id && each.version === 'whole',
    )
    const challenges = await listPartnersChallenges(tx, { discussionId: discussion.id })
    return screen({
      title: `Strategy discussion ${discussion.reference}`,
      width: 'full',
      back: { href: paths.partner.home({}), text: 'Strategy discussions' },
      body: html`<p class="govuk-body-l">${tag(states[discussion.state], discussion.state === 'due' ? 'yellow' : 'green')}</p>
${discussion.state === 'due' && own.map((each) => toAnswer(each, arrangement, now))}
${discussion.heldAt !== null && html`<p class="govuk-body">Held ${whenInWords(discussion.heldAt, now)}.${sent && html` <a class="govuk-link" href="${afterPaths.circulated({ discussionId: discussion.id })}">Read the record that was sent to you</a>`}</p>`}
${arranged(arrangement)}
<h2 class="govuk-heading-m">Children to look up</h2>
${children(await listChildrenInvitedAbout(tx, discussion.id), now)}
<h2 class="govuk-heading-m">Who is asked</h2>
${whoIsAsked(invitations, now)}
<h2 class="govuk-heading-m">What your agency said</h2>
${information(await listOwnInformation(tx, discussion.id), discussion.id, now)}
<h2 class="govuk-heading-m">If you disagree</h2>
${challenges.map((each) => html`<p class="govuk-body"><strong>${each.reference}</strong>, ${challengeSubjects[each.about].toLowerCase()}: ${each.words}<br>${each.answer === null ? 'No answer yet.' : `Answer: ${each.answer}`}</p>`)}
<p class="govuk-body"><a class="govuk-link" href="${afterPaths.challenge({ discussionId: discussion.id })}">Challenge what was decided, said or written</a></p>
<h2 class="govuk-heading-m">If the council does not do its part</h2>
<p class="govuk-body"><a class="govuk-link" href="${paths.partner.escalate({ discussionId: discussion.id })}">Escalate something about the council</a></p>`,
    })
  },
})

function toAnswer(invitation: Invitation, arrangement: Arrangement | null, now: Temporal.Instant): Html {
  const { id: invitationId, reply } = invitation
  const href = paths.partner.invitation({ invitationId })
  const isOpen = isUnanswered(answerState(invitation, arrangement))
  return html`<div class="govuk-inset-text"><p class="govuk-body">${askedName(invitation)}: ${reply === null ? tag('No reply yet', 'yellow') : replyWords(reply, new Map(), now)}</p>
<p class="govuk-body"><a class="govuk-link" href="${href}">${isOpen ? 'Say whether you come' : 'Change the answer'}</a></p></div>`
}

function arranged(arrangement: Arrangement | null): Html {
  if (arrangement === null || arrangement.isCancelled)
    return html`<p class="govuk-body">No time is arranged now. You get mail when one is.</p>`
  const rows: readonly (readonly [string, Html | string])[] = [
    ['When', timeWords(arrangement)],
    ['How', forms[arrangement.form]],
    ['Where', placeOf(arrangement.place)],
    ['Chair', arrangement.chairName],
  ]
  return summaryList({
    rows: rows
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
  })
}

const children = (about: readonly ChildInvitedAbout[], now: Temporal.Instant): Html =>
  about.length === 0
    ? html`<p class="govuk-body">None is recorded.</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${about.map((child) => html`<li>${nameOf(child)}, ${bornOf(child, now)}</li>`)}</ul>`

const bornOf = ({ dateOfBirth, expectedDate }: ChildInvitedAbout, now: Temporal.Instant): string =>
  dateOfBirth !== null
    ? `born ${dateInWords(dateOfBirth)}, ${ageInWords({ dateOfBirth, expectedDate }, londonDate(now))}`
    : expectedDate !== null
      ? `unborn, expected ${dateInWords(expectedDate)}`
      : 'date of birth not known'

/** The three partners first, in their order, as on every page. */
function whoIsAsked(invitations: readonly Invitation[], now: Temporal.Instant): Html {
  const place = ({ partner }: Invitation): number => {
    const at = (keyPartners as readonly string[]).indexOf(partner)
    return at === -1 ? keyPartners.length : at
  }
  const sorted = [...invitations].sort((one, other) => place(one) - place(other))
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Who is asked</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Partner', 'Asked', 'Reply'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${sorted.map(
    (each) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Partner"><strong>${partnerName(each)}</strong></td><td class="govuk-table__cell" data-label="Asked">${askedName(each)}</td><td class="govuk-table__cell" data-label="Reply">${each.reply === null ? 'No reply' : replyWords(each.reply, new Map(), now)}</td></tr>`,
  )}
</tbody>
</table>`
}

const information = (said: readonly OwnInformation[], discussionId: string, now: Temporal.Instant): Html =>
  said.length === 0
    ? html`<p class="govuk-body">Nothing is recorded yet.</p>`
    : html`<ul class="govuk-list">${said.map(
        ({ id: informationId, what, givenByName, givenAt, promisedBy, hasCome }) =>
          html`<li class="govuk-!-margin-bottom-3">${promisedBy !== null && html`${tag(hasCome ? 'Sent' : 'Promised', hasCome ? 'green' : 'yellow')} ${!hasCome && `by ${whenInWords(promisedBy, now)}`}<br>`}${what}<br><span class="govuk-body-s">${givenByName}${givenByName !== '' && ', '}${whenInWords(givenAt, now)}</span>${promisedBy !== null && !hasCome && html`<br><a class="govuk-link" href="${paths.partner.sendPromised({ discussionId, informationId })}">Send it<span class="govuk-visually-hidden">: ${what.slice(0, 60)}</span></a>`}${promisedBy === null && html`<br><a class="govuk-link" href="${meetingPaths.ours({ discussionId, informationId })}">Confirm or correct it<span class="govuk-visually-hidden">: ${what.slice(0, 60)}</span></a>`}</li>`,
      )}</ul>`
