import { type MapDocument, stepName } from './document.ts'

/** What is not finished about a map, in sentences; a map with loose ends is a draft, and is not published. */
export function looseEnds(document: MapDocument): readonly string[] {
  const { lanes, steps, flows } = document
  const comesFrom = new Set(flows.map(({ from }) => from))
  const goesTo = new Set(flows.map(({ to }) => to))
  return [
    ...(lanes.length === 0 ? ['There is no lane yet: add one for each agency.'] : []),
    ...(steps.some(({ kind }) => kind === 'start') ? [] : ['Nothing says where it begins: add a start.']),
    ...(steps.some(({ kind }) => kind === 'end') ? [] : ['Nothing says where it ends: add an end.']),
    ...steps
      .filter(({ id, kind }) => kind !== 'start' && !goesTo.has(id))
      .map((step) => `Nothing leads to “${stepName(step)}”.`),
    ...steps
      .filter(({ id, kind }) => kind !== 'end' && !comesFrom.has(id))
      .map((step) => `Nothing comes after “${stepName(step)}”.`),
    ...steps
      .filter(
        ({ id, kind }) => kind === 'decision' && flows.some(({ from, condition }) => from === id && condition === ''),
      )
      .map((step) => `A flow from the decision “${stepName(step)}” does not say when it is taken.`),
  ]
}
