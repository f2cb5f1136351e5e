import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { organisationCommands } from './commands.ts'
import { watchRota } from './jobs.ts'
import { organisationPages } from './pages/index.ts'
import { paths } from './paths.ts'
import { rotaWork } from './work.ts'

/** What the organisation needs from the house: the address that one-time links begin with. */
export interface OrganisationDeps {
  readonly publicUrl: string
}

export const organisationArea = ({ publicUrl }: OrganisationDeps): Area => ({
  name: 'organisation',
  pages: organisationPages(publicUrl),
  navigation: [{ text: 'Organisation', href: paths.home({}), may: access.seeOrganisation, isMore: true }],
  jobs: [watchRota],
  commands: organisationCommands(publicUrl),
  work: rotaWork,
})
