import { type AnnexACode, ethnicities, genders, sources } from '#kernel/annex-a-codes'

/** "q) 6: Police", as Annex A writes a source; '' where it is not known. */
export const sourceCell = (code: string | null): string => {
  const found = sources.find((each) => each.code === code)
  return found === undefined ? '' : `${found.letter}) ${found.code}: ${found.words}`
}

/** "b) Female". */
export const genderCell = (code: string | null): string => {
  const found = genders.find((each) => each.code === code)
  return found === undefined ? '' : `${found.letter}) ${found.words}`
}

/** "a) WBRI". */
export const ethnicityCell = (code: string | null): string => {
  const found: AnnexACode<string> | undefined = ethnicities.find((each) => each.code === code)
  return found === undefined ? '' : `${found.letter}) ${found.code}`
}

/** "a) Yes", "b) No"; '' where nobody has said. */
export const answerCell = (answer: boolean | null): string => (answer === null ? '' : answer ? 'a) Yes' : 'b) No')
