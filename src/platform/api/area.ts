import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { tokenCommands } from './commands.ts'
import { type DocumentationDeps, documentationPage, paths } from './documentation/page.ts'

/** The interface's own part of the house: its documentation, and the tokens. The operations are the areas'. */
export const apiArea = (deps: DocumentationDeps): Area => ({
  name: 'api',
  pages: [documentationPage(deps)],
  navigation: [
    { text: 'Other systems', href: paths.documentation({}), may: access.readApiDocumentation, isMore: true },
  ],
  commands: tokenCommands,
})
