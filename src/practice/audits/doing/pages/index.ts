import type { Route } from '#platform/http'
import { type AuditPageDeps, auditPage } from './audit/page.ts'
import { followUpPage } from './follow-up/page.ts'
import { planPage } from './plan/page.ts'
import { raisePage } from './raise/page.ts'
import { reflectionPage } from './reflection/page.ts'
import { replyPage } from './reply/page.ts'
import { worryPage } from './worry/page.ts'

/** The pages of this room. */
export const doingPages = (deps: AuditPageDeps): readonly Route[] => [
  auditPage(deps),
  reflectionPage,
  replyPage,
  planPage,
  followUpPage,
  raisePage(deps.publicUrl),
  worryPage,
]
