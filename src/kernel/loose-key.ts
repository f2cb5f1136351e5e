/**
 * What is left of a text when only its letters and digits count: capitals, spaces of any kind, underscores and punctuation
 * make no difference. For recognising headers and words of a list, not for showing.
 */
export const looseKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
