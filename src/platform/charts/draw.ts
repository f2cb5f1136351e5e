import type { TopLevelSpec } from 'vega-lite'

declare module 'vega' {
  /** Exported by the library and left out of its types. */
  export const textMetrics: { width: typeof widthInArial }
}

/**
 * A vega-lite chart as the inside of an SVG and its view box, drawn on the server. Nothing in it needs a style or a
 * script, so it stands in a page under a strict content security policy. The library is loaded at the first chart: most
 * processes never draw one, and it would cost them tens of megabytes.
 */
export async function drawChart(spec: TopLevelSpec): Promise<{ readonly viewBox: string; readonly inside: string }> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')])
  vega.textMetrics.width = widthInArial
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' })
  try {
    return takeApart(await view.toSVG())
  } finally {
    view.finalize()
  }
}

/**
 * How wide a text will be, in pixels. Without a canvas the library guesses 0.8 of the letter size for each letter, and
 * cuts names that would have fitted. A text longer than its limit is cut, so it is never wider than that.
 */
function widthInArial(text: { readonly fontSize?: number; readonly limit?: number }, words: string): number {
  const width = String(words).trim().length * (text.fontSize ?? 11) * 0.55
  return text.limit !== undefined && text.limit > 0 ? Math.min(width, text.limit) : width
}

/** The library's outer element carries fixed sizes and no title; ours replaces it. */
function takeApart(svg: string): { readonly viewBox: string; readonly inside: string } {
  const found = /^<svg[^>]*\bviewBox="([\d. -]+)"[^>]*>(.*)<\/svg>$/s.exec(svg)
  if (!found) throw new Error('the chart library drew something that is not one SVG')
  const [, viewBox = '', inside = ''] = found
  return { viewBox, inside: inside.replace(/<[^>]+>/g, withoutRoles) }
}

/** The library names its groups for screen readers; ours is one picture with a title, and its figures stand in the table. */
const withoutRoles = (tag: string): string => tag.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, '')
