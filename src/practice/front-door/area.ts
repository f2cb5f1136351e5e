import { access } from '#platform/access'
import type { Area, HistorySource } from '#platform/area'
import { frontDoorApi } from './api/index.ts'
import { contactExtract } from './extract/kind.ts'
import { frontDoorHistory } from './history.ts'
import { frontDoorMeasures } from './measures/index.ts'
import { frontDoorPack } from './pack.ts'
import { frontDoorPages } from './pages/index.ts'
import { paths } from './paths.ts'
import { frontDoorProcessEvents } from './process-events.ts'
import { sweepCommand } from './sweep/command.ts'
import { sweepJob } from './sweep/job.ts'
import { frontDoorEvents } from './webhooks/events.ts'
import { frontDoorFinished, frontDoorWork } from './work.ts'

export interface FrontDoorDeps {
  /** What every area knows of a child; app.ts collects it. */
  readonly histories: () => readonly HistorySource[]
}

/** Contacts, what was decided about each child, whose decision it was and why, and the reviews of those that wait. */
export const frontDoorArea = ({ histories }: FrontDoorDeps): Area => ({
  name: 'front-door',
  pages: frontDoorPages(histories),
  navigation: [
    { text: 'Duty board', href: paths.board({}), may: access.seeDutyBoard },
    { text: 'Reviews', href: paths.reviews({}), may: access.seeDutyBoard },
    { text: 'Record a contact', href: paths.recordContact({}), may: access.recordContacts },
  ],
  jobs: [sweepJob],
  commands(program, context) {
    sweepCommand(program, context)
  },
  history: frontDoorHistory,
  work: frontDoorWork,
  finished: frontDoorFinished,
  measures: frontDoorMeasures,
  processEvents: frontDoorProcessEvents,
  files: [contactExtract],
  pack: frontDoorPack,
  api: frontDoorApi,
  events: frontDoorEvents,
})
