import { londonDate } from '#kernel/clock'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { childPaths, listChildren, nameOf } from '#practice/children'
import type { Section, SectionAsked } from '../../../pages/discussion/page.ts'
import { conferencePaths } from '../../paths.ts'
import { interimCheckDueOn, isLate } from '../../rules/limits.ts'
import { type Enquiry, listEnquiriesOf } from '../../store/enquiries.ts'
import { section47Kinds, section47Outcomes } from '../../words.ts'
import { conferenceInWords, dueInWords, lastCheckInWords } from '../parts/words.ts'

/** Section 47 and the conference, child by child, with what can be recorded now. */
export const section47AndConference: Section = async (asked) => {
  const { tx, discussion, now } = asked
  if (!may(asked.user, access.readRecords)) return null
  const enquiries = await listEnquiriesOf(tx, discussion.id, londonDate(now))
  if (enquiries.length === 0) return null
  const children = await listChildren(
    tx,
    enquiries.map(({ childId }) => childId),
  )
  const names = new Map(children.map((child) => [child.id, nameOf(child)]))
  return html`<h2 class="govuk-heading-m" id="section-47">Section 47 and conference</h2>
${enquiries.map((enquiry) => oneChild(enquiry, names.get(enquiry.childId) ?? 'A child', asked))}
${may(asked.user, access.workDiscussions) && actions(enquiries, asked)}`
}

function oneChild(enquiry: Enquiry, name: string, { now, calendar }: SectionAsked): Html {
  const today = londonDate(now)
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Section 47', `${section47Kinds[enquiry.kind]}, since ${whenInWords(enquiry.startedAt, now)}`],
    ['Authorised by', enquiry.authorisedByName],
    ['Ended', endInWords(enquiry, now)],
    [
      'Conference by',
      enquiry.isWaiting ? dueInWords(enquiry.conferenceDueOn, today, calendar) : dateInWords(enquiry.conferenceDueOn),
    ],
    ['Conference', conferenceInWords(enquiry, now)],
    ['Late because', enquiry.lateBecause?.reason ?? ''],
    ...interimRows(enquiry, asked(now)),
  ]
  return html`<h3 class="govuk-heading-s"><a class="govuk-link" href="${childPaths.record({ childId: enquiry.childId })}">${name}</a></h3>
${summaryList({
  rows: rows
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
})}
<p class="govuk-body"><a class="govuk-link" href="${conferencePaths.child({ childId: enquiry.childId })}">Every section 47 enquiry of this child<span class="govuk-visually-hidden">: ${name}</span></a></p>`
}

const asked = (now: SectionAsked['now']) => ({ now, today: londonDate(now) })

function interimRows(
  enquiry: Enquiry,
  { now, today }: ReturnType<typeof asked>,
): readonly (readonly [string, Html | string])[] {
  const { lastCheck, isWaiting, conferenceDueOn } = enquiry
  if (lastCheck === null && !(isWaiting && isLate(conferenceDueOn, today))) return []
  const next = interimCheckDueOn(conferenceDueOn, lastCheck?.at ?? null)
  return [
    ['Interim plan looked at', lastCheckInWords(enquiry, now)],
    ['What was seen', lastCheck?.what ?? ''],
    ['What was done', lastCheck?.done ?? ''],
    [
      'Next look by',
      isWaiting ? `${dateInWords(next)}${lastCheck?.nextByName ? `, ${lastCheck.nextByName}` : ''}` : '',
    ],
  ]
}

function endInWords({ end }: Enquiry, now: SectionAsked['now']): string {
  if (end === null) return 'Not yet'
  const by = end.authorisedByName === '' ? '' : `, authorised by ${end.authorisedByName}`
  return `${whenInWords(end.at, now)}: ${section47Outcomes[end.outcome]}${by}. ${end.reasons}`
}

/** Only what the page behind it takes as things stand. */
function actions(enquiries: readonly Enquiry[], { discussion, now }: SectionAsked): Html {
  const discussionId = discussion.id
  const today = londonDate(now)
  const waiting = enquiries.filter(({ isWaiting }) => isWaiting)
  const isAnyLate = waiting.some(({ conferenceDueOn }) => isLate(conferenceDueOn, today))
  const links: readonly (readonly [boolean, string, string])[] = [
    [waiting.length > 0, 'Book a conference', conferencePaths.book({ discussionId })],
    [waiting.some(({ booking }) => booking !== null), 'Give the slot back', conferencePaths.unbook({ discussionId })],
    [waiting.length > 0, 'The conference was held', conferencePaths.held({ discussionId })],
    [waiting.length > 0, 'A conference is not required', conferencePaths.notRequired({ discussionId })],
    [isAnyLate, 'Say why it is late', conferencePaths.late({ discussionId })],
    [waiting.length > 0, 'Record a look at the interim plan', conferencePaths.interimCheck({ discussionId })],
    [
      enquiries.some(({ end }) => end === null),
      'End the section 47 enquiry',
      conferencePaths.endSection47({ discussionId }),
    ],
    [
      enquiries.some(({ held, notRequired }) => held !== null || notRequired !== null),
      'Correct what was recorded of the conference',
      conferencePaths.correct({ discussionId }),
    ],
  ]
  return html`<ul class="govuk-list los-actions">${links
    .filter(([applies]) => applies)
    .map(([, text, href]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`
}
