import { tag } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { ImportRun } from '../runs/run.ts'

export function stateTag({ state, rowsRejected, takesValid }: ImportRun): Html {
  if (state === 'waiting') return tag('Waiting', 'grey')
  if (state === 'running') return tag('Being read', 'blue')
  if (state === 'failed') return tag('Not read', 'red')
  if (state === 'cancelled') return tag('Cancelled', 'grey')
  if (rowsRejected === 0) return tag('Done', 'green')
  return takesValid ? tag('Done in part', 'yellow') : tag('Rejected', 'red')
}
