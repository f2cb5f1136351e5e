import { missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { lines } from '../../asking/form.ts'
import { toolPaths } from '../../paths.ts'
import { findToolVersion } from '../../store/versions.ts'
import { cameWithIt } from '../../words.ts'
import { previewOf } from '../parts/preview.ts'

/** One published version, whole: as an auditor sees it, to be read or printed. */
export const versionPage = page({
  path: toolPaths.version,
  may: access.seeAudits,
  async view({ tx, params, now }) {
    const version = await findToolVersion(tx, params.versionId)
    if (version === null) return missing('version of an audit tool')
    const by = version.publishedByName ?? cameWithIt
    return screen({
      title: `${version.toolName}, version ${version.number}`,
      back: { href: toolPaths.tool(version), text: version.toolName },
      body: html`${summaryList({
        rows: [
          { key: { text: 'Published' }, value: { text: `${whenInWords(version.publishedAt, now)}. ${by}` } },
          { key: { text: 'What changed and why' }, value: { html: lines(version.whatChanged) } },
          { key: { text: 'Content (SHA-256)' }, value: { html: html`<code>${version.sha256}</code>` } },
        ],
      })}
${version.number > 1 && html`<p class="govuk-body los-no-print"><a class="govuk-link" href="${toolPaths.compare(params)}">Compare with another version</a></p>`}
<p class="govuk-body los-no-print">This is what an auditor sees. Nothing that you choose or type here is kept.</p>
${previewOf(version.content)}`,
    })
  },
})
