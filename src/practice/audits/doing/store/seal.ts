import { hash } from 'node:crypto'
import { canonical } from '#platform/trail'
import type { SealedAudit } from './submissions.ts'

/**
 * SHA-256, in hexadecimal, of a finished audit as canonical JSON: who audited what with which questions, every answer, grade and
 * reason, and what was found, in an order of its own so that rows may come back in any.
 */
export function sealOf(audit: SealedAudit): string {
  const { findings, ...rest } = audit
  return hash('sha256', canonical({ ...rest, findings: findings.map((found) => canonical(found)).toSorted() }))
}
