/** Counts as they may be shown to those outside: nothing small can be read from them or worked out. */
export { type Cell, isSmall, type Sum, shownCells, smallestShown } from './suppression/suppress.ts'
