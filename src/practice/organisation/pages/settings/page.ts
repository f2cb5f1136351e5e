import { z } from 'zod'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listSettingChanges, readSettings } from '../../store/settings.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { changeList, settingsView } from './view.ts'

const query = z.object(listQuery)

export const settingsPage = page({
  path: paths.settings,
  may: access.seeOrganisation,
  query,
  async view({ tx, now, user, query: asked }) {
    const list = changeList(asked, await listSettingChanges(tx), now)
    if (asked.format !== undefined) return downloadList(list, 'setting-changes', now)
    return screen({ title: 'Settings', width: 'full', body: settingsView(await readSettings(tx), list, user) })
  },
})
