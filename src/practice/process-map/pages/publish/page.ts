import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { looseEnds } from '../../rules/loose-ends.ts'
import { changedMeanwhile, findVersion, publishVersion } from '../../store/versions.ts'
import { longInput, openedOn } from '../parts/inputs.ts'

const form = z.object({
  why: fields.text('Say what is new and why', 1000),
  revision: z.coerce.number().int().min(1),
})

/** Publishing a draft: it holds from then on, for partners too, and is frozen. */
export const publishPage = page({
  path: paths.publish,
  may: access.editProcessMap,
  form,
  async view({ tx, params, form: typed }) {
    const version = await findVersion(tx, params.versionId)
    if (version === null) return missing('version of the map')
    if (version.published !== null) return published
    const ends = looseEnds(version.document)
    return screen({
      title: `Publish ${version.mapName}, version ${version.number}`,
      back: { href: paths.version(params) },
      body: html`${ends.length > 0 && html`<p class="govuk-body">It cannot be published yet:</p><ul class="govuk-list govuk-list--bullet">${ends.map((end) => html`<li>${end}</li>`)}</ul>`}
<p class="govuk-body">Staff and partner agencies will see this version and its barriers. It cannot be changed afterwards; a new draft can.</p>
${formTag(typed, {}, [openedOn(typed, version.revision), longInput(typed, { name: 'why', label: 'What is new, and why?' }), button({ text: 'Publish' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const version = await findVersion(tx, params.versionId)
    if (version === null) return missing('version of the map')
    if (version.published !== null) return published
    // Whoever publishes freezes what they saw.
    if (answers.revision !== version.revision) return changedMeanwhile
    const [end] = looseEnds(version.document)
    if (end !== undefined) return invalid({ field: '', message: `It cannot be published yet. ${end}` })
    await publishVersion(tx, version, answers.why)
    return goTo(paths.map({ mapId: version.mapId }), `Version ${version.number} is published`)
  },
})

const published = conflict('This version has been published already.', 'Begin a new draft on the page of the map.')
