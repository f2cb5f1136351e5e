import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listMaps, type ProcessMap } from '../../store/maps.ts'

/** Every map that whoever asks may see. */
export const mapsPage = page({
  path: paths.maps,
  may: access.seeProcessMap,
  async view({ tx, user }) {
    const maps = await listMaps(tx)
    const edits = may(user, access.editProcessMap)
    return screen({
      title: 'Process map',
      width: 'full',
      body: html`<p class="govuk-body">What each agency does, in which order, how long it may take, and what stands in the way.</p>
${edits && html`<div class="los-actions">${button({ text: 'Add a map', href: paths.addMap({}), classes: 'govuk-button--secondary' })}</div>`}
${may(user, access.exportAnnexA) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.eventLog({})}">Event log for other programs</a></p>`}
${listTable({
  caption: 'Maps',
  columns: ['Map', 'Published', ...(edits ? ['Draft'] : [])].map((heading) => ({ key: heading, heading })),
  rows: maps.map((map) => ({ id: map.id, cells: cellsOf(map, edits) })),
  page: 1,
  perPage: Math.max(maps.length, 1),
  total: maps.length,
  hrefFor: () => paths.maps({}),
  empty: html`<p class="govuk-body">No map has been published yet.</p>`,
})}`,
    })
  },
})

const cellsOf = ({ id, name, purpose, published, draft }: ProcessMap, edits: boolean) => [
  html`<a class="govuk-link" href="${paths.map({ mapId: id })}">${name}</a>${purpose !== '' && html`<br>${purpose}`}`,
  published === null ? 'Not yet' : `Version ${published.number}, ${dateInWords(londonDate(published.at))}`,
  ...(edits
    ? [
        draft === null
          ? ''
          : html`<a class="govuk-link" href="${paths.version({ versionId: draft.versionId })}">Version ${draft.number}<span class="govuk-visually-hidden"> of ${name}</span></a>`,
      ]
    : []),
]
