import { escalationSettings } from './settings-escalation.ts'

interface Described {
  /** What it is called on the settings page. */
  readonly words: string
  /** What it changes, for whoever is about to change it. */
  readonly effect: string
}

export interface WholeNumber extends Described {
  readonly kind: 'whole-number'
  readonly unit: 'hours' | 'minutes' | 'days' | 'children' | 'hundredths'
  readonly default: number
  readonly minimum: number
  readonly maximum: number
}

export interface TimeOfDay extends Described {
  readonly kind: 'time-of-day'
  /** Europe/London, `17:00`. */
  readonly default: string
}

interface YesNo extends Described {
  readonly kind: 'yes-no'
  readonly default: boolean
}

export type SettingDefinition = WholeNumber | TimeOfDay | YesNo

/**
 * What an authority may set for itself, each with its default. The 24 hours to an outcome are not here: they are the
 * council's promise, and reviews open at 24, 48, 72 hours whatever anybody sets.
 */
export const settingDefinitions = {
  warningHours: {
    kind: 'whole-number',
    words: 'Warn that an outcome is due',
    effect: 'Hours after a contact was received. The duty board and My work begin to warn then.',
    unit: 'hours',
    default: 20,
    minimum: 1,
    maximum: 23,
  },
  reviewMinutes: {
    kind: 'whole-number',
    words: 'Time to record a 24-hour review',
    effect: 'Minutes from when the review opened. After that it is late, and climbs to the service manager.',
    unit: 'minutes',
    default: 60,
    minimum: 5,
    maximum: 1440,
  },
  climbMinutes: {
    kind: 'whole-number',
    words: 'Time before a late review climbs again',
    effect: 'Minutes the service manager has before the head of service is asked.',
    unit: 'minutes',
    default: 60,
    minimum: 5,
    maximum: 1440,
  },
  recordingLagMinutes: {
    kind: 'whole-number',
    words: 'Alert when a decision is recorded late',
    effect:
      'Minutes between deciding and recording. Decisions are to be recorded at once; longer than this is alerted.',
    unit: 'minutes',
    default: 60,
    minimum: 1,
    maximum: 1440,
  },
  dueSoonHours: {
    kind: 'whole-number',
    words: 'Count as due soon on the duty board',
    effect: 'Hours left until an outcome is due.',
    unit: 'hours',
    default: 4,
    minimum: 1,
    maximum: 23,
  },
  lateEntryMinutes: {
    kind: 'whole-number',
    words: 'Ask why a contact is entered late',
    effect: 'Minutes between receiving a contact and entering it. Longer than this, a reason is asked for.',
    unit: 'minutes',
    default: 30,
    minimum: 5,
    maximum: 1440,
  },
  writtenFormHours: {
    kind: 'whole-number',
    words: 'Written form due after a telephone contact',
    effect: 'Hours a professional has to follow a telephone contact with the written form.',
    unit: 'hours',
    default: 24,
    minimum: 1,
    maximum: 168,
  },
  agencyCheckHours: {
    kind: 'whole-number',
    words: 'Chase an agency check',
    effect: 'Hours after asking an agency. A check that has not come back by then is shown as to be chased.',
    unit: 'hours',
    default: 4,
    minimum: 1,
    maximum: 168,
  },
  strategyDiscussionHours: {
    kind: 'whole-number',
    words: 'Time to hold a strategy discussion',
    effect: 'Hours from when reasonable cause was recorded. Discussions already due keep their limit.',
    unit: 'hours',
    default: 24,
    minimum: 1,
    maximum: 120,
  },
  fullMeetingDays: {
    kind: 'whole-number',
    words: 'Time to the full meeting after an emergency call',
    effect: 'Working days from the call to a meeting with all three partners.',
    unit: 'days',
    default: 5,
    minimum: 1,
    maximum: 15,
  },
  ...escalationSettings,
  startOfWorkingDay: {
    kind: 'time-of-day',
    words: 'Start of the working day',
    effect: 'What arrives before it, or on a day that is not a working day, counts from here.',
    default: '09:00',
  },
  endOfWorkingDay: {
    kind: 'time-of-day',
    words: 'End of the working day',
    effect: 'What arrives after it counts from the start of the next working day.',
    default: '17:00',
  },
  restrictionReviewDays: {
    kind: 'whole-number',
    words: 'Review a restricted record',
    effect: 'Days from one review of a restriction to the next. Reviews already due keep their day.',
    unit: 'days',
    default: 90,
    minimum: 7,
    maximum: 90,
  },
  manyRecordsAnHour: {
    kind: 'whole-number',
    words: 'Flag somebody who reads many records',
    effect: 'Different children whose records one person opens within an hour. More than this is flagged.',
    unit: 'children',
    default: 40,
    minimum: 5,
    maximum: 500,
  },
  flagsOwnSurname: {
    kind: 'yes-no',
    words: 'Flag somebody who opens the record of a child with their own surname',
    effect: 'If yes, it is flagged once in 30 days for each person and child.',
    default: true,
  },
  startOfReadingHours: {
    kind: 'time-of-day',
    words: 'Start of the hours for reading records',
    effect: 'Records opened before it by somebody who is not on the duty rota are flagged as out of hours.',
    default: '07:00',
  },
  endOfReadingHours: {
    kind: 'time-of-day',
    words: 'End of the hours for reading records',
    effect: 'Records opened after it, or on a Saturday or Sunday, by somebody not on the duty rota are flagged.',
    default: '20:00',
  },
  actionClimbDays: {
    kind: 'whole-number',
    words: 'Time before an overdue action climbs',
    effect:
      'Working days after the day it was due. Then the owner’s line manager, or the first contact of an agency, is told.',
    unit: 'days',
    default: 1,
    minimum: 1,
    maximum: 20,
  },
  actionClimbAgainDays: {
    kind: 'whole-number',
    words: 'Time before an overdue action climbs again',
    effect: 'Working days from one rung to the next.',
    unit: 'days',
    default: 5,
    minimum: 1,
    maximum: 20,
  },
  actionVerifyDays: {
    kind: 'whole-number',
    words: 'Verify an action that was done',
    effect:
      'Days after it was reported as done. Until then it waits for whoever set it; after that for anybody independent.',
    unit: 'days',
    default: 7,
    minimum: 1,
    maximum: 28,
  },
  rotaDaysAhead: {
    kind: 'whole-number',
    words: 'Look ahead for gaps in the duty rota',
    effect: 'Days. A time within them when nobody is on duty raises an alarm.',
    unit: 'days',
    default: 7,
    minimum: 1,
    maximum: 28,
  },
  rotaNeedsSocialWorker: {
    kind: 'yes-no',
    words: 'A duty social worker is on the rota round the clock',
    effect: 'If yes, a time with nobody to take contacts is a gap as well. Someone who may decide is always needed.',
    default: false,
  },
  leastAgreement: {
    kind: 'whole-number',
    words: 'Agreement below which all of an auditor’s audits are graded twice',
    effect:
      'Gwet’s AC2 (ordinal weights) of an auditor with whoever graded their audits a second time, in hundredths. Also with fewer than 10 such audits all are.',
    unit: 'hundredths',
    default: 60,
    minimum: 0,
    maximum: 100,
  },
} as const satisfies Record<string, SettingDefinition>
