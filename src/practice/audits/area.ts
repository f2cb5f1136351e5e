import type { Area } from '#platform/area'
import { allocateCommand } from './allocation/command.ts'

/** The area of audits. */
export const auditsArea = (): Area => ({
  name: 'audits',
  pages: [],
  commands: (program, context) => {
    allocateCommand(program, context)
  },
})
