import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { page, screen } from '#platform/http'
import { listAgencies } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { listActions } from '../../store/actions.ts'
import { askedOf, query } from './query.ts'
import { columns, listView, perPage } from './view.ts'

const mostDownloaded = 10_000

/** Everything that is to be done, or was: mine, or all that whoever asks may know of. */
export const listPage = page({
  path: paths.list,
  may: access.seeActions,
  query,
  async view({ tx, query: asked, user, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { actions, total } = await listActions(tx, { ...askedOf(tx, asked, user), ...part })
    if (asked.format !== undefined)
      return tableDownload({ format: asked.format, name: 'actions', caption: 'Actions', columns, rows: actions, now })
    return screen({
      title: 'Actions',
      width: 'full',
      body: listView({ actions, total, asked, user, agencies: await listAgencies(tx) }),
    })
  },
})
