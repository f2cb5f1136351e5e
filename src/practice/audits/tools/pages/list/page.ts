import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, filterSelect, tag } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { optionsOf } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { subjectNames, subjects } from '../../../words.ts'
import { toolPaths } from '../../paths.ts'
import { listTools, type Tool } from '../../store/tools.ts'
import { downloadList, drawList, filterForm, type List, listQuery } from '../parts/lists.ts'
import { toolsNavigation } from '../parts/navigation.ts'

const query = z.object({
  ...listQuery,
  about: z.enum(subjectNames, { error: 'Choose what it is about from the list' }).or(z.literal('')).optional(),
})
type Query = z.infer<typeof query>

/** What practice is audited with: each tool with the version that stands. */
export const toolsPage = page({
  path: toolPaths.list,
  may: access.seeAudits,
  query,
  async view({ tx, user, now, query: asked }) {
    const tools = (await listTools(tx)).filter(({ subject }) => !asked.about || subject === asked.about)
    const list = toolsList(tools, asked)
    if (asked.format !== undefined) return downloadList(list, { name: 'audit-tools', now, format: asked.format })
    return screen({
      title: 'Audit tools',
      width: 'full',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`${toolsNavigation('Tools')}
<p class="govuk-body">A tool is a set of questions. Its published versions are frozen: an audit keeps the version that it was begun with.</p>
${may(user, access.runAudits) && button({ text: 'New tool', href: toolPaths.new({}), classes: 'govuk-button--secondary' })}
${drawList(list)}`,
    })
  },
})

const toolsList = (rows: readonly Tool[], query: Query): List<Tool> => ({
  ...{ caption: 'Audit tools', rows, query },
  idOf: ({ id }) => id,
  hrefFor: (parts) => toolPaths.list({}, { ...query, ...parts }),
  columns: [
    {
      key: 'name',
      heading: 'Tool',
      value: ({ name }) => name,
      cell: ({ id, name }) => html`<a class="govuk-link" href="${toolPaths.tool({ toolId: id })}">${name}</a>`,
    },
    { key: 'about', heading: 'What it looks at', value: ({ subject }) => subjects[subject] },
    {
      key: 'version',
      heading: 'Version that stands',
      value: ({ standing }) => standing?.number ?? null,
      cell: ({ standing, name }) =>
        standing === null
          ? 'None yet'
          : html`<a class="govuk-link" href="${toolPaths.version(standing)}">Version ${standing.number}<span class="govuk-visually-hidden"> of ${name}</span></a>`,
    },
    {
      key: 'published',
      heading: 'Published',
      value: ({ standing }) => (standing === null ? null : londonDate(standing.publishedAt)),
      cell: ({ standing }) => standing !== null && dateInWords(londonDate(standing.publishedAt)),
    },
    {
      key: 'draft',
      heading: 'Next version',
      value: ({ draftChangedAt }) => (draftChangedAt === null ? null : 'Draft'),
      cell: ({ draftChangedAt }) => draftChangedAt !== null && tag('Draft', 'yellow'),
    },
  ],
  filters: filterForm(toolPaths.list({}), [
    filterSelect('about', 'What it looks at', query.about, optionsOf(subjects)),
  ]),
  empty: html`<p class="govuk-body">There is no tool that fits.</p>`,
})
