/** Counts as they may be shown to those outside: nothing small can be read from them or worked out. */
export { isAmbiguous } from './suppression/ambiguous.ts'
export { type Cell, type Sum, shownCells, smallestShown } from './suppression/suppress.ts'
