import { missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { findDiscussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { listRecordVersions, type RecordVersion } from '../../store/records.ts'
import { backTo } from '../parts/back.ts'
import { recordTextView } from '../parts/record-text.ts'

/** Every version of a record, latest first, each with who, when and why. */
export const versionsPage = page({
  path: meetingPaths.versions,
  may: access.seeDiscussions,
  async view({ tx, params, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const versions = await listRecordVersions(tx, discussion.id)
    const called = ({ corrects, correctionReason }: RecordVersion) =>
      corrects === null ? 'First version' : `Corrected because: ${correctionReason}`
    return screen({
      title: `Versions of the record of ${discussion.reference}`,
      width: 'wide',
      back: backTo(discussion),
      body:
        versions.length === 0
          ? html`<p class="govuk-body">There is no record of this discussion yet.</p>`
          : html`${versions.map(
              (
                version,
              ) => html`<h2 class="govuk-heading-m">${whenInWords(version.recordedAt, now)}, ${version.recordedByName}</h2>
<p class="govuk-body">${called(version)}</p>
${recordTextView(version)}`,
            )}`,
    })
  },
})
