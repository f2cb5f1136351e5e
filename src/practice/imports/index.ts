import { access } from '#platform/access'
import type { Area, FileKind } from '#platform/area'
import { importCommand } from './command.ts'
import { importsPage } from './pages/imports.ts'
import { importProgressPage, importRunPage } from './pages/run.ts'
import { paths } from './paths.ts'
import { qualityPage } from './quality/page.ts'
import { importJob } from './runs/job.ts'

export { threadOfImports } from './runs/thread.ts'

/** Brings in files of every kind that the areas take: app.ts hands in the kinds, and the entry of the thread that reads them. */
export const importsArea = (kinds: readonly FileKind[], threadEntry: URL): Area => ({
  name: 'imports',
  pages: [importsPage(kinds), qualityPage, importRunPage, importProgressPage],
  navigation: [
    { text: 'Imports', href: paths.imports({}), may: access.importExtract },
    { text: 'Data quality', href: paths.quality({}), may: access.seeDataQuality, isMore: true },
  ],
  jobs: [importJob(threadEntry)],
  commands: (program, context) => importCommand(program, context, kinds),
})
