/** Counts as they may be shown to those outside: nothing small can be read from them or worked out. */
export { type Cell, type Sum, shownCells } from './suppression/suppress.ts'
