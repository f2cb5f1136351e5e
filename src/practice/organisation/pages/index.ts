import type { Route } from '#platform/http'
import { addPersonPage } from './add-person/page.ts'
import { home } from './home/page.ts'
import { leaving } from './leaving/page.ts'
import { oneTimeLink } from './one-time-link/page.ts'
import { people } from './people/page.ts'
import { personPage } from './person/page.ts'
import { personDetails } from './person-details/page.ts'
import { personManager } from './person-manager/page.ts'
import { personRoles } from './person-roles/page.ts'
import { personTeam } from './person-team/page.ts'
import { addTraining } from './training/page.ts'
import { withdrawTrainingPage } from './withdraw-training/page.ts'

/** Every page of the organisation. Each says itself where it is and who may. */
export const organisationPages = (publicUrl: string): readonly Route[] => [
  home,
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
]
