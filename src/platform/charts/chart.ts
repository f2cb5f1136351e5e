import { type Html, html, raw } from '#platform/html'
import { drawChart } from './draw.ts'
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
