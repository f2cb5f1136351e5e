import { Temporal } from 'temporal-polyfill'
import { missing } from '#kernel/outcome'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listNamedChildren } from '../../../meeting/pages/parts/children.ts'
import { recordTextView } from '../../../meeting/pages/parts/record-text.ts'
import { person } from '../../../meeting/sections/attendance.ts'
import { listAttendance } from '../../../meeting/store/attendance.ts'
import { type Information, listInformation } from '../../../meeting/store/information.ts'
import { type ChildOutcome, listOutcomes } from '../../../meeting/store/outcomes.ts'
import { listRecordVersions } from '../../../meeting/store/records.ts'
import { listInitiated } from '../../../meeting/store/section-47.ts'
import { childOutcomes } from '../../../meeting/words.ts'
import { type Discussion, findDiscussion } from '../../../store/discussions.ts'
import { partners } from '../../../words.ts'
import { afterPaths } from '../../paths.ts'
import { listSentToMe, listSentToStaff, recordOpened, type SentToMe } from '../../store/circulations.ts'

/** The record as it was sent to whoever opens it, and that they opened it. */
export const circulatedPage = page({
  path: afterPaths.circulated,
  may: access.readCirculated,
  async view({ tx, params, user, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('record')
    const sent = await sentTo(tx, user, discussion)
    const latest = sent[0]
    const version = (await listRecordVersions(tx, discussion.id)).find(({ id }) => id === latest?.recordId)
    if (latest === undefined || version === undefined) return missing('record')
    await recordOpened(
      tx,
      discussion.id,
      sent.map(({ recipientId }) => recipientId),
    )
    return screen({
      title: `Record of strategy discussion ${discussion.reference}`,
      width: 'wide',
      back: { href: '/' },
      body: html`<p class="govuk-body">Sent to you ${whenInWords(latest.circulatedAt, now)}.${version.corrects !== null && html` It corrects what you were sent before: ${version.correctionReason}`}</p>
${await attendanceView(tx, discussion)}
${await saidView(tx, discussion, latest)}
<h2 class="govuk-heading-m">Record</h2>${recordTextView(version)}
${await outcomesView(tx, discussion, latest)}
<p class="govuk-body">Is something wrong with what your agency said, or do you disagree? ${challengeLink(discussion)}</p>`,
    })
  },
})

async function sentTo(tx: Tx, user: User, { id }: Discussion): Promise<readonly SentToMe[]> {
  if (!may(user, access.partnerPages)) return listSentToStaff(tx, id, user.personId)
  return (await listSentToMe(tx)).filter(({ discussionId, version }) => discussionId === id && version === 'whole')
}

const challengeLink = ({ id }: Discussion): Html =>
  html`<a class="govuk-link" href="${afterPaths.challenge({ discussionId: id })}">Raise a challenge</a>`

async function attendanceView(tx: Tx, { id }: Discussion): Promise<Html> {
  const there = await listAttendance(tx, id)
  return html`<h2 class="govuk-heading-m">Who was there</h2>
<ul class="govuk-list govuk-list--bullet">${there.map((each) => html`<li>${partners[each.partner]}: ${person(each)}</li>`)}</ul>`
}

/** What was said when it was sent: what comes later goes round with a later version. */
async function saidView(tx: Tx, { id }: Discussion, { circulatedAt }: SentToMe): Promise<Html> {
  const said = (await listInformation(tx, { discussionId: id })).filter(
    ({ givenAt }) => Temporal.Instant.compare(givenAt, circulatedAt) <= 0,
  )
  return html`<h2 class="govuk-heading-m">What was said</h2>
${said.length === 0 && html`<p class="govuk-body">Nothing is written down.</p>`}
${said.map((each) => html`<p class="govuk-body"><strong>${fromInWords(each)}</strong><br><span class="los-lines">${rightOf(each)}</span></p>`)}`
}

const fromInWords = ({ partner, agencyName, givenByName }: Information): string =>
  [partners[partner], agencyName ?? '', givenByName].filter((part) => part !== '').join(', ')

const rightOf = ({ what, answer }: Information): string => (answer?.kind === 'corrected' ? answer.correctedText : what)

/** What stood when it was sent: a later correction goes round with its own version. */
async function outcomesView(tx: Tx, { id }: Discussion, { circulatedAt }: SentToMe): Promise<Html> {
  const outcomes = (await listOutcomes(tx, id)).filter(
    ({ knownAt }) => Temporal.Instant.compare(knownAt, circulatedAt) <= 0,
  )
  const stood = (childId: string): ChildOutcome | undefined =>
    outcomes.find((each) => each.childId === childId && outcomes.every(({ corrects }) => corrects !== each.id))
  const initiated = await listInitiated(tx, id)
  return html`<h2 class="govuk-heading-m">What was decided for each child</h2>
${(await listNamedChildren(tx, id)).map(({ childId, name }) => {
  const outcome = stood(childId)
  const enquiry = initiated.find((each) => each.childId === childId)
  return html`<h3 class="govuk-heading-s">${name}</h3>
<p class="govuk-body">${outcome === undefined ? 'No outcome' : childOutcomes[outcome.outcome]}</p>
${outcome !== undefined && html`<p class="govuk-body los-lines">${outcome.reasons}</p>`}
${outcome !== undefined && outcome.dissent !== '' && html`<p class="govuk-body">Seen differently: <span class="los-lines">${outcome.dissent}</span></p>`}
${enquiry !== undefined && html`<p class="govuk-body">A conference is due by ${dateInWords(enquiry.conferenceDueOn)}.</p>`}`
})}`
}
