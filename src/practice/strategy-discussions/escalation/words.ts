/** How an escalation ends: by itself when what was missing has come, or closed by a person who says what came of it. */
export const endOutcomes = {
  came: 'They came, or are coming',
  'sent-someone': 'They sent somebody else',
  'sent-information': 'They sent what they know',
  'happened-late': 'It happened, late',
  'went-ahead-without': 'The chair went ahead without them',
  answered: 'It was answered',
  'no-longer-needed': 'It is no longer needed',
  'not-resolved': 'It was not resolved',
} as const
export type EndOutcome = keyof typeof endOutcomes

/** What a list of escalations can be narrowed to. */
export const escalationsShown = {
  open: 'Open',
  ended: 'Ended',
  all: 'All',
} as const
export type EscalationsShown = keyof typeof escalationsShown
