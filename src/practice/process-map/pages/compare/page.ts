import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button, filterSelect, tag } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { type ChangeKind, compareMaps } from '../../rules/compare.ts'
import { findMap } from '../../store/maps.ts'
import { findVersion, listVersions } from '../../store/versions.ts'
import { plainTable } from '../map/tables.ts'

const query = z.object({
  before: z.uuid({ error: 'Choose a version' }).optional(),
  after: z.uuid({ error: 'Choose a version' }).optional(),
})

const colours = { added: 'green', removed: 'red', changed: 'yellow' } as const
const words: Record<ChangeKind, string> = { added: 'Added', removed: 'Removed', changed: 'Changed' }

/** Two versions of a map, compared in words. */
export const comparePage = page({
  path: paths.compare,
  may: access.seeProcessMap,
  query,
  async view({ tx, params, query: asked }) {
    const map = await findMap(tx, params.mapId)
    if (map === null) return missing('map')
    const versions = await listVersions(tx, map.id)
    const after = await findVersion(tx, asked.after ?? versions[0]?.id ?? '')
    const before = await findVersion(tx, asked.before ?? versions[1]?.id ?? versions[0]?.id ?? '')
    if (before?.mapId !== map.id || after?.mapId !== map.id) return missing('version of this map')
    const differences = compareMaps(before.document, after.document)
    const options = versions.map(({ id, number }) => ({ value: id, text: `Version ${number}` }))
    return screen({
      title: `${map.name}: what changed`,
      width: 'full',
      back: { href: paths.map(params) },
      body: html`<form class="los-filters" method="get" action="${paths.compare(params)}">
${filterSelect('before', 'From', before.id, options, null)}${filterSelect('after', 'To', after.id, options, null)}
${button({ text: 'Compare', classes: 'govuk-button--secondary' })}</form>
<p class="govuk-body">${differences.length === 0 ? 'The two say the same.' : `${count(differences.length, 'difference')} from version ${before.number} to version ${after.number}.`}</p>
${
  differences.length > 0 &&
  plainTable(
    'Differences',
    ['What', 'Change', 'Name', 'Detail'],
    differences.map(({ about, kind, name, detail }) => [about, tag(words[kind], colours[kind]), name, detail]),
    '',
  )
}`,
    })
  },
})
