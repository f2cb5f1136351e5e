import { access } from '#platform/access'
import { html } from '#platform/html'
import { may } from '#platform/http'
import type { Section } from '../../pages/discussion/page.ts'
import { challengeView } from '../pages/one-challenge/page.ts'
import { copiesView, stateView } from '../pages/parts/copies.ts'
import { afterPaths } from '../paths.ts'
import { circulationOf } from '../recipients.ts'
import { listChallenges } from '../store/challenges.ts'

/** Where the record is: to whom it went, who read it, and to whom it has still to go. */
export const circulationSection: Section = async ({ tx, discussion, user, now, calendar }) => {
  const circulation = await circulationOf(tx, discussion, calendar)
  if (circulation === null) return null
  const { record, state, copies } = circulation
  const maySend = may(user, access.recordDiscussions) && record !== null
  const params = { discussionId: discussion.id }
  return html`<h2 class="govuk-heading-m">Sending round</h2>
<p class="govuk-body">${stateView(circulation, now)}</p>
${copiesView(copies, now)}
${maySend && html`<p class="govuk-body">${state.missing.length > 0 && html`<a class="govuk-link" href="${afterPaths.circulate(params)}">Send the record round</a><br>`}<a class="govuk-link" href="${afterPaths.needToKnow(params)}">Tell somebody else what they need to know</a></p>`}`
}

const mostShown = 50

/** Who disagreed, with the answers. */
export const challengesSection: Section = async ({ tx, discussion, user, now }) => {
  if (!may(user, access.challengeDiscussions)) return null
  const { challenges } = await listChallenges(tx, { discussionId: discussion.id, limit: mostShown, skip: 0 })
  return html`<h2 class="govuk-heading-m">Challenges</h2>
${challenges.length === 0 && html`<p class="govuk-body">Nobody has disagreed.</p>`}
${challenges.map((challenge) => html`<div class="los-section"><h3 class="govuk-heading-s"><a class="govuk-link" href="${afterPaths.oneChallenge({ challengeId: challenge.id })}">${challenge.reference}</a></h3>${challengeView(challenge, now)}</div>`)}
<p class="govuk-body"><a class="govuk-link" href="${afterPaths.challenge({ discussionId: discussion.id })}">Raise a challenge</a></p>`
}
