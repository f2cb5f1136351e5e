export { isFree, quickAndLossy } from './cluster.ts'
export { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
