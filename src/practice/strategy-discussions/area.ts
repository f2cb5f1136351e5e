import type { WorkingCalendar } from '#kernel/clock'
import { access } from '#platform/access'
import type { Area, WorkSource } from '#platform/area'
import { afterPages } from './after/pages/index.ts'
import { discussionsApi } from './api/index.ts'
import {
  conferenceHistory,
  conferencePages,
  conferencePaths,
  conferencesFinished,
  conferenceWork,
} from './conferences/index.ts'
import { escalateCommand, escalateJob, escalationPages, escalationWork } from './escalation/index.ts'
import { dueFromDecisionsJob } from './from-decisions.ts'
import { discussionsHistory } from './history.ts'
import { followJob } from './inviting/follow.ts'
import { feedFile } from './inviting/pages/feed.ts'
import { invitingPages } from './inviting/pages/index.ts'
import { replyByLink } from './inviting/pages/reply-by-link.ts'
import { invitingWork } from './inviting/work.ts'
import { discussionMeasures } from './measures/index.ts'
import { meetingPages } from './meeting/pages/index.ts'
import { strategyPack } from './pack/pack.ts'
import { cancelPage } from './pages/cancel/page.ts'
import { childrenPage } from './pages/children/page.ts'
import { concernPage } from './pages/concern/page.ts'
import { concernNotHoldingPage } from './pages/concern-not-holding/page.ts'
import { concernsPage } from './pages/concerns/page.ts'
import { discussionPage } from './pages/discussion/page.ts'
import { listPage } from './pages/list/page.ts'
import { newPage } from './pages/new/page.ts'
import { notHoldingPage } from './pages/not-holding/page.ts'
import { reconvenePage } from './pages/reconvene/page.ts'
import { reviewNotHoldingPage } from './pages/review/page.ts'
import { partnersPages } from './partners/pages/index.ts'
import { tellAnswersJob } from './partners/tell-answers.ts'
import { partnersWork } from './partners/work.ts'
import { paths } from './paths.ts'
import { strategyProcessEvents } from './process-events.ts'
import { discussionsWork } from './work.ts'

/** What strategy discussions need from the house. */
export interface StrategyDiscussionsDeps {
  /** What links in mail begin with. */
  readonly publicUrl: string
  /** As bank holidays are known now: they may have been imported since the start. */
  readonly calendar: () => Promise<WorkingCalendar>
}

export const strategyDiscussionsArea = (deps: StrategyDiscussionsDeps): Area => ({
  name: 'strategy-discussions',
  pages: [
    listPage,
    newPage,
    concernsPage,
    concernPage,
    concernNotHoldingPage,
    discussionPage,
    childrenPage,
    notHoldingPage,
    reviewNotHoldingPage,
    cancelPage,
    reconvenePage,
    ...meetingPages((discussionId) => paths.partner.discussion({ discussionId })),
    ...afterPages(deps.publicUrl),
    ...conferencePages(deps),
    ...escalationPages,
    ...invitingPages(deps.publicUrl),
    ...partnersPages,
  ],
  links: [replyByLink, feedFile(deps.publicUrl)],
  navigation: [
    { text: 'Strategy discussions', href: paths.list({}), may: access.seeDiscussions },
    { text: 'Strategy discussions', href: paths.partner.home({}), may: access.partnerPages },
    { text: 'Escalations', href: paths.escalations({}), may: access.workDiscussions },
    { text: 'Conferences', href: conferencePaths.capacity({}), may: access.seeConferences, isMore: true },
  ],
  jobs: [dueFromDecisionsJob, followJob(deps.publicUrl), escalateJob(deps), tellAnswersJob(deps.publicUrl)],
  commands: escalateCommand(deps.publicUrl),
  pack: strategyPack,
  processEvents: strategyProcessEvents,
  work: allOf(discussionsWork, invitingWork, partnersWork, escalationWork, conferenceWork),
  history: async (tx, childIds) => [
    ...(await discussionsHistory(tx, childIds)),
    ...(await conferenceHistory(tx, childIds)),
  ],
  measures: discussionMeasures(deps),
  api: discussionsApi(deps),
  finished: {
    'discussion.held': ['strategy discussion held', 'strategy discussions held'],
    'discussion.not-holding-reviewed': ['decision not to hold one reviewed', 'decisions not to hold one reviewed'],
    'escalation.replied': ['escalation answered', 'escalations answered'],
    'discussion.arranged': ['strategy discussion arranged', 'strategy discussions arranged'],
    'invitation.answered': ['invitation answered', 'invitations answered'],
    'concern.answered': ['concern answered', 'concerns answered'],
    ...conferencesFinished,
  },
})

/** What waits in each room of the area, one after the other: they share one transaction, which has one connection. */
const allOf =
  (...sources: readonly WorkSource[]): WorkSource =>
  async (tx, asked) => {
    const items = []
    for (const source of sources) items.push(...(await source(tx, asked)))
    return items
  }
