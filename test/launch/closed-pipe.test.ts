import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

test('a command whose reader has heard enough ends quietly', async () => {
  const los = fileURLToPath(new URL('../../bin/los.js', import.meta.url))
  const child = spawn(process.execPath, [los, 'agreement', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString()
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.deepEqual([code, complaint], [0, ''])
})
