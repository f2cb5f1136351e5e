import { path } from '#platform/http'

export const paths = {
  maps: path('/process-map'),
  addMap: path('/process-map/add'),
  map: path('/process-map/:mapId'),
  records: path('/process-map/:mapId/records'),
  eventLog: path('/process-map/event-log'),
  takeFile: path('/process-map/:mapId/bpmn-file'),
  newDraft: path('/process-map/:mapId/draft'),
  barrier: path('/process-map/:mapId/barriers/:barrierId'),
  compare: path('/process-map/:mapId/compare'),
  version: path('/process-map/versions/:versionId'),
  bpmn: path('/process-map/versions/:versionId/bpmn'),
  publish: path('/process-map/versions/:versionId/publish'),
  addLane: path('/process-map/versions/:versionId/lanes/add'),
  lane: path('/process-map/versions/:versionId/lanes/:laneId'),
  addStep: path('/process-map/versions/:versionId/steps/add'),
  step: path('/process-map/versions/:versionId/steps/:stepId'),
  addFlow: path('/process-map/versions/:versionId/flows/add'),
  flow: path('/process-map/versions/:versionId/flows/:flowId'),
  addBarrier: path('/process-map/versions/:versionId/barriers/add'),
  changeBarrier: path('/process-map/versions/:versionId/barriers/:barrierId'),
}
