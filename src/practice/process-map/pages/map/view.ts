import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dateInWords, whenInWords } from '#kernel/words'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { drawMap } from '../../drawing/draw-map.ts'
import { paths } from '../../paths.ts'
import { looseEnds } from '../../rules/loose-ends.ts'
import type { ProcessMap } from '../../store/maps.ts'
import type { EditInList, MapVersion, VersionInList } from '../../store/versions.ts'
import { type BarrierStatus, isStanding } from '../../words.ts'
import { mapTables, plainTable } from './tables.ts'

interface Shown {
  readonly map: ProcessMap
  readonly version: MapVersion
  readonly versions: readonly VersionInList[]
  readonly edits: readonly EditInList[]
  readonly statusOf: (barrierId: string) => BarrierStatus
  readonly mayEdit: boolean
  readonly maySeeRecords: boolean
  readonly now: Temporal.Instant
  /** The page of the map, with the ways to everything; otherwise that of one version alone. */
  readonly isWhole: boolean
}

export function mapView(shown: Shown): Html {
  const { map, version, statusOf, mayEdit, isWhole } = shown
  const { document } = version
  const isEdited = mayEdit && version.published === null
  const standing = document.barriers.filter(({ id }) => isStanding(statusOf(id)))
  return html`${map.purpose !== '' && html`<p class="govuk-body">${map.purpose}</p>`}
<p class="govuk-body">${stateOf(version)}</p>
${isWhole ? ways(shown) : versionWays(shown)}
${isEdited && unfinished(version)}
${document.steps.length === 0 ? html`<p class="govuk-body">The map is empty: add its lanes, then its steps.</p>` : drawMap('map', map.name, document, standing)}
${mapTables({ mapId: map.id, versionId: version.id, document, statusOf, isEdited })}
${shown.edits.length > 0 && editsTable(shown.edits, shown.now)}
${isWhole && versionsTable(shown)}`
}

const stateOf = ({ number, published }: MapVersion): string =>
  published === null
    ? `Version ${number} is a draft: only those who edit the map see it.`
    : `Version ${number}, published on ${dateInWords(londonDate(published.at))}${published.by === null ? '' : ` by ${published.by}`}: ${published.why}`

function ways({ map, version, mayEdit, maySeeRecords }: Shown): Html {
  const { draft, published } = map
  return html`<div class="los-actions">
${maySeeRecords && published !== null && button({ text: 'As the records show it', href: paths.records({ mapId: map.id }), classes: 'govuk-button--secondary' })}
${mayEdit && (draft === null ? button({ text: 'Begin a new draft', href: paths.newDraft({ mapId: map.id }), classes: 'govuk-button--secondary' }) : button({ text: `Edit the draft, version ${draft.number}`, href: paths.version({ versionId: draft.versionId }), classes: 'govuk-button--secondary' }))}
<a class="govuk-link" href="${paths.bpmn({ versionId: version.id })}">Download as BPMN</a>
${mayEdit && html`<a class="govuk-link" href="${paths.takeFile({ mapId: map.id })}">Bring a BPMN file in</a>`}
</div>`
}

const versionWays = ({ version, mayEdit }: Shown): Html => html`<div class="los-actions">
${mayEdit && version.published === null && button({ text: 'Publish this version', href: paths.publish({ versionId: version.id }) })}
<a class="govuk-link" href="${paths.bpmn({ versionId: version.id })}">Download as BPMN</a>
</div>`

function unfinished({ document }: MapVersion): Html | null {
  const ends = looseEnds(document)
  if (ends.length === 0) return null
  return insetText({
    html: html`<p class="govuk-body">Before it can be published:</p><ul class="govuk-list govuk-list--bullet">${ends.map((end) => html`<li>${end}</li>`)}</ul>`,
  })
}

const editsTable = (edits: readonly EditInList[], now: Temporal.Instant): Html =>
  plainTable(
    'What was done',
    ['When', 'What', 'Who'],
    edits.map(({ recordedAt, what, byName }) => [whenInWords(recordedAt, now), what, byName ?? 'Line of Sight']),
    '',
  )

function versionsTable({ map, versions }: Shown): Html {
  const rows = versions.map(({ id, number, recordedAt, recordedByName, publishedAt, why }, at) => {
    const earlier = versions[at + 1]
    return [
      html`<a class="govuk-link" href="${paths.version({ versionId: id })}">Version ${number}</a>`,
      `${dateInWords(londonDate(recordedAt))}${recordedByName === null ? '' : `, ${recordedByName}`}`,
      publishedAt === null ? 'Draft' : `${dateInWords(londonDate(publishedAt))}: ${why}`,
      earlier === undefined
        ? ''
        : html`<a class="govuk-link" href="${paths.compare({ mapId: map.id }, { before: earlier.id, after: id })}">What changed<span class="govuk-visually-hidden"> from version ${earlier.number} to ${number}</span></a>`,
    ]
  })
  return plainTable('Versions', ['Version', 'Begun', 'Published', 'Compared with the one before'], rows, 'None.')
}
