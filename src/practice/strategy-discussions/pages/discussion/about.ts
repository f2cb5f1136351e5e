import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { childPaths, listChildren, nameOf } from '#practice/children'
import { namesOf } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { type Discussion, listChildrenInvitedAbout, listDiscussionChildren } from '../../store/discussions.ts'
import { origins, routes } from '../../words.ts'
import type { Section, SectionAsked } from './page.ts'

/** Why there is a discussion, since when, by when, and whom it is about. */
export const whatItIs: Section = async (asked) => {
  const { tx, discussion, now } = asked
  const names = await namesOf(
    tx,
    [discussion.reasonableCauseBy, discussion.decidedToHoldBy, discussion.allocatedWorkerId].filter(
      (id) => id !== null,
    ),
  )
  const nameIf = (id: string | null): string => (id === null ? '' : ` by ${names.get(id) ?? 'somebody'}`)
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Children', await childrenOf(asked)],
    ['Came of', cameOf(asked)],
    ['Route', routes[discussion.route]],
    ['Reasonable cause', `${whenInWords(discussion.reasonableCauseAt, now)}${nameIf(discussion.reasonableCauseBy)}`],
    ['Why', discussion.reasonableCause],
    [
      'Decided to hold it',
      discussion.decidedToHoldAt === null
        ? 'Not recorded'
        : `${whenInWords(discussion.decidedToHoldAt, now)}${nameIf(discussion.decidedToHoldBy)}`,
    ],
    ['To be held by', whenInWords(discussion.dueAt, now)],
    [
      'Allocated worker',
      discussion.allocatedWorkerId === null ? 'None' : (names.get(discussion.allocatedWorkerId) ?? ''),
    ],
    ...becameOf(discussion, asked),
  ]
  return summaryList({
    rows: rows
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
  })
}

/** By name with a link for those who read records; otherwise as those who take part are told. */
async function childrenOf({ tx, discussion }: SectionAsked): Promise<Html> {
  const about = await listDiscussionChildren(tx, discussion.id)
  const children = await listChildren(
    tx,
    about.map(({ childId }) => childId),
  )
  if (children.length > 0) {
    return html`${children.map(
      (child) =>
        html`<a class="govuk-link" href="${childPaths.record({ childId: child.id })}">${nameOf(child)}</a><br>`,
    )}`
  }
  const told = await listChildrenInvitedAbout(tx, discussion.id)
  if (about.length === 0 && told.length === 0 && discussion.concernId !== null)
    return html`No record of them is known: see the concern`
  return html`${told.map((child) => html`${nameOf(child)}<br>`)}`
}

function cameOf({ discussion: { origin, contactId, concernId, follows }, user }: SectionAsked): Html | string {
  if (contactId !== null) return html`<a class="govuk-link" href="/contacts/${contactId}">${origins[origin]}</a>`
  if (follows !== null)
    return html`<a class="govuk-link" href="${paths.discussion({ discussionId: follows })}">${origins[origin]}</a>`
  if (concernId !== null && may(user, access.workDiscussions))
    return html`<a class="govuk-link" href="${paths.concern({ concernId })}">${origins[origin]}</a>`
  return origins[origin]
}

function becameOf(
  { state, settlement }: Discussion,
  { now }: SectionAsked,
): readonly (readonly [string, Html | string])[] {
  if (settlement === null || settlement.kind === 'held') return []
  const at = whenInWords(settlement.happenedAt, now)
  if (state === 'due') return [['Due again since', `${at}: ${settlement.reason}`]]
  return [[state === 'cancelled' ? 'Cancelled' : 'Decided not to hold it', `${at}: ${settlement.reason}`]]
}
