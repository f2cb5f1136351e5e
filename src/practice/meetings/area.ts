import { access } from '#platform/access'
import type { Area } from '#platform/area'
import type { MeetingsDeps } from './deps.ts'
import { lastMeetingPack } from './packs/own-section.ts'
import { agendaPage, removeItemPage } from './pages/agenda/page.ts'
import { confirmPage } from './pages/confirm/page.ts'
import { correctPage } from './pages/correct/page.ts'
import { invitePage, withdrawPage } from './pages/invite/page.ts'
import { meetingsPage } from './pages/list/page.ts'
import { meetingPage } from './pages/meeting/page.ts'
import { draftPackPage } from './pages/packs/draft.ts'
import { packsPage } from './pages/packs/list.ts'
import { packPage } from './pages/packs/pack.ts'
import { supersedePage } from './pages/packs/supersede.ts'
import { cancelPage, changePage } from './pages/plan/change.ts'
import { planPage } from './pages/plan/page.ts'
import { addSeriesPage } from './pages/series/add.ts'
import { changeSeriesPage } from './pages/series/change.ts'
import { allSeriesPage } from './pages/series/list.ts'
import { seriesPage } from './pages/series/page.ts'
import { paths } from './paths.ts'
import { meetingsWork } from './work.ts'

export const meetingsArea = (deps: MeetingsDeps): Area => ({
  name: 'meetings',
  pages: [
    meetingsPage,
    planPage,
    allSeriesPage,
    addSeriesPage,
    seriesPage,
    changeSeriesPage,
    draftPackPage(deps),
    packsPage,
    packPage,
    supersedePage(deps),
    meetingPage(deps),
    changePage,
    cancelPage,
    agendaPage,
    removeItemPage,
    invitePage,
    withdrawPage,
    correctPage,
    confirmPage(deps),
  ],
  navigation: [{ text: 'Meetings', href: paths.meetings({}), may: access.seeMeetings }],
  work: meetingsWork,
  finished: {
    'meeting.held': ['meeting held', 'meetings held'],
    'meeting.minutes-confirmed': ['minutes confirmed', 'minutes confirmed'],
    'pack.issued': ['pack issued', 'packs issued'],
  },
  pack: lastMeetingPack(deps),
})
