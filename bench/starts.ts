import { freePort, installedCopy } from '#test/installed-copy'
import { tell } from './report.ts'

/** How long `npm start` takes to the first page, on a copy that has everything installed: for the first time, and again. */
export async function benchStarts(): Promise<void> {
  const copy = installedCopy()
  try {
    const port = await freePort()
    for (const which of ['first', 'second']) {
      const began = performance.now()
      const started = await copy.start({ PORT: String(port) })
      await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text()
      const bar = which === 'first' ? 15 : 2
      tell(`${which} start to first page: ${((performance.now() - began) / 1000).toFixed(1)} s (bar: under ${bar})`)
      await started.stop()
    }
  } finally {
    copy.remove()
  }
}
