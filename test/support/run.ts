import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { quickAndLossy, startEmbedded } from '#platform/launch'

const root = fileURLToPath(new URL('../../', import.meta.url))

interface Tally {
  passed: number
  failed: number
}

/**
 * `npm test`: the static checks, then every test file, each with a database of its own on a cluster of this run's own.
 * `npm test -- FILE…` runs only those files and says so. The last line of standard output is `N passed, N failed`.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const tally: Tally = { passed: 0, failed: 0 }
  if (wanted.length === 0) await runChecks(tally)
  else say(`A partial run: only ${wanted.join(', ')}, without the static checks.`)
  const files = wanted.length > 0 ? wanted.map((file) => join(root, file)) : await listTests()
  const absent = files.filter((file) => !existsSync(file))
  for (const file of absent) {
    say(`There is no test file ${file}.`)
    tally.failed += 1
  }
  await runTests(
    files.filter((file) => !absent.includes(file)),
    tally,
  )
  say(`${tally.passed} passed, ${tally.failed} failed`)
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0
}

const checks: readonly (readonly [name: string, program: string, ...parameters: string[]])[] = [
  ['types', 'tsc', '--noEmit'],
  ['format and lint', 'biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  ['unused files, exports and packages', 'knip'],
]

async function runChecks(tally: Tally): Promise<void> {
  for (const [name, program, ...parameters] of checks) {
    const code = await runProgram(join(root, 'node_modules/.bin', program), parameters)
    if (code === 0) tally.passed += 1
    else tally.failed += 1
    say(`${code === 0 ? '✔' : '✖'} ${name}`)
  }
}

function runProgram(program: string, parameters: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function listTests(): Promise<readonly string[]> {
  const files: string[] = []
  for await (const file of glob(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root }))
    if (!file.includes('node_modules')) files.push(join(root, file))
  return files.sort()
}

async function runTests(files: readonly string[], tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'los-test-'))
  const cluster = await startEmbedded({ folder, firstPort: 56_500, settings: quickAndLossy, isThrownAway: true })
  process.env['LOS_TEST_FOLDER'] = folder
  try {
    await new Promise<void>((resolve) => {
      // Two at once: the smallest machine that runs this has two cores.
      const stream = run({ files: [...files], concurrency: 2, timeout: 300_000 })
      stream.on('test:pass', ({ details }) => {
        if (details.type !== 'suite') tally.passed += 1
      })
      stream.on('test:fail', ({ details }) => {
        if (details.type !== 'suite') tally.failed += 1
      })
      stream.on('end', resolve)
      stream.compose(spec).pipe(process.stdout, { end: false })
    })
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main(process.argv.slice(2))
