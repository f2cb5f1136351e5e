import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { actionsTable, listActionsFrom } from '#practice/actions'
import { namesOf } from '#practice/organisation'
import type { Section, SectionAsked } from '../../pages/discussion/page.ts'
import { standingOutcomes } from '../conclude.ts'
import { listNamedChildren } from '../pages/parts/children.ts'
import { recordTextView } from '../pages/parts/record-text.ts'
import { saidView } from '../pages/parts/said.ts'
import { meetingPaths } from '../paths.ts'
import { section47KindOf } from '../rules/outcomes.ts'
import { listInformation } from '../store/information.ts'
import { type ChildOutcome, listOutcomes } from '../store/outcomes.ts'
import { listRecordVersions } from '../store/records.ts'
import { findRunningSection47, type InitiatedSection47, listInitiated } from '../store/section-47.ts'
import { childOutcomes } from '../words.ts'

/** What each agency said and promised. */
export const saidSection: Section = async ({ tx, discussion, user, now }) => {
  const information = await listInformation(tx, { discussionId: discussion.id })
  const mayRecord = may(user, access.recordDiscussions)
  if (information.length === 0 && !mayRecord) return null
  return html`<h2 class="govuk-heading-m">What was said</h2>
${saidView({ information, user, now })}
${mayRecord && html`<p class="govuk-body"><a class="govuk-link" href="${meetingPaths.information({ discussionId: discussion.id })}">Write down what somebody said</a></p>`}`
}

/** The record as it stands, or the way to write it. */
export const recordSection: Section = async ({ tx, discussion, user, now }) => {
  const versions = await listRecordVersions(tx, discussion.id)
  const [stands] = versions
  const mayRecord = may(user, access.recordDiscussions)
  const params = { discussionId: discussion.id }
  const write = html`<a class="govuk-link" href="${meetingPaths.record(params)}">${stands ? 'Correct the record' : 'Write the record'}</a>`
  if (stands === undefined) {
    if (discussion.state !== 'held' && !mayRecord) return null
    return html`<h2 class="govuk-heading-m">Record</h2>
<p class="govuk-body">There is no record yet. ${mayRecord && write}</p>`
  }
  return html`<h2 class="govuk-heading-m">Record</h2>
<p class="govuk-body">${stands.recordedByName}, ${whenInWords(stands.recordedAt, now)}${stands.corrects !== null && html`. Corrected because: ${stands.correctionReason}. <a class="govuk-link" href="${meetingPaths.versions(params)}">Earlier versions</a>`}</p>
${recordTextView(stands)}
${mayRecord && html`<p class="govuk-body">${write}</p>`}`
}

/** What is to be done by whom, with where it stands. */
export const actionsSection: Section = async ({ tx, discussion, user }) => {
  const actions = await listActionsFrom(tx, { kind: 'strategy-discussion', id: discussion.id })
  const mayRecord = may(user, access.recordDiscussions)
  if (actions.length === 0 && !mayRecord) return null
  return html`<h2 class="govuk-heading-m">Actions</h2>
${actionsTable(actions, { caption: 'Actions from this discussion' })}
${mayRecord && html`<p class="govuk-body"><a class="govuk-link" href="${meetingPaths.addAction({ discussionId: discussion.id })}">Add an action</a></p>`}`
}

/** What was decided for each child, and the enquiry that began here or goes on. */
export const outcomesSection: Section = async (asked) => {
  const { tx, discussion } = asked
  const standing = standingOutcomes(await listOutcomes(tx, discussion.id))
  if (standing.size === 0) return null
  const initiated = await listInitiated(tx, discussion.id)
  const parts: Html[] = []
  for (const { childId, name } of await listNamedChildren(tx, discussion.id)) {
    const outcome = standing.get(childId)
    parts.push(html`<div class="los-section"><h3 class="govuk-heading-s">${name}</h3>
${outcome === undefined ? html`<p class="govuk-body">${tag('No outcome recorded', 'red')}</p>` : await decided(asked, outcome, initiated)}</div>`)
  }
  return html`<h2 class="govuk-heading-m">What was decided for each child</h2>${parts}`
}

async function decided(
  asked: SectionAsked,
  { childId, outcome, reasons, dissent, correctionReason }: ChildOutcome,
  initiated: readonly InitiatedSection47[],
): Promise<Html> {
  const begun = initiated.find((enquiry) => enquiry.childId === childId)
  return html`<p class="govuk-body"><strong>${childOutcomes[outcome]}</strong></p>
<p class="govuk-body los-lines">${reasons}</p>
${dissent !== '' && html`<p class="govuk-body"><strong>Seen differently:</strong> <span class="los-lines">${dissent}</span></p>`}
${correctionReason !== '' && html`<p class="govuk-body-s">Corrected because: ${correctionReason}</p>`}
${begun !== undefined && (await beganHere(asked, begun))}
${begun === undefined && section47KindOf(outcome) !== null && (await goesOn(asked, childId))}`
}

async function beganHere({ tx, now }: SectionAsked, { startedAt, authorisedBy, conferenceDueOn }: InitiatedSection47) {
  const names = await namesOf(tx, authorisedBy === null ? [] : [authorisedBy])
  const by = authorisedBy === null ? '' : `, authorised by ${names.get(authorisedBy) ?? 'somebody'}`
  return html`<p class="govuk-body">Section 47 enquiry initiated here ${whenInWords(startedAt, now)}${by}. A conference is due by ${dateInWords(conferenceDueOn)}.</p>`
}

async function goesOn({ tx }: SectionAsked, childId: string): Promise<Html> {
  const running = await findRunningSection47(tx, childId)
  return running === null
    ? html`<p class="govuk-body">The section 47 enquiry that it went on with has ended.</p>`
    : html`<p class="govuk-body">Goes on with the section 47 enquiry initiated at ${running.reference}: the conference’s limit stays with that discussion.</p>`
}
