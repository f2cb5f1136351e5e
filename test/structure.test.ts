import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
// generate.ts holds the text of the modules it makes, imports included.
const files = globSync('src/**/*.ts', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts') && !/^src\/platform\/govuk\/(generate|write)\.ts$/.test(file),
)

interface Import {
  readonly from: string
  /** The file it resolves to, from the root; null for packages. */
  readonly to: string | null
  readonly specifier: string
}

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  return [...found].map(([, specifier = '']) => ({ from, specifier, to: resolve(from, specifier) }))
})

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(from), specifier))
  const [, room, name] = /^#(kernel|platform|practice)\/(.+)$/.exec(specifier) ?? []
  if (room === undefined) return null
  return room === 'kernel' ? `src/kernel/${name}.ts` : `src/${room}/${name}/index.ts`
}

// Lower may not lean on higher. Inside practice, an area may lean only on those of a lower number.
const layers = ['src/kernel/', 'src/platform/', 'src/practice/', 'src/app.ts', 'src/process/', 'src/main.ts']
const order = [
  'organisation',
  'children',
  'restricted-records',
  'unusual-reading',
  'actions',
  'meetings',
  'front-door',
  'case-records',
  'assessments',
  'strategy-discussions',
  'supervision',
  'audits',
  'learning',
  'engagement',
  'workplace',
  'process-map',
  'improvement-plan',
  'imports',
  'measures',
  'my-work',
  'sample',
]

const layerOf = (file: string): number => layers.findIndex((layer) => file.startsWith(layer))
const areaOf = (file: string): string | null => /^src\/practice\/([^/]+)\//.exec(file)?.[1] ?? null
const roomOf = (file: string): string | null => /^src\/platform\/([^/]+)\//.exec(file)?.[1] ?? null

test('the check sees every module and knows every layer and area', () => {
  assert.ok(files.length > 100, `only ${files.length} modules were seen`)
  assert.deepEqual(
    files.filter((file) => layerOf(file) === -1),
    [],
  )
  assert.deepEqual(
    [...new Set(files.map(areaOf))].filter((area) => area !== null && !order.includes(area)),
    [],
  )
  assert.deepEqual(
    imports.filter(({ to }) => to !== null && !files.includes(to) && !to.endsWith('.json')),
    [],
  )
})

test('no room leans upwards: main, process, app, practice, platform, kernel', () => {
  const wrong = imports.filter(({ from, to }) => to !== null && layerOf(to) > layerOf(from))
  assert.deepEqual(wrong, [])
})

test('registers, recorders, improvers and watchers lean only on those before them', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [leaning, on] = [areaOf(from), to === null ? null : areaOf(to)]
    return leaning !== null && on !== null && order.indexOf(on) > order.indexOf(leaning)
  })
  assert.deepEqual(wrong, [])
})

test('an area or a room of the platform is entered only by its door', () => {
  const wrong = imports.filter(({ from, to, specifier }) => {
    if (to === null) return false
    const isOutside = areaOf(from) !== areaOf(to) || roomOf(from) !== roomOf(to)
    const isInner = areaOf(to) !== null || roomOf(to) !== null
    return isOutside && isInner && !/^#(platform|practice)\/[^/]+$/.test(specifier)
  })
  assert.deepEqual(wrong, [])
})

test('no file has more than 300 lines, and no module imports itself in a circle', () => {
  const long = files.filter(
    (file) => !file.includes('/generated/') && readFileSync(join(root, file), 'utf8').split('\n').length > 301,
  )
  assert.deepEqual(long, [])
  assert.deepEqual(circles(), [])
})

/** Circles among imports that exist at run time: a type import costs nothing and closes no circle. */
function circles(): readonly string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) {
    if (to === null || isTypeOnly(from, to)) continue
    next.set(from, [...(next.get(from) ?? []), to])
  }
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    state.set(file, 'done')
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

function isTypeOnly(from: string, to: string): boolean {
  const text = readFileSync(join(root, from), 'utf8')
  const statements = [...text.matchAll(/(import|export)\s+(type\s+)?([^;']*?)from\s*'([^']+)'/g)].filter(
    ([, , , , specifier = '']) => resolve(from, specifier) === to,
  )
  const names = (list: string): string[] =>
    list
      .replaceAll(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
  return (
    statements.length > 0 &&
    statements.every(
      ([, , type, list = '']) => type !== undefined || names(list).every((name) => name.startsWith('type ')),
    )
  )
}

test('there are at most 40 runtime packages, each at an exact version', () => {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Record<string, string>>
  const { dependencies, devDependencies, optionalDependencies } = read('package.json')
  assert.ok(Object.keys(dependencies ?? {}).length <= 40)
  const client = read('test/other-systems/client/package.json')['devDependencies']
  const versions = [dependencies, devDependencies, optionalDependencies, client].flatMap((own) =>
    Object.entries(own ?? {}),
  )
  assert.deepEqual(
    versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    [],
  )
})

test('nothing in the repository names a place of one machine', () => {
  // What npm linked stands under its place in the clone, what it fetched under its digest alone.
  const text = globSync(['src/**/*', 'test/**/*', 'bin/*', 'docs/**/*', '*.md', 'package-lock.json'], {
    cwd: root,
  }).filter((file) => /\.\w+$/.test(file) && !file.includes('node_modules/'))
  const wrong = text.filter((file) =>
    /["'( ]\/(?:work|home|root)\/|"resolved": "\w+:/.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.deepEqual(
    wrong.filter((file) => file !== 'test/structure.test.ts'),
    [],
  )
})
