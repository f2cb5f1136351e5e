#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { handOver, install } from './hand-over.js'

/** What the tests need of Debian beside the npm packages: a browser, and the oldest PostgreSQL that is supported. */
const needed = [
  { file: '/usr/bin/chromium', name: 'chromium' },
  { file: '/usr/lib/postgresql/15/bin/postgres', name: 'postgresql-15' },
]

/** Nothing is skipped when something cannot be had: the run fails and says so. */
function needOfDebian() {
  const absent = needed.filter(({ file }) => !existsSync(file)).map(({ name }) => name)
  if (absent.length === 0) return
  process.stdout.write(`Installing from Debian: ${absent.join(', ')} …\n`)
  const apt = (...parameters) =>
    spawnSync('apt-get', parameters, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', ...absent)
  const still = needed.filter(({ file }) => !existsSync(file)).map(({ name }) => name)
  if (still.length === 0) return
  process.stdout.write(
    `Not on this machine, and could not be installed: ${still.join(', ')}. Install them from Debian and try again.\n0 passed, 1 failed\n`,
  )
  process.exit(1)
}

install()
needOfDebian()
handOver('test/support/run.ts', process.argv.slice(2))
