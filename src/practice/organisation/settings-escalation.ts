import type { SettingDefinition } from './setting-definitions.ts'

/** What an authority may set about the escalation of strategy discussions; the rules are that area's. */
export const escalationSettings = {
  escalationLapsedMinutes: {
    kind: 'whole-number',
    words: 'Time before a discussion that was not held climbs',
    effect: 'Minutes for each rung, round the clock, once a strategy discussion is past its limit.',
    unit: 'minutes',
    default: 60,
    minimum: 10,
    maximum: 1440,
  },
  escalationFirstRungDays: {
    kind: 'whole-number',
    words: 'Time to answer an escalation on rung 1',
    effect: 'Working days after a strategy discussion. 0 is the end of the same working day.',
    unit: 'days',
    default: 0,
    minimum: 0,
    maximum: 5,
  },
  escalationSecondRungDays: {
    kind: 'whole-number',
    words: 'Time to answer an escalation on rung 2',
    effect: 'Working days after a strategy discussion.',
    unit: 'days',
    default: 1,
    minimum: 0,
    maximum: 5,
  },
  escalationThirdRungDays: {
    kind: 'whole-number',
    words: 'Time to answer an escalation on rung 3 and above',
    effect: 'Working days after a strategy discussion.',
    unit: 'days',
    default: 2,
    minimum: 0,
    maximum: 10,
  },
  dailyEscalationAt: {
    kind: 'time-of-day',
    words: 'Send the daily list of escalations',
    effect: 'Each agency and each person whose turn it is gets one mail, with references only.',
    default: '08:30',
  },
} as const satisfies Record<string, SettingDefinition>
