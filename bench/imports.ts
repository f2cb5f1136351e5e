import type { Embedded } from '#platform/launch'
import { compareImport } from './import/run.ts'
import { secondsInWords, tellRatio, tellWhether } from './report.ts'

const mostMegabytes = 300

/** `los import` of an extract, of COPY of the rows that it makes. Answers the ratio of each run. */
export async function benchImports(
  cluster: Embedded,
  folder: string,
  rows: number,
  atLeast: number,
): Promise<readonly number[]> {
  const { ratios, importSeconds, copySeconds, megabytes } = await compareImport(cluster, folder, rows, 3)
  const many = rows.toLocaleString('en-GB')
  tellRatio({
    what: `importing ${many} extract rows, of COPY of the same rows`,
    ratios,
    bar: { atLeast },
    behind: `${secondsInWords(importSeconds)} against ${secondsInWords(copySeconds)}`,
  })
  tellWhether(
    `importing ${many} extract rows held at most ${megabytes} MB (bar: under ${mostMegabytes})`,
    megabytes < mostMegabytes,
  )
  return ratios
}
