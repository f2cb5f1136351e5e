import { access } from '#platform/access'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../paths.ts'
import { cinElements } from './columns.ts'

/** What is taken of a children in need census. */
export const cinCensusPage = page({
  path: paths.cinCensus,
  may: access.importExtract,
  view: async () =>
    screen({ title: 'The children in need census', back: { href: '/imports', text: 'Bring in a file' }, body }),
})

const body = html`
<p class="govuk-body">The XML file that goes to the Department for Education. Of each child these elements are read; the others are left where they are.</p>
<ul class="govuk-list govuk-list--bullet">${cinElements.map((name) => html`<li><code>${name}</code></li>`)}</ul>
<p class="govuk-body">Referrals, assessments and section 47 enquiries go into the same records as those of Annex A: a row of the same child and day is the same record. Where Annex A named a team or a worker, they stay.</p>
<p class="govuk-body">A file with a document type is not taken: entities are never expanded, and nothing is fetched.</p>`
