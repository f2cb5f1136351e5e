import { tag } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { TrainingState } from '../../rules/training.ts'

export const trainingStateWords = {
  'in-date': 'In date',
  'expires-soon': 'Expires soon',
  expired: 'Expired',
  'not-yet': 'Not yet',
} as const satisfies Record<TrainingState, string>

const colours = { 'in-date': 'green', 'expires-soon': 'orange', expired: 'red', 'not-yet': 'grey' } as const

export const trainingTag = (state: TrainingState): Html => tag(trainingStateWords[state], colours[state])
