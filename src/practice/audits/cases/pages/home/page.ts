import { access } from '#platform/access'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'

/** Where audits begin: what is going on, what is late, and the way to everything else. */
export const homePage = page({
  path: paths.home,
  may: access.seeAudits,
  async view() {
    return screen({ title: 'Audits', width: 'full', body: html`` })
  },
})
