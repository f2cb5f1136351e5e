import type { Route } from '#platform/http'
import { absencePage, addAbsencePage } from './absence-form/page.ts'
import { absences } from './absences/page.ts'
import { addPersonPage } from './add-person/page.ts'
import { agencies } from './agencies/page.ts'
import { agencyPage } from './agency/page.ts'
import { addAgencyPage, changeAgencyPage } from './agency-form/page.ts'
import { addAreaPage } from './area-form/page.ts'
import { cancelShiftPage } from './cancel-shift/page.ts'
import { copyWeek } from './copy-week/page.ts'
import { addCoverPage, coverPage } from './cover-form/page.ts'
import { addContactPage, removeContactPage } from './escalation-contact/page.ts'
import { home } from './home/page.ts'
import { leaving } from './leaving/page.ts'
import { oneTimeLink } from './one-time-link/page.ts'
import { people } from './people/page.ts'
import { personPage } from './person/page.ts'
import { personDetails } from './person-details/page.ts'
import { personManager } from './person-manager/page.ts'
import { personRoles } from './person-roles/page.ts'
import { personTeam } from './person-team/page.ts'
import { rota } from './rota/page.ts'
import { settingPage } from './setting/page.ts'
import { settingsPage } from './settings/page.ts'
import { addShiftPage, changeShiftPage } from './shift-form/page.ts'
import { teamPage } from './team/page.ts'
import { addTeamPage, changeTeamPage } from './team-form/page.ts'
import { addTraining } from './training-form/page.ts'
import { trainingPage } from './training-list/page.ts'
import { withdrawTrainingPage } from './withdraw-training/page.ts'

/** Every page of the organisation. Each says itself where it is and who may. */
export const organisationPages = (publicUrl: string): readonly Route[] => [
  home,
  addAreaPage,
  addTeamPage,
  teamPage,
  changeTeamPage,
  people,
  addPersonPage(publicUrl),
  personPage,
  personDetails,
  personRoles,
  personTeam,
  personManager,
  addTraining,
  withdrawTrainingPage,
  oneTimeLink(publicUrl),
  leaving,
  trainingPage,
  agencies,
  addAgencyPage,
  agencyPage,
  changeAgencyPage,
  addContactPage,
  removeContactPage,
  settingsPage,
  settingPage,
  rota,
  addShiftPage,
  changeShiftPage,
  cancelShiftPage,
  copyWeek,
  absences,
  addAbsencePage,
  absencePage,
  addCoverPage,
  coverPage,
]
