import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Asset {
  readonly type: string
  readonly body: Buffer
  /** `/assets/app-3f9c….css`: a new name whenever the content changes, so browsers may keep it for ever. */
  readonly url: string
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const here = fileURLToPath(new URL('./', import.meta.url))
const require = createRequire(import.meta.url)

const scripts = ['autosave.js', 'once.js', 'refresh.js', 'suggest.js'] as const

/** Scripts of libraries, as they come. */
const libraries = {
  'govuk-frontend.js': 'govuk-frontend/dist/govuk/govuk-frontend.min.js',
  'accessible-autocomplete.js': 'accessible-autocomplete/dist/accessible-autocomplete.min.js',
} as const

/** Every asset by its plain name. Styles are compiled once and kept in `.los/cache`, so that a second start loads no compiler. */
export function buildAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>()
  const add = (name: string, type: string, body: Buffer): void => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
    const url = `/assets/${name.replace(/\.(\w+)$/, `-${hash}.$1`)}`
    assets.set(name, { type, body, url })
  }
  const javascript = 'text/javascript; charset=utf-8'
  add('app.css', 'text/css; charset=utf-8', styles())
  add('favicon.svg', 'image/svg+xml', readFileSync(`${here}favicon.svg`))
  for (const [name, file] of Object.entries(libraries))
    add(name, javascript, readFileSync(join(root, 'node_modules', file)))
  for (const name of scripts) add(name, javascript, readFileSync(`${here}scripts/${name}`))
  // Last, since it names the others by their hashed addresses.
  const app = readFileSync(`${here}scripts/app.js`, 'utf8')
  add(
    'app.js',
    javascript,
    Buffer.from(app.replaceAll(/'asset:([\w.-]+)'/g, (_whole, name: string) => `'${assets.get(name)?.url}'`)),
  )
  return assets
}

function styles(): Buffer {
  const folder = `${here}styles/`
  const sources = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(folder + file))
  const versions = ['govuk-frontend', '@ministryofjustice/frontend', 'accessible-autocomplete', 'sass'].map((name) =>
    readFileSync(join(root, 'node_modules', name, 'package.json')),
  )
  const key = createHash('sha256')
    .update(Buffer.concat([...sources, ...versions]))
    .digest('hex')
  const cache = join(root, '.los/cache')
  const file = join(cache, `app-${key.slice(0, 20)}.css`)
  try {
    return readFileSync(file)
  } catch {
    const css = Buffer.from(compile(`${folder}app.scss`) + compile(`${folder}moj.scss`))
    keep(cache, file, css)
    return css
  }
}

/** The compiler is loaded only here: it is large, and a second start does not need it. */
function compile(file: string): string {
  const sass = require('sass') as typeof import('sass')
  const options = {
    loadPaths: [join(root, 'node_modules'), root],
    style: 'compressed' as const,
    quietDeps: true,
    logger: sass.Logger.silent,
  }
  // The library of the Ministry of Justice names GDS Transport, whatever is configured: see app.scss.
  return sass.compile(file, options).css.replaceAll('"GDS Transport",', '')
}

function keep(cache: string, file: string, css: Buffer): void {
  try {
    mkdirSync(cache, { recursive: true })
    writeFileSync(file, css)
  } catch {
    // A read-only installation compiles at each start instead.
  }
}
