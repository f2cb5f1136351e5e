/**
 * What is escalated: each condition with what it is about, whom it climbs to, how fast, and its words. When a condition
 * holds is in `rules/`, one function for each key.
 */

/** Who is asked, lowest first. `agency`: the partner's desk and then whom it has named, rung by rung. */
export type RungHolder = 'agency' | 'chair' | 'team-manager' | 'service-manager' | 'head-of-service'

export interface Condition {
  /** Before: while a discussion can still be what it should be. After: about one that was held, or decided against. */
  readonly phase: 'before' | 'after'
  /** What makes two escalations of this kind two: each is opened once for each of these. */
  readonly subject: string
  readonly rungs: readonly RungHolder[]
  /** By when it should have been. */
  readonly limit: string
  /** A title for lists: "Partner not confirmed". */
  readonly title: string
  /** One sentence for pages, mail and the telephone: never with a child in it. `who`: the partner, as "the police". */
  readonly sentence: (who: string) => string
  /** What would end it, for whoever is asked. */
  readonly ask: string
  /** Ends only when what is missing is recorded: nobody can put it aside. */
  readonly endsByFactsAlone?: true
}

const authority = ['chair', 'service-manager', 'head-of-service'] as const

export const conditions = {
  'partner-not-confirmed': {
    phase: 'before',
    subject: 'partner and arrangement',
    rungs: ['agency'],
    limit: 'Half of the notice given, and at least 30 minutes before the start',
    title: 'Partner not confirmed',
    sentence: (who) => `Nobody has confirmed that ${who} will be there.`,
    ask: 'Confirm who comes, or name somebody else.',
  },
  'partner-declined': {
    phase: 'before',
    subject: 'partner and arrangement',
    rungs: ['agency'],
    limit: 'At once',
    title: 'Partner declined',
    sentence: (who) => `The answer for ${who} is that they will not be there.`,
    ask: 'Name somebody who comes instead.',
  },
  'partner-absent': {
    phase: 'after',
    subject: 'partner',
    rungs: ['agency'],
    limit: 'The discussion itself',
    title: 'Partner was not there',
    sentence: (who) => `The discussion was held and ${who} did not attend.`,
    ask: 'Say why nobody was there, and send what your agency knows.',
  },
  'not-held': {
    phase: 'before',
    subject: 'the discussion',
    rungs: authority,
    limit: 'The discussion’s own limit',
    title: 'Not held in time',
    sentence: () => 'The discussion was not held by its limit.',
    ask: 'Hold it now, cancel it, or decide with reasons not to hold it.',
    endsByFactsAlone: true,
  },
  'full-meeting-not-held': {
    phase: 'after',
    subject: 'the discussion',
    rungs: authority,
    limit: 'So many working days after the emergency call',
    title: 'No full meeting after an emergency call',
    sentence: () => 'All three partners have not met in time after an emergency call.',
    ask: 'Hold the full meeting with all three partners.',
  },
  'record-not-circulated': {
    phase: 'after',
    subject: 'the discussion',
    rungs: authority,
    limit: 'One working day after the end',
    title: 'Record not circulated',
    sentence: () => 'The record has not gone to everybody who was there and everybody who was invited and was not.',
    ask: 'Send the record to all of them.',
  },
  'information-not-sent': {
    phase: 'after',
    subject: 'what was promised',
    rungs: ['agency'],
    limit: 'When it was promised for',
    title: 'Promised information not sent',
    sentence: (who) => `Information that ${who} promised has not come.`,
    ask: 'Send what was promised.',
  },
  'conference-at-risk': {
    phase: 'after',
    subject: 'section 47 enquiry',
    rungs: authority,
    limit: 'Five working days before the conference’s last day without a slot, or that day without a conference',
    title: 'Child protection conference at risk',
    sentence: () => 'The initial child protection conference is not secured in time, or is late.',
    ask: 'Book a slot in time, hold the conference, or record why it is not required.',
  },
  'challenge-not-answered': {
    phase: 'after',
    subject: 'challenge',
    rungs: authority,
    limit: 'At once',
    title: 'Challenge not answered',
    sentence: () => 'A professional disagrees and has had no answer.',
    ask: 'Answer the challenge.',
  },
  'chair-not-confirmed': {
    phase: 'after',
    subject: 'the held discussion',
    // Whoever chaired does not confirm it themselves.
    rungs: ['team-manager', 'service-manager', 'head-of-service'],
    limit: 'Noon of the next working morning',
    title: 'Chair not confirmed by a team manager',
    sentence: () => 'Somebody chaired who by the standard should not have, and no team manager has confirmed it.',
    ask: 'Look at the discussion and confirm it, or say what has to be put right.',
  },
  'concern-not-answered': {
    phase: 'before',
    subject: 'the concern',
    rungs: ['service-manager', 'head-of-service'],
    limit: 'The hours within which a discussion is held, from when the concern was raised',
    title: 'Partner’s concern not answered',
    sentence: () => 'A partner asks whether a strategy discussion is needed, and nobody has answered in time.',
    ask: 'Answer it: a discussion is due, none is to be held and why, or what else it came to.',
    endsByFactsAlone: true,
  },
  'raised-by-partner': {
    phase: 'after',
    subject: 'each that is raised',
    rungs: authority,
    limit: 'At once',
    title: 'Raised by a partner about the authority',
    sentence: (who) => `Raised by ${who} about the authority.`,
    ask: 'Answer, and say what was done.',
  },
  'not-holding-not-reviewed': {
    phase: 'after',
    subject: 'the decision',
    rungs: ['service-manager', 'head-of-service'],
    limit: 'One working day after the decision',
    title: 'Decision not to hold it not reviewed',
    sentence: () => 'A service manager has not reviewed the decision not to hold the discussion.',
    ask: 'Review the decision.',
  },
  'interim-plan-not-checked': {
    phase: 'after',
    subject: 'section 47 enquiry',
    rungs: authority,
    limit: 'Seven days after the last check',
    title: 'Interim plan not checked',
    sentence: () =>
      'A child waits for a late conference and nobody has checked for seven days that the plan keeps them safe.',
    ask: 'Check the interim plan and record what you found.',
  },
} as const satisfies Record<string, Condition>

export type ConditionKey = keyof typeof conditions
export const conditionKeys = Object.keys(conditions) as readonly ConditionKey[]
export const conditionOf = (key: ConditionKey): Condition => conditions[key]
export const isCondition = (key: string): key is ConditionKey => Object.hasOwn(conditions, key)
