import { count } from '#kernel/words'
import { type Html, html } from '#platform/html'
import { amountInWords, type Barrier, type MapDocument, type Step, stepName } from '../rules/document.ts'
import { laneAgencies } from '../words.ts'
import { type Box, grid, type Point } from './grid.ts'
import { labelsUnder, layoutMap } from './layout.ts'
import { arrow, blue, picture, quiet, red, text, wrap } from './svg.ts'

/** A map as a picture: lanes as rows, tasks as boxes, decisions as diamonds, barriers counted at their step. */
export function drawMap(id: string, title: string, document: MapDocument, standing: readonly Barrier[]): Html {
  const layout = layoutMap(document)
  const barriersAt = Map.groupBy(standing, ({ stepId }) => stepId)
  return picture(
    { id, title, description: describe(document, standing), width: layout.width, height: layout.height },
    html`${document.lanes.map((lane, at) => drawLane(lane, layout.lanes.get(lane.id), at))}
${document.flows.map((flow) => arrow(id, layout.flows.get(flow.id) ?? []))}
${document.steps.map((step) => drawStep(step, layout.steps.get(step.id), barriersAt.get(step.id)?.length ?? 0))}
${document.flows.map((flow) => drawCondition(flow.condition, layout.flows.get(flow.id) ?? []))}`,
  )
}

function describe(document: MapDocument, standing: readonly Barrier[]): string {
  const lanes = document.lanes.map(
    ({ id, name }) => `${name} (${count(document.steps.filter(({ laneId }) => laneId === id).length, 'step')})`,
  )
  const at = [...new Set(standing.map(({ stepId }) => stepId))]
  const where = document.steps.filter(({ id }) => at.includes(id)).map(stepName)
  return [
    `Lanes, from the top: ${lanes.join(', ')}.`,
    `${count(document.steps.length, 'step')} joined by ${count(document.flows.length, 'flow')}.`,
    where.length === 0 ? 'No barrier stands.' : `Barriers stand at ${where.join(', ')}.`,
    'The tables under the picture say the same in words.',
  ].join(' ')
}

const drawLane = (lane: MapDocument['lanes'][number], box: Box | undefined, at: number): Html | null =>
  box === undefined
    ? null
    : html`<rect x="${box.x + 0.5}" y="${box.y + 0.5}" width="${box.width - 1}" height="${box.height - 1}" fill="${at % 2 === 0 ? '#ffffff' : '#f3f2f1'}" stroke="#b1b4b6"/>
${text({ x: box.x + 8, y: box.y + 18, lines: [laneTitle(lane)], isBold: true, anchor: 'start' })}`

const laneTitle = ({ name, agency }: MapDocument['lanes'][number]): string =>
  name.toLowerCase() === laneAgencies[agency].toLowerCase() ? name : `${name} (${laneAgencies[agency]})`

function drawStep(step: Step, box: Box | undefined, barriers: number): Html | null {
  if (box === undefined) return null
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const { standard } = step
  return html`${shapeOf(step.kind, box, middle)}
${wordsOf(step, box, middle)}
${standard !== null && text({ x: middle.x, y: box.y - 6, lines: [amountInWords(standard)], size: 12, colour: quiet })}
${barriers > 0 && text({ x: middle.x, y: underneath(step, box), lines: [`⚠ ${count(barriers, 'barrier')}`], size: 12, isBold: true, colour: red })}`
}

function underneath(step: Step, box: Box): number {
  const under = labelsUnder(step.kind) ? wrap(stepName(step), 22, 3).length * 16 : 0
  return box.y + box.height + 15 + under
}

function wordsOf(step: Step, box: Box, middle: Point): Html {
  if (labelsUnder(step.kind))
    return text({ x: middle.x, y: box.y + box.height + 14, lines: wrap(stepName(step), 22, 3), size: 13 })
  const lines = wrap(stepName(step), 16, 4)
  return text({ x: middle.x, y: middle.y + 5 - ((lines.length - 1) * 16.8) / 2, lines })
}

function shapeOf(kind: Step['kind'], { x, y, width, height }: Box, middle: Point): Html {
  const ring = (line: number): Html =>
    html`<circle cx="${middle.x}" cy="${middle.y}" r="${width / 2}" fill="#ffffff" stroke="#0b0c0c" stroke-width="${line}"/>`
  if (kind === 'start') return ring(1.5)
  if (kind === 'end') return ring(4)
  if (kind === 'task')
    return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="#ffffff" stroke="${blue}" stroke-width="2"/>`
  const diamond = html`<path d="M${middle.x} ${y}L${x + width} ${middle.y}L${middle.x} ${y + height}L${x} ${middle.y}Z" fill="#ffffff" stroke="#0b0c0c" stroke-width="2"/>`
  const cross = kind === 'parallel' ? 'M-10 0H10M0 -10V10' : 'M-7 -8L7 8M7 -8L-7 8'
  return html`${diamond}<path d="${cross}" transform="translate(${middle.x} ${middle.y})" fill="none" stroke="#0b0c0c" stroke-width="3"/>`
}

/** Above the last stretch of the flow: flows out of one decision part there. */
function drawCondition(condition: string, points: readonly Point[]): Html | null {
  const end = points.at(-1)
  if (condition === '' || end === undefined) return null
  const lines = wrap(condition, 13, 3)
  return text({ x: end.x - grid.gap / 2 + 18, y: end.y - 5 - (lines.length - 1) * 14.4, lines, size: 12 })
}
