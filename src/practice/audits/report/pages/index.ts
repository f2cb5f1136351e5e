import type { Route } from '#platform/http'
import { issuePage } from './issue.ts'
import { issuedPage, publishedPage } from './issued.ts'
import { reportsPage } from './list.ts'
import { recordsPage } from './records.ts'
import { reportPage } from './report.ts'
import { signOffPage } from './sign-off.ts'
import { writePage } from './write.ts'

export const reportPages: readonly Route[] = [
  reportsPage,
  reportPage,
  writePage,
  recordsPage,
  issuePage,
  issuedPage,
  signOffPage,
  publishedPage,
]
