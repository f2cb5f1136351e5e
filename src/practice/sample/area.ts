import type { Area } from '#platform/area'
import type { MeetingsDeps } from '#practice/meetings'
import { sampleCommand } from './command/command.ts'
import { keepAlive } from './present/job.ts'

/** The sample has no pages: it is a command and a job beside the practice areas. */
export const sampleArea = (meetings: MeetingsDeps): Area => ({
  name: 'sample',
  pages: [],
  jobs: [keepAlive(meetings)],
  commands: sampleCommand(meetings),
})
