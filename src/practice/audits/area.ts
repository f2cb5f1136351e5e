import type { Area } from '#platform/area'
import { agreementCommand } from './agreement/command.ts'

export const auditsArea = (): Area => ({
  name: 'audits',
  pages: [],
  commands(program, context) {
    agreementCommand(program, context)
  },
})
