import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { freePort, installedCopy } from '#test/installed-copy'

/** The user whom every Debian has, with no rights and no home. */
const nobody = 65_534

test('an ordinary user starts it in a folder of their own', async () => {
  // Whoever runs the tests is an ordinary user unless they are root.
  const copy = installedCopy(process.getuid?.() === 0 ? nobody : undefined)
  after(() => copy.remove())
  const port = await freePort()
  const started = await copy.start({ PORT: String(port) })
  assert.equal(started.code, null, started.complaint)
  assert.equal((await fetch(`http://127.0.0.1:${port}/sign-in`)).status, 200)
  await started.stop()
})
