/** Closed lists about invitations, and the words shown for them. */

/** What somebody answered. Only "yes" and somebody named in their place bring a partner into the room. */
export const answers = {
  yes: 'Yes',
  no: 'No',
  'someone-else': 'Someone else comes',
  'information-only': 'Information only',
} as const
export type Answer = keyof typeof answers

/** How an answer came. */
export const givenByWords = {
  'own-sign-in': 'signed in',
  link: 'by the link in the mail',
  telephone: 'by telephone',
} as const
export type GivenBy = keyof typeof givenByWords

/** What mail is about, for `listMailFor`. */
export const aboutInvitation = 'invitation'
export const aboutMinutes = 'minute-taker'

/** Which links answer an invitation, and which hold a calendar to subscribe to. */
export const replyPurpose = 'strategy-discussions.reply'
export const feedPurpose = 'strategy-discussions.calendar'

/** The job that sees to it that everybody invited knows what stands. */
export const tellJobName = 'strategy-discussions.invite'
