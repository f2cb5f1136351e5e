import type { Subject, Voice, VoiceMoment } from '../../words.ts'

/**
 * Who is heard in an audit: whom its tool names, and nobody at all about a strategy discussion, whatever the tool says. The
 * family may not know that one was held; PostgreSQL refuses it as well.
 */
export const voicesAsked = (subject: Subject, named: readonly Voice[]): readonly Voice[] =>
  subject === 'strategy-discussion' ? [] : named

/**
 * What a worker can reflect on now: before the audit is sent in, on their work; after it is released to them, on the audit.
 * Null in between: what they said before stays as the auditor read it.
 */
export function momentOf(audit: { readonly isSent: boolean; readonly isReleasedToMe: boolean }): VoiceMoment | null {
  if (!audit.isSent) return 'before'
  return audit.isReleasedToMe ? 'after' : null
}
