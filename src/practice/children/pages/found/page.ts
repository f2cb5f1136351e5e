import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { findSearch, may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { searchChildren } from '../../store/search.ts'
import { childRows, restrictedHint } from '../parts/child-rows.ts'

const kept = z.object({ words: z.string(), dateOfBirth: z.string().nullable() })

export const foundPage = page({
  path: paths.found,
  may: access.readRecords,
  async view({ tx, params, now, user }) {
    const words = kept.safeParse(await findSearch(tx, params.searchId, 'children'))
    if (!words.success) return missing('search')
    const { dateOfBirth } = words.data
    const born = dateOfBirth === null ? null : Temporal.PlainDate.from(dateOfBirth)
    const { children, mayBeRestricted } = await searchChildren(tx, { words: words.data.words, dateOfBirth: born })
    return screen({
      title: children.length === 0 ? 'Nobody found' : `${count(children.length, 'child', 'children')} found`,
      back: { href: paths.find({}), text: 'Search again' },
      width: 'full',
      body: html`${mayBeRestricted && restrictedHint}
${children.length > 0 ? childRows(children, now) : html`<p class="govuk-body">Nobody recorded here is like that. Try fewer words, another spelling, or the date of birth alone.</p>`}
${may(user, access.manageChildren) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.add({})}">Add a child who is not here yet</a></p>`}`,
    })
  },
})
