// Plain JavaScript on purpose: a fresh machine may run this under Node 18 or 20, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const wanted = 24
const stamp = join(root, 'node_modules', '.line-of-sight')

/** Installs what package-lock.json names, unless this very lock file was installed before. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stderr.write('Installing what is missing …\n')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.status !== 0) {
    process.stderr.write(
      'Installing failed: npm has said why above. Line of Sight needs the npm registry once; mend that and try again.\n',
    )
    process.exit(3)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

/** Node 24 as it came with the packages, or the running one when it is new enough. */
export function findNode() {
  const own = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath
  process.stderr.write(
    `Line of Sight needs Node ${wanted}. This machine (${process.platform} ${process.arch}) has ${process.version}; install Node ${wanted} and try again.\n`,
  )
  process.exit(3)
}

/**
 * Let the heap grow in small steps: under load it then holds half the memory at a few requests a second less
 * (docs/decisions, 2026-11-25).
 */
const frugal = ['--max-semi-space-size=4', '--heap-growing-percent=30']

/**
 * The C library gives large blocks back when they are free, instead of keeping ever larger ones among small ones: what an import
 * of a million rows remembers grows by doubling, and left holes of 40 MB behind. Other libraries than glibc do not read it.
 */
const frugalLibrary = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/** Runs a script of ours under Node 24 in this process's place: its output, its signals and its exit code are ours. */
export function handOver(script, parameters, environment = {}) {
  const flags = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'bin', 'compile-cache.js'), ...frugal]
  const child = spawn(findNode(), [...flags, join(root, script), ...parameters], {
    stdio: 'inherit',
    env: { ...frugalLibrary, ...process.env, ...environment },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 3) : 3))
}
