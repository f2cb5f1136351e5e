import { looseKey } from '#kernel/loose-key'
import { given, type Reading, warn } from '#platform/reading'
import type { AnnexAColumn } from './columns.ts'

const answers = new Map<string, boolean | null>([
  ...['yes', 'y', 'a yes', 'a', 'true', '1'].map((words) => [looseKey(words), true] as const),
  ...['no', 'n', 'b no', 'b', 'false', '0'].map((words) => [looseKey(words), false] as const),
  ...['unknown', 'not known', 'c unknown', 'c', 'not recorded'].map((words) => [looseKey(words), null] as const),
])

/** "a) Yes", "No", "c) Unknown". Prose that stands where an answer should is left blank and told. */
export function readYesOrNo(reading: Reading<AnnexAColumn>, column: AnnexAColumn): boolean | null {
  const text = given(reading, column)
  if (text === '') return null
  const answer = answers.get(looseKey(text))
  if (answer === undefined) warn(reading, column, 'Neither yes, no nor unknown: left blank.')
  return answer ?? null
}
