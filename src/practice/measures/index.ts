import { access } from '#platform/access'
import type { Area, Measure } from '#platform/area'
import { measuresPage } from './home/page.ts'
import { measurePage } from './measure/page.ts'
import { paths } from './paths.ts'

/** Shows what every area publishes as a measure: app.ts hands them in. */
export const measuresArea = (measures: readonly Measure[]): Area => ({
  name: 'measures',
  pages: [measuresPage(measures), measurePage(measures)],
  navigation: [{ text: 'Measures', href: paths.measures({}), may: access.seeMeasures }],
})
