import type { Route } from '#platform/http'
import { concernChallengePage } from './challenge.ts'
import { concernPage } from './concern.ts'
import { concernsPage } from './concerns.ts'
import { discussionPage } from './discussion.ts'
import { escalatePage } from './escalate.ts'
import { figuresPage } from './figures.ts'
import { homePage } from './home.ts'
import { invitationPage } from './invitation.ts'
import { newConcernPage } from './new-concern.ts'
import { sendPromisedPage } from './send-promised.ts'

/** Everything that exists for a partner, beside My work and their own agency. */
export const partnersPages: readonly Route[] = [
  homePage,
  discussionPage,
  escalatePage,
  invitationPage,
  sendPromisedPage,
  concernsPage,
  newConcernPage,
  concernPage,
  concernChallengePage,
  figuresPage,
]
