import { partners } from '../words.ts'

/** A partner within a sentence: "the police", "the NHS", "the school". */
export function whoInWords(partner: string | null): string {
  if (partner === null) return 'a partner'
  if (partner === 'nhs') return 'the NHS'
  if (partner === 'other') return 'another agency'
  const words: Readonly<Record<string, string>> = partners
  return `the ${(words[partner] ?? partner).toLowerCase()}`
}
