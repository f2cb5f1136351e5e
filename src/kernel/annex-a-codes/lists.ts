/** An entry of a list. The code is what is stored. */
export interface AnnexACode<Code extends string> {
  readonly code: Code
  /** Stands before it in Annex A files: "q" in "q) 6: Police". */
  readonly letter: string
  /** As Annex A writes them; several sources share "Individual" or "Health services". */
  readonly words: string
}

const entry = <Code extends string>(letter: string, code: Code, words: string): AnnexACode<Code> => ({
  letter,
  code,
  words,
})

/** Annex A gives genders no code beside the letter. */
export const genders = [
  entry('a', 'a', 'Male'),
  entry('b', 'b', 'Female'),
  entry('c', 'c', 'Not stated/recorded'),
  entry('d', 'd', 'Neither'),
] as const

export type GenderCode = (typeof genders)[number]['code']

export const ethnicities = [
  entry('a', 'WBRI', 'White British'),
  entry('b', 'WIRI', 'White Irish'),
  entry('c', 'WIRT', 'Traveller of Irish heritage'),
  entry('d', 'WOTH', 'Any other White background'),
  entry('e', 'WROM', 'Gypsy/Roma'),
  entry('f', 'MWBC', 'White and Black Caribbean'),
  entry('g', 'MWBA', 'White and Black African'),
  entry('h', 'MWAS', 'White and Asian'),
  entry('i', 'MOTH', 'Any other mixed background'),
  entry('j', 'AIND', 'Indian'),
  entry('k', 'APKN', 'Pakistani'),
  entry('l', 'ABAN', 'Bangladeshi'),
  entry('m', 'AOTH', 'Any other Asian background'),
  entry('n', 'BCRB', 'Black Caribbean'),
  entry('o', 'BAFR', 'Black African'),
  entry('p', 'BOTH', 'Any other Black background'),
  entry('q', 'CHNE', 'Chinese'),
  entry('r', 'OOTH', 'Any other ethnic group'),
  entry('s', 'REFU', 'Refused'),
  entry('t', 'NOBT', 'Information not yet obtained'),
] as const

export type EthnicityCode = (typeof ethnicities)[number]['code']

/** Where contacts and referrals come from. */
export const sources = [
  entry('a', '1A', 'Individual'),
  entry('b', '1B', 'Individual'),
  entry('c', '1C', 'Individual'),
  entry('d', '1D', 'Individual'),
  entry('e', '2A', 'Schools'),
  entry('f', '2B', 'Education services'),
  entry('g', '3A', 'Health services'),
  entry('h', '3B', 'Health services'),
  entry('i', '3C', 'Health services'),
  entry('j', '3D', 'Health services'),
  entry('k', '3E', 'Health services'),
  entry('l', '3F', 'Health services'),
  entry('m', '4', 'Housing'),
  entry('n', '5A', 'LA services'),
  entry('o', '5B', 'LA services'),
  entry('p', '5C', 'LA services'),
  entry('p1', '5D', 'LA services'),
  entry('q', '6', 'Police'),
  entry('r', '7', 'Other legal agency'),
  entry('s', '8', 'Other'),
  entry('t', '9', 'Anonymous'),
  entry('u', '10', 'Unknown'),
] as const

export type SourceCode = (typeof sources)[number]['code']
