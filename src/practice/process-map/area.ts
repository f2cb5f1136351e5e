import { access } from '#platform/access'
import type { Area, ProcessEventSource } from '#platform/area'
import { processCommands } from './commands.ts'
import { addMapPage, takeFilePage } from './pages/add-map/page.ts'
import { barrierPage } from './pages/barrier/page.ts'
import { barrierFormPages } from './pages/barrier-form/page.ts'
import { bpmnPage } from './pages/bpmn/page.ts'
import { comparePage } from './pages/compare/page.ts'
import { newDraftPage } from './pages/draft/page.ts'
import { eventLogPage } from './pages/event-log/page.ts'
import { flowPages } from './pages/flow/page.ts'
import { lanePages } from './pages/lane/page.ts'
import { mapPage, versionPage } from './pages/map/page.ts'
import { mapsPage } from './pages/maps/page.ts'
import { publishPage } from './pages/publish/page.ts'
import { recordsPage } from './pages/records/page.ts'
import { stepPages } from './pages/step/page.ts'
import { paths } from './paths.ts'
import { processMapWork } from './work.ts'

/** What every area publishes of the process as its records show it; app.ts collects it. */
export const processMapArea = (sources: readonly ProcessEventSource[]): Area => ({
  name: 'process-map',
  pages: [
    mapsPage,
    addMapPage,
    eventLogPage(sources),
    mapPage,
    recordsPage(sources),
    takeFilePage,
    newDraftPage,
    barrierPage,
    comparePage,
    versionPage,
    bpmnPage,
    publishPage,
    ...lanePages,
    ...stepPages,
    ...flowPages,
    ...barrierFormPages,
  ],
  commands: processCommands(sources),
  work: processMapWork,
  finished: { 'barrier.followed-up': ['barrier followed up', 'barriers followed up'] },
  navigation: [{ text: 'Process map', href: paths.maps({}), may: access.seeProcessMap, isMore: true }],
})
