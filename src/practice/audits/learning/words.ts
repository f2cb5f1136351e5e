/** How people learned what audits had shown. */
export const learningKinds = {
  session: 'A session or workshop',
  briefing: 'A briefing, such as seven minutes',
  supervision: 'Group supervision',
  guidance: 'Guidance that was written or changed',
  other: 'Something else',
} as const
export type LearningKind = keyof typeof learningKinds
