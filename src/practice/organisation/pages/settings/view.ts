import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { settingDefinitions } from '../../setting-definitions.ts'
import { type SettingKey, type Settings, settingInWords, settingKeys, settingsFrom } from '../../settings.ts'
import type { SettingChange } from '../../store/settings.ts'
import { drawList, type List, type ListQuery } from '../parts/lists.ts'
import { organisationNavigation } from '../parts/navigation.ts'

export const settingsView = (
  settings: Settings,
  changes: List<SettingChange>,
  user: User,
): Html => html`${organisationNavigation(user, 'Settings')}
<p class="govuk-body">What this authority sets for itself. The 24 hours to an outcome are not a setting.</p>
${settingTable(settings, may(user, access.manageOrganisation))}
<h2 class="govuk-heading-m">Changes</h2>
${drawList(changes)}`

const usual = settingsFrom(new Map())

const settingTable = (settings: Settings, mayChange: boolean): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Settings</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Setting</th><th scope="col" class="govuk-table__header">Now</th><th scope="col" class="govuk-table__header">Usual</th>${mayChange && html`<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Actions</span></th>`}</tr></thead>
<tbody class="govuk-table__body">${settingKeys.map((key) => settingRow(key, settings, mayChange))}</tbody>
</table>`

function settingRow(key: SettingKey, settings: Settings, mayChange: boolean): Html {
  const { words, effect } = settingDefinitions[key]
  return html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Setting"><strong>${words}</strong><br><span class="los-quiet">${effect}</span></td>
<td class="govuk-table__cell los-nowrap" data-label="Now">${settingInWords(key, settings[key])}</td>
<td class="govuk-table__cell los-nowrap" data-label="Usual">${settingInWords(key, usual[key])}</td>
${mayChange && html`<td class="govuk-table__cell" data-label=""><a class="govuk-link" href="${paths.changeSetting({}, { setting: key })}">Change<span class="govuk-visually-hidden"> ${words}</span></a></td>`}
</tr>`
}

export const changeList = (
  query: ListQuery,
  changes: readonly SettingChange[],
  now: Temporal.Instant,
): List<SettingChange> => ({
  caption: 'Changes of settings',
  query,
  rows: changes,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.settings({}, { ...query, ...parts }),
  columns: [
    {
      key: 'when',
      heading: 'When',
      value: ({ recordedAt }) => recordedAt,
      cell: ({ recordedAt }) => whenInWords(recordedAt, now),
    },
    { key: 'setting', heading: 'Setting', value: ({ key }) => settingDefinitions[key].words },
    {
      key: 'value',
      heading: 'Set to',
      value: ({ key, value }) => settingInWords(key, settingsFrom(new Map([[key, value]]))[key]),
    },
    { key: 'who', heading: 'Who', value: ({ by }) => by ?? 'A command' },
    { key: 'why', heading: 'Why', value: ({ reason }) => reason },
  ],
  empty: html`<p class="govuk-body">Nothing has been changed: every setting is as usual.</p>`,
})
