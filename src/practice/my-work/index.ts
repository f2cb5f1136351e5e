import { access } from '#platform/access'
import type { Area } from '#platform/area'
import type { MyWorkDeps } from './deps.ts'
import { myWork } from './page.ts'

export type { MyWorkDeps, Named } from './deps.ts'

/** The home page of each person: what needs them now, from every area. */
export const myWorkArea = (deps: MyWorkDeps): Area => ({
  name: 'my-work',
  pages: [myWork(deps)],
  navigation: [{ text: 'My work', href: '/', may: access.signedIn }],
})
