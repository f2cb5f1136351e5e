import { type Html, html, raw } from '#platform/html'
import { drawChart } from './draw.ts'
import { type Funnel, funnelSpec } from './funnel.ts'
import { type Intervals, intervalsSpec } from './intervals.ts'
import { type Groups, groupsSpec, type Size, type Trend, trendSpec } from './spec.ts'

/** What a reader is told who does not see the picture; the table that goes under every chart holds the figures. */
export interface Described {
  /** Unique on the page: a chart is named by its title and description. */
  readonly id: string
  readonly title: string
  /** One or two sentences: what is drawn, from when to when, and what stands out. */
  readonly description: string
}

/** One line over time. */
export const trendChart = (chart: Described & Trend): Promise<Html> => drawn(chart, (size) => trendSpec(chart, size))

/** One bar for each group, in the order given. */
export const groupsChart = (chart: Described & Groups): Promise<Html> => drawn(chart, (size) => groupsSpec(chart, size))

/** A point for each group, by how many cases it has, between the limits of chance. */
export const funnelChart = (chart: Described & Funnel): Promise<Html> => drawn(chart, (size) => funnelSpec(chart, size))

/** Estimates with their intervals, in the order given. */
export const intervalsChart = (chart: Described & Intervals): Promise<Html> =>
  drawn(chart, (size) => intervalsSpec(chart, size))

/** A chart that stands alone, outside a page, with its size in pixels. */
export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** One line over time, as a picture for a file. */
export const trendPicture = (trend: Trend): Promise<Picture> => standingAlone(trendSpec(trend, 'wide'))

/** One bar for each group, as a picture for a file. */
export const groupsPicture = (groups: Groups): Promise<Picture> => standingAlone(groupsSpec(groups, 'wide'))

/** A funnel plot, as a picture for a file. */
export const funnelPicture = (funnel: Funnel): Promise<Picture> => standingAlone(funnelSpec(funnel, 'wide'))

/** The font of a file is wider than the one that places were measured for: labels at the edge need this much more, in pixels. */
const edge = 16

async function standingAlone(spec: Parameters<typeof drawChart>[0]): Promise<Picture> {
  const { viewBox, inside } = await drawChart(spec)
  const [x = 0, y = 0, drawnWidth = 0, height = 0] = viewBox.split(' ').map(Number)
  const width = drawnWidth + 2 * edge
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x - edge} ${y} ${width} ${height}" width="${width}" height="${height}">${inside}</svg>`
  return { svg, width, height }
}

/** Both sizes; the style sheet shows the one that fits and hides the other from everybody, screen readers too. */
async function drawn(chart: Described, specOf: (size: Size) => Parameters<typeof drawChart>[0]): Promise<Html> {
  const wide = await picture(chart, 'wide', specOf('wide'))
  const narrow = await picture(chart, 'narrow', specOf('narrow'))
  return html`<figure class="los-chart">${wide}${narrow}</figure>`
}

async function picture(chart: Described, size: Size, spec: Parameters<typeof drawChart>[0]): Promise<Html> {
  const { viewBox, inside } = await drawChart(spec)
  const id = `${chart.id}-${size}`
  // What the library drew holds our own numbers and names, escaped by it.
  return html`<svg class="los-chart__picture los-chart__picture--${size}" viewBox="${viewBox}" role="img" aria-labelledby="${id}-title ${id}-description" focusable="false" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">${chart.title}</title>
<desc id="${id}-description">${chart.description}</desc>
${raw(inside)}
</svg>`
}
