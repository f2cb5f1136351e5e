import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { filterSelect } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { compareTools } from '../../rules/compare.ts'
import { findToolVersion, listToolVersions, type ToolVersion } from '../../store/versions.ts'
import { differencesTable } from '../parts/differences.ts'
import { filterForm } from '../parts/lists.ts'

/** What changed in a tool from one version to another: the one before, unless another is chosen. */
export const comparePage = page({
  path: toolPaths.compare,
  may: access.seeAudits,
  query: z.object({ with: z.uuid({ error: 'Choose a version from the list' }).or(z.literal('')).optional() }),
  async view({ tx, params, query }) {
    const version = await findToolVersion(tx, params.versionId)
    if (version === null) return missing('version of an audit tool')
    const others = (await listToolVersions(tx, version.toolId)).filter(({ id }) => id !== version.id)
    const other = query.with ? others.find(({ id }) => id === query.with) : nearest(version, others)
    if (query.with && other === undefined) return missing('version of an audit tool')
    const options = others.map(({ id, number }) => ({ value: id, text: `Version ${number}` }))
    return screen({
      title: `${version.toolName}: what changed`,
      width: 'full',
      back: { href: toolPaths.version(params), text: `Version ${version.number}` },
      body:
        other === undefined
          ? html`<p class="govuk-body">There is only one version, so there is nothing to compare it with.</p>`
          : html`${filterForm(toolPaths.compare(params), [filterSelect('with', `Compare version ${version.number} with`, other.id, options, null)])}
${between(...inOrder(version, other))}`,
    })
  },
})

/** The version before; of the first, the one after. */
const nearest = ({ number }: ToolVersion, others: readonly ToolVersion[]): ToolVersion | undefined =>
  others.find((other) => other.number < number) ?? others.at(-1)

const inOrder = (one: ToolVersion, other: ToolVersion): [ToolVersion, ToolVersion] =>
  one.number < other.number ? [one, other] : [other, one]

const between = (before: ToolVersion, after: ToolVersion) =>
  html`<h2 class="govuk-heading-m">From version ${before.number} to version ${after.number}</h2>
${differencesTable(compareTools(before.content, after.content))}`
