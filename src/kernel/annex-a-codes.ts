/**
 * The code lists of Annex A (Ofsted's child-level data), which the CIN census shares. Every list that leaves or enters the
 * house speaks them; files write them as letter, code and words in various company: "q) 6: Police", "b) Female", "a) WBRI".
 */
export {
  type AnnexACode,
  type EthnicityCode,
  ethnicities,
  type GenderCode,
  genders,
  type SourceCode,
  sources,
} from './annex-a-codes/lists.ts'
export { aliasesOf, type CodeList, type MatchedCode, matchCode } from './annex-a-codes/match.ts'
export { type Match, remembering } from './annex-a-codes/remember.ts'
