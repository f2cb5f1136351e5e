import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, may, type User } from '#platform/http'
import { subjects } from '../../../words.ts'
import { lines } from '../../asking/form.ts'
import { toolPaths } from '../../paths.ts'
import type { ToolDraft } from '../../store/drafts.ts'
import type { Tool } from '../../store/tools.ts'
import type { ToolVersion } from '../../store/versions.ts'
import { cameWithIt } from '../../words.ts'

interface ToolShown {
  readonly tool: Tool
  /** The latest first. */
  readonly versions: readonly ToolVersion[]
  readonly draft: ToolDraft | null
  readonly form: FormState
  readonly user: User
  readonly now: Temporal.Instant
}

export const toolView = (shown: ToolShown): Html => html`${about(shown)}
<h2 class="govuk-heading-m">Next version</h2>
${nextVersion(shown)}
<h2 class="govuk-heading-m">Versions</h2>
${shown.versions.length === 0 ? html`<p class="govuk-body">None is published yet. Audits can be begun once one is.</p>` : versionsTable(shown)}`

const about = ({ tool }: ToolShown): Html =>
  summaryList({
    rows: [
      { key: { text: 'What it looks at' }, value: { text: subjects[tool.subject] } },
      { key: { text: 'Called in files' }, value: { html: html`<code>${tool.key}</code>` } },
      {
        key: { text: 'Stands now' },
        value: {
          html:
            tool.standing === null
              ? html`No version yet`
              : html`<a class="govuk-link" href="${toolPaths.version(tool.standing)}">Version ${tool.standing.number}</a>`,
        },
      },
      {
        key: { text: 'Who may audit with it' },
        value: {
          html: html`<a class="govuk-link" href="${toolPaths.training({}, { tool: tool.id })}">Those trained for it</a>`,
        },
      },
    ],
  })

function nextVersion({ tool, draft, form, user, now }: ToolShown): Html {
  const mayChange = may(user, access.runAudits)
  if (draft !== null)
    return html`<p class="govuk-body">${tag('Draft', 'yellow')} last saved ${whenInWords(draft.changedAt, now)}${draft.changedByName !== null && ` by ${draft.changedByName}`}.</p>
${mayChange && button({ text: 'Go on with the draft', href: toolPaths.draft({ toolId: tool.id }) })}`
  if (!mayChange) return html`<p class="govuk-body">Nobody is working on one.</p>`
  return formTag(form, {}, [
    html`<p class="govuk-body">A draft changes nothing until it is published.</p><div class="los-actions">`,
    html`${tool.standing !== null && button({ text: `Begin with version ${tool.standing.number}`, name: 'from', value: 'standing' })}
${button({ text: 'Begin with nothing', name: 'from', value: 'empty', classes: 'govuk-button--secondary' })}</div>`,
  ])
}

const headings = ['Version', 'Published', 'By', 'What changed and why', 'Look at']

const versionsTable = ({ versions, now }: ToolShown): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Versions, the latest first</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${versions.map((version, at) => row(version, at === 0, now))}</tbody></table>`

function row(version: ToolVersion, isStanding: boolean, now: Temporal.Instant): Html {
  const cells = [
    html`${version.number} ${isStanding && tag('Stands', 'green')}`,
    whenInWords(version.publishedAt, now),
    version.publishedByName ?? cameWithIt,
    lines(version.whatChanged),
    html`<a class="govuk-link" href="${toolPaths.version({ versionId: version.id })}">Read<span class="govuk-visually-hidden"> version ${version.number}</span></a>${
      version.number > 1 &&
      html`<br><a class="govuk-link" href="${toolPaths.compare({ versionId: version.id })}">Compare<span class="govuk-visually-hidden"> version ${version.number}</span> with the one before</a>`
    }`,
  ]
  return html`<tr class="govuk-table__row">${cells.map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`
}
