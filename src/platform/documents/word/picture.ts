import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { funnelPicture, groupsPicture, type Picture, trendPicture } from '#platform/charts'
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
  const { svg, width, height } = await pictureOf({ kind, unit, drawing })
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

function pictureOf({
  kind,
  unit,
  drawing,
}: Pick<ChartBlock, 'unit' | 'drawing'> & { readonly kind: ChartBlock['values'] }): Promise<Picture> {
  switch (drawing.form) {
    case 'groups':
      return groupsPicture({ kind, unit, bars: drawing.bars })
    case 'funnel':
      return funnelPicture({ unit, target: drawing.target, points: drawing.points })
    case 'trend': {
      const points = drawing.points.map(({ period, value }) => ({ period: Temporal.PlainDate.from(period), value }))
      return trendPicture({ kind, unit, points })
    }
  }
}
