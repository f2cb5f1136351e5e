import { path } from '#platform/http'

export const paths = {
  find: path('/children'),
  found: path('/children/found/:searchId'),
  add: path('/children/add'),
  record: path('/children/:childId'),
  change: path('/children/:childId/change'),
  addName: path('/children/:childId/names/add'),
  addMember: path('/children/:childId/household/add'),
  addAddress: path('/children/:childId/addresses/add'),
  addService: path('/children/:childId/services/add'),
  allocate: path('/children/:childId/allocate'),
  chronology: path('/children/:childId/chronology'),
  chooseMerge: path('/children/:childId/merge'),
  merge: path('/children/:childId/merge/:otherId'),
  undoMerge: path('/children/:childId/merges/:mergeId/undo'),
  /** Pages of restricted-records, which stands above this area; the record and the search lead there. */
  restriction: path('/children/:childId/restriction'),
  breakGlass: path('/children/break-glass'),
}
