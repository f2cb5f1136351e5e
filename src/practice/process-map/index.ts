export { processMapArea } from './area.ts'
export { type DiscoverAsked, discoverProcess } from './log/discover.ts'
export { makeFirstMap } from './made-map.ts'
