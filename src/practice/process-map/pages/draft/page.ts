import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { addVersion, findMap } from '../../store/maps.ts'
import { findVersion } from '../../store/versions.ts'

/** Beginning a new draft from the version that holds now. */
export const newDraftPage = page({
  path: paths.newDraft,
  may: access.editProcessMap,
  form: z.object({}),
  async view({ tx, params, form }) {
    const map = await findMap(tx, params.mapId)
    if (map === null) return missing('map')
    return screen({
      title: `Begin a new draft: ${map.name}`,
      back: { href: paths.map(params) },
      body: html`<p class="govuk-body">The draft begins as a copy of the published version. That one stays as it is, and is what everybody sees until the draft is published.</p>
${formTag(form, {}, [button({ text: 'Begin the draft' })])}`,
    })
  },
  async submit({ tx, params }) {
    const map = await findMap(tx, params.mapId)
    if (map === null) return missing('map')
    if (map.draft !== null) return conflict('There is a draft already.', 'Edit that one, or publish it first.')
    const from = map.published === null ? null : await findVersion(tx, map.published.versionId)
    if (from === null) return missing('published version')
    const versionId = await addVersion(tx, {
      mapId: map.id,
      copiedFrom: from.id,
      document: from.document,
      what: `Begun as a copy of version ${from.number}`,
    })
    return goTo(paths.version({ versionId }), 'Draft begun')
  },
})
