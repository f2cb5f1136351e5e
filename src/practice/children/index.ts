export { type ChildrenDeps, childrenArea, type RecordHead } from './area.ts'
export { type ChildColumns, type IncomingChild, readIncomingChild } from './incoming/read.ts'
export { takeIncomingChildren } from './incoming/take.ts'
export { chronologyRecord } from './pages/chronology/record.ts'
export { paths as childPaths } from './paths.ts'
export { nameOf } from './rules/names.ts'
export {
  type Allocation,
  allocate,
  currentAllocations,
  listAllocations,
  type NewAllocation,
} from './store/allocations.ts'
export {
  addChild,
  addChildren,
  type Child,
  findChild,
  findChildrenByIdentifier,
  findChildrenByReference,
  getChild,
  identifiersOf,
  listChildren,
  type NewChild,
} from './store/children.ts'
export {
  addHousehold,
  addMembers,
  type HouseholdMember,
  listHouseholds,
  type NewMember,
  siblingsOf,
} from './store/household.ts'
export { type Found, likelyDuplicates, type Sought, searchChildren } from './store/search.ts'
export { genders, needs, type Relation, relations } from './words.ts'
