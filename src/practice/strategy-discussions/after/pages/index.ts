import type { Route } from '#platform/http'
import { challengePage } from './challenge/page.ts'
import { challengeConcernPage } from './challenge-concern/page.ts'
import { challengesPage } from './challenges/page.ts'
import { circulatePage } from './circulate/page.ts'
import { circulatedPage } from './circulated/page.ts'
import { needToKnowPage } from './need-to-know/page.ts'
import { oneChallengePage } from './one-challenge/page.ts'
import { toldPage } from './told/page.ts'

/** What follows a discussion: its record sent round and read, and challenges to it. */
export const afterPages = (publicUrl: string): readonly Route[] => [
  ...[circulatePage(publicUrl), needToKnowPage(publicUrl), circulatedPage, toldPage],
  ...[challengesPage, oneChallengePage, challengePage, challengeConcernPage],
]
