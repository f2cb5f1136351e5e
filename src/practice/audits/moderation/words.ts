import { keysOf } from '#kernel/words'

/** Why an audit is graded a second time, beside the random share. */
export const pickReasons = {
  inadequate: 'It was graded Inadequate',
  outstanding: 'It was graded Outstanding',
  'few-pairs': 'Too few of the auditor’s audits have been graded twice to know how far they agree with others',
  'low-agreement': 'The auditor’s agreement with others is low',
  asked: 'It was asked for',
  'two-markers': 'All audits of this round have two auditors',
} as const
export type PickReason = keyof typeof pickReasons
export const randomShareWords = 'It was drawn at random'

/** How a moderation stands, from what is recorded: never stored. */
export const moderationStates = {
  'no-moderator': 'No moderator yet',
  'being-graded': 'Being graded a second time',
  'to-agree': 'Both have graded: to agree',
  'to-consent': 'Proposed: the other to agree',
  'to-panel': 'Not agreed: needs a panel',
  settled: 'Final grade settled',
} as const
export type ModerationState = keyof typeof moderationStates
export const moderationStateNames = keysOf(moderationStates)

export const hows = { agreed: 'Agreed by both', panel: 'Decided by a panel' } as const

/** Each reason of `audits.why_not_on_panel`, said of somebody after their name. */
export const whyNotOnPanel: Readonly<Record<string, string>> = {
  graded: 'graded it themselves',
  'not-for-panels': 'is no quality assurance lead, moderator or service manager',
}
