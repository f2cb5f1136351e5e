#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { handOver, install } from './hand-over.js'

const chromium = '/usr/bin/chromium'

/** The browser tests need Debian's Chromium. Nothing is skipped when it cannot be had: the run fails and says so. */
function needChromium() {
  if (existsSync(chromium)) return
  process.stdout.write('Installing Chromium from Debian …\n')
  const apt = (...parameters) =>
    spawnSync('apt-get', parameters, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  if (
    apt('update', '-qq') &&
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') &&
    existsSync(chromium)
  )
    return
  process.stdout.write(
    'There is no Chromium on this machine and it could not be installed: install Debian’s package "chromium" and try again.\n0 passed, 1 failed\n',
  )
  process.exit(1)
}

install()
needChromium()
handOver('test/support/run.ts', process.argv.slice(2))
