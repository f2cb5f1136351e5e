import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { details, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { actionsTable, listActionsFrom } from '#practice/actions'
import type { Section, SectionAsked } from '../../cases/pages/case/page.ts'
import { noteRead } from '../../cases/store/read-by.ts'
import { answersView, gradeTag } from '../../tools/asking/view.ts'
import type { ToolContent } from '../../tools/content.ts'
import { findingKinds } from '../../words.ts'
import { listSubmissions, type Submission } from '../store/submissions.ts'
import { getContent, listThemes, type Theme } from '../store/tool.ts'

/** The finished audits, as far as whoever asks may read them now, and what is to be done. That they were read is kept. */
export const submissionsSection: Section = async (asked) => {
  const { tx, audited, user } = asked
  const sent = await listSubmissions(tx, audited.id)
  if (sent.length === 0) return null
  if (sent.some(({ auditorId }) => auditorId !== user.personId)) await noteRead(tx, audited.id)
  const content = await getContent(tx, audited.toolVersionId)
  const themes = await listThemes(tx)
  const standing = sent.filter(({ stands }) => stands)
  const shown = standing.map((each) => submissionView(each, sent, { content, themes, asked }))
  return html`${shown}${may(user, access.seeActions) && (await actionsOf(asked))}`
}

async function actionsOf({ tx, audited }: SectionAsked): Promise<Html> {
  const actions = await listActionsFrom(tx, { kind: 'audit', id: audited.id })
  return html`<h2 class="govuk-heading-m">Actions</h2>${actionsTable(actions, { caption: 'Actions from this audit' })}`
}

interface Around {
  readonly content: ToolContent
  readonly themes: readonly Theme[]
  readonly asked: SectionAsked
}

const called = { mark: 'Audit', moderate: 'Second grade' } as const

function submissionView(stands: Submission, sent: readonly Submission[], around: Around): Html {
  return html`<h2 class="govuk-heading-m">${called[stands.purpose]} by ${stands.auditorName}</h2>
<p class="govuk-body">${gradeTag(stands.overall.grade)} ${sealedWords(stands, around)}${stands.corrects !== null && html` Corrected because: ${stands.correctionReason}`}</p>
${wholeView(stands, around)}
${correctedBy(stands, sent).map((earlier) =>
  details({
    summaryText: `What ${earlier.auditorName} sent in ${whenInWords(earlier.submittedAt, around.asked.now)}`,
    html: html`<p class="govuk-body">${gradeTag(earlier.overall.grade)} ${sealedWords(earlier, around)}</p>${wholeView(earlier, around)}`,
  }),
)}`
}

const sealedWords = ({ submittedAt, sha256, isIntact }: Submission, { asked }: Around): Html =>
  html`Sent in ${whenInWords(submittedAt, asked.now)}. ${isIntact ? html`Sealed: <span class="los-seal" title="${sha256}">${sha256.slice(0, 12)}</span>` : tag('It is not what was sealed: tell the administrator', 'red')}`

const wholeView = ({ wentWell, learning, findings, ...answers }: Submission, { content, themes }: Around): Html =>
  html`${answersView(content, answers)}
<h3 class="govuk-heading-s">What went well</h3><p class="govuk-body los-lines">${wentWell === '' ? 'Not said.' : wentWell}</p>
<h3 class="govuk-heading-s">Learning</h3><p class="govuk-body los-lines">${learning === '' ? 'Not said.' : learning}</p>
${
  findings.length > 0 &&
  html`<h3 class="govuk-heading-s">Findings</h3><ul class="govuk-list govuk-list--bullet">${findings.map(
    ({ kind, themeId, words }) => {
      const theme = themes.find(({ id }) => id === themeId)?.name
      return html`<li><strong>${findingKinds[kind]}${theme === undefined ? '' : `, ${theme}`}:</strong> <span class="los-lines">${words}</span></li>`
    },
  )}</ul>`
}`

/** What was sent in before, latest first. */
function correctedBy(stands: Submission, sent: readonly Submission[]): readonly Submission[] {
  const earlier = sent.find(({ id }) => id === stands.corrects)
  return earlier === undefined ? [] : [earlier, ...correctedBy(earlier, sent)]
}
