/** Closed lists about what follows a discussion, and the words shown for them. */

/** How the record goes to somebody. */
export const sendingWays = {
  mail: 'By mail: a reference and a link, to read here',
  otherwise: 'Otherwise: by hand, by secure mail',
} as const
export type SendingWay = keyof typeof sendingWays

/** What a recipient gets. */
export const versionWords = { whole: 'The whole record', 'need-to-know': 'What they need to know' } as const
export type RecordVersionSent = keyof typeof versionWords

/** What a challenge is about. */
export const challengeSubjects = {
  'not-holding': 'That no discussion is held',
  decision: 'The decision',
  information: 'What somebody said',
  record: 'The record',
  conference: 'The conference',
  other: 'Something else',
} as const
export type ChallengeSubject = keyof typeof challengeSubjects
