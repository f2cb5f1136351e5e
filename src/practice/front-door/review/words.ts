import type { Rung } from '../sweep/ladder.ts'

/** Who has a review, on pages and in answers of commands. */
export const rungWords = {
  'duty-manager': 'Duty manager',
  'service-manager': 'Service manager',
  'head-of-service': 'Head of service',
} as const satisfies Record<Rung, string>
