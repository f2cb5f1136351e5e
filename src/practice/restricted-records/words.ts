/** Closed lists about restricted records, and the words shown for them. */

export const restrictionCategories = {
  'high-profile': 'High profile',
  'staff-or-relative': 'Staff or their relatives',
  adoption: 'Adoption',
  'high-risk': 'High risk',
} as const
export type RestrictionCategory = keyof typeof restrictionCategories

/** What became of a restriction, as its history tells it. */
export const restrictionSteps = {
  set: 'Restricted',
  kept: 'Reviewed and kept',
  changed: 'Changed',
  lifted: 'Lifted',
} as const
export type RestrictionStep = keyof typeof restrictionSteps

export const emergencies = {
  'danger-now': 'A child may come to harm now',
  'contact-about-child': 'A contact about this child has to be decided',
  'emergency-duty': 'Emergency duty, and nobody named on the record answers',
  'court-or-police': 'A court or the police need an answer today',
  other: 'Something else',
} as const
export type Emergency = keyof typeof emergencies

export const verdicts = {
  justified: 'It was needed',
  'not-justified': 'It was not needed',
} as const
export type Verdict = keyof typeof verdicts

/** Why somebody could read a record at that moment. */
export const rights = {
  guardian: 'Guardian',
  'in-place': 'In the guardian’s place',
  named: 'Named on the record',
  glass: 'Broke the glass',
  open: 'The record was not restricted then',
  job: 'Line of Sight itself',
  refused: 'Refused: nothing was shown',
} as const
export type Right = keyof typeof rights

const pagesInWords: Readonly<Record<string, string>> = {
  '/children/:childId': 'The record',
  '/children/:childId/chronology': 'Chronology',
  '/children/:childId/restriction': 'Restriction',
  '/children/:childId/readings': 'Who read the record',
  '/children/found/:searchId': 'A search',
  '/contacts/:contactId': 'A contact',
  '/contacts/:contactId/decision': 'The decision on a contact',
  '/contacts': 'The list of contacts',
  '/duty-board': 'The duty board',
  '/duty-board/rows': 'The duty board',
}

/** A page by the pattern of its address, as a person would say it: "The record", "Children, allocate". */
export function pageInWords(pattern: string | null): string {
  if (pattern === null) return ''
  const address = pattern.replace(/^[A-Z]+ /, '')
  const parts = address.split('/').filter((part) => part !== '' && !part.startsWith(':'))
  const plain = parts.join(', ').replaceAll('-', ' ')
  return pagesInWords[address] ?? plain.charAt(0).toUpperCase() + plain.slice(1)
}
