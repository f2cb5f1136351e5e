import { z } from 'zod'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { settingDefinitions } from '../../setting-definitions.ts'
import { settingKeys } from '../../settings.ts'
import { changeSetting, readSettings } from '../../store/settings.ts'
import { settingView } from './view.ts'

const settingForm = z.object({
  value: fields.text('Enter the new value', 20),
  reason: fields.text('Say why it is changed', 1000),
})

export const settingPage = page({
  path: paths.changeSetting,
  may: access.manageOrganisation,
  query: z.object({ setting: z.enum(settingKeys) }),
  form: settingForm,
  async view({ tx, form, query: { setting } }) {
    return screen({
      title: settingDefinitions[setting].words,
      body: settingView(form, setting, await readSettings(tx)),
      back: { href: paths.settings({}) },
    })
  },
  async submit({ tx, query: { setting }, answers }) {
    const changed = await changeSetting(tx, { key: setting, typed: answers.value, reason: answers.reason })
    return changed.ok ? goTo(paths.settings({}), 'Setting changed') : changed
  },
})
