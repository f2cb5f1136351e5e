import type { Purpose } from '../../words.ts'

interface Sent {
  readonly auditorId: string
  readonly purpose: Purpose
}

/**
 * Why a finished audit can no longer be put right by its auditor, in words; null when it can. Once somebody else has graded the
 * case as well, each could read the other: from then on the two agree, or a panel decides, and neither grade is moved.
 */
export function whyNotCorrected(auditorId: string, sent: readonly Sent[], hasFinalGrade: boolean): string | null {
  if (hasFinalGrade) return 'Its final grade has been decided.'
  if (sent.some((other) => other.auditorId !== auditorId)) return 'Somebody else has graded this case as well.'
  return null
}
