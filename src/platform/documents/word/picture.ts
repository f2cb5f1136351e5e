import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { groupsPicture, trendPicture } from '#platform/charts'
import type { ChartBlock } from '../model.ts'

// The machine may have no font at all, and then the picture would have no words: this one comes with us.
const font = fileURLToPath(new URL('../../../../data/fonts/DejaVuSans.ttf', import.meta.url))

/** Enough for print at the width of a page. */
const sharpness = 2

/** A chart as PNG. `width` and `height` are as it was drawn, in pixels; the picture has twice as many. */
export interface DrawnChart {
  readonly png: Buffer
  readonly width: number
  readonly height: number
}

export async function drawChartAsPng({ values: kind, unit, drawing }: ChartBlock): Promise<DrawnChart> {
  // A library of machine code, loaded at the first chart: most processes never make one.
  const { renderAsync } = await import('@resvg/resvg-js')
  const { svg, width, height } =
    drawing.form === 'groups'
      ? await groupsPicture({ kind, unit, bars: drawing.bars })
      : await trendPicture({
          kind,
          unit,
          points: drawing.points.map(({ period, value }) => ({ period: Temporal.PlainDate.from(period), value })),
        })
  const drawn = await renderAsync(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: sharpness },
    font: {
      loadSystemFonts: false,
      fontFiles: [font],
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
  })
  return { png: drawn.asPng(), width, height }
}
