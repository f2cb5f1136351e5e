import type { Route } from '#platform/http'
import { comparePage } from './compare/page.ts'
import { discardPage } from './discard/page.ts'
import { draftPage } from './draft/page.ts'
import { introductionPage } from './introduction/page.ts'
import { toolsPage } from './list/page.ts'
import { newToolPage } from './new/page.ts'
import { previewPage } from './preview/page.ts'
import { publishPage } from './publish/page.ts'
import { questionPage } from './question/page.ts'
import { removePage } from './remove/page.ts'
import { sectionPage } from './section/page.ts'
import { toolPage } from './tool/page.ts'
import { addToolTrainingPage } from './training-form/page.ts'
import { toolTrainingPage } from './training-list/page.ts'
import { versionPage } from './version/page.ts'
import { withdrawToolTrainingPage } from './withdraw-training/page.ts'

/** Every page of the framework. Each says itself where it is and who may. */
export const toolPages: readonly Route[] = [
  toolsPage,
  newToolPage,
  toolPage,
  versionPage,
  comparePage,
  draftPage,
  introductionPage,
  sectionPage,
  questionPage,
  removePage,
  previewPage,
  publishPage,
  discardPage,
  toolTrainingPage,
  addToolTrainingPage,
  withdrawToolTrainingPage,
]
