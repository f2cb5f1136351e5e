import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { readTypedDay } from '#kernel/typed-date'
import { count } from '#kernel/words'
import { asSystem } from '#platform/access'
import type { CommandContext, FileKind, Imported, Output } from '#platform/area'
import type { Database } from '#platform/db'
import { type HeaderMap, readHeaderMap } from '#platform/tables'
import { transact } from '#platform/transaction'
import { kindOf } from './kinds.ts'
import { recordCommandRun } from './runs/store.ts'
import { endRun, failRun } from './runs/working.ts'

interface Options {
  readonly dryRun?: boolean
  readonly acceptValid?: boolean
  readonly map?: string
  readonly historyBefore?: string
  readonly json?: boolean
}

/** `los import FILE…`: every kind of file that the areas take, told by its headers. */
export function importCommand(program: Command, context: CommandContext, kinds: readonly FileKind[]): void {
  program
    .command('import')
    .description('bring in files, CSV or Excel: extracts of contacts, Annex A; what they are shows in their headers')
    .argument('<file...>', 'the files')
    .option('--dry-run', 'look at everything and leave nothing behind')
    .option(
      '--accept-valid',
      'take the sound rows where others are rejected; otherwise a file goes in whole or not at all',
    )
    .option(
      '--map <file>',
      'a JSON file that says what columns are called here, such as {"received_at": "Contact date"}',
    )
    .option('--history-before <day>', 'contacts without an outcome received before this day are history')
    .option('--json', 'answer with one JSON document')
    .action((files: readonly string[], options: Options) => runImport(context, kinds, files, options))
}

async function runImport(
  { withDatabase, authority, out }: CommandContext,
  kinds: readonly FileKind[],
  files: readonly string[],
  options: Options,
) {
  const map = await readMap(options.map, kinds)
  const historyBefore: Checked<Temporal.PlainDate | null> =
    options.historyBefore === undefined ? ok(null) : readTypedDay(options.historyBefore)
  for (const [name, read] of [
    ['--map', map],
    ['--history-before', historyBefore],
  ] as const) {
    if (!read.ok) return refuse(out, `${name}: ${sentenceOf(read)}`)
  }
  if (!map.ok || !historyBefore.ok) return
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const results: Imported[] = []
    for (const file of files) {
      const imported = await withProgress(options, file, (advance) =>
        importOne(database, kinds, file, {
          authorityId,
          map: map.value,
          historyBefore: historyBefore.value,
          options,
          advance,
        }),
      )
      if (!imported.ok) {
        if (results.length > 0) tellAll(out, options, results)
        return refuse(out, sentenceOf(imported))
      }
      results.push(imported.value)
      if (!options.json) tell(out, file, imported.value, options)
    }
    tellAll(out, options, results)
    if (results.some(({ rejected }) => rejected.length > 0)) out.exit(1)
  })
}

interface One {
  readonly authorityId: number
  readonly map: HeaderMap
  readonly historyBefore: Temporal.PlainDate | null
  readonly options: Options
  readonly advance: (share: number) => void
}

async function importOne(database: Database, kinds: readonly FileKind[], file: string, one: One) {
  const { authorityId, map, historyBefore, options, advance } = one
  const kind = await kindOf(file, map, kinds)
  const asked = { map, isDryRun: options.dryRun === true, takesValid: options.acceptValid === true, historyBefore }
  const imported = await kind.take(database, file, { ...asked, authorityId, now: Temporal.Now.instant(), advance })
  const sha256 = await hashOf(file)
  await transact(database, asSystem(authorityId, 'import'), async (tx) => {
    const id = await recordCommandRun(tx, { ...asked, kind: kind.key, filename: basename(file), sha256 })
    if (imported.ok) await endRun(tx, id, imported.value)
    else await failRun(tx, id, sentenceOf(imported))
  })
  return imported
}

/** '' for a file that cannot be opened. Read into one buffer: a stream's many would be held until they are collected. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(64 * 1024)
  try {
    await using opened = await open(file)
    for (;;) {
      const { bytesRead } = await opened.read(buffer)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } catch {
    return ''
  }
}

async function readMap(file: string | undefined, kinds: readonly FileKind[]): Promise<Checked<HeaderMap>> {
  if (file === undefined) return ok({})
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return invalid({ field: 'map', message: `${file} cannot be opened: check where it is.` })
  return readHeaderMap(
    text,
    kinds.flatMap(({ columns }) => columns),
  )
}

/** A bar on standard error while a person watches; nothing for machines. */
async function withProgress<T>(options: Options, file: string, work: (advance: (share: number) => void) => Promise<T>) {
  if (options.json || !process.stderr.isTTY) return work(() => undefined)
  const bar = new SingleBar({ format: `${file} {bar} {percentage}%`, stream: process.stderr, clearOnComplete: true })
  bar.start(100, 0)
  try {
    return await work((share) => bar.update(Math.round(share * 100)))
  } finally {
    bar.stop()
  }
}

function tell(
  out: Output,
  file: string,
  { read, taken, unchanged, rejected, warnings }: Imported,
  options: Options,
): void {
  const rows = new Set(rejected.map(({ sheet, row }) => `${sheet} ${row}`)).size
  const dry = options.dryRun ? ' Nothing was kept: this was a dry run.' : ''
  out.line(
    `${file}: ${count(read, 'row')} read, ${taken} taken, ${unchanged} unchanged, ${rows} rejected, ${count(warnings.length, 'warning')}.${dry}`,
  )
  if (rows > 0 && !options.acceptValid)
    out.line('Nothing was taken, because rows were rejected. Mend them, or take the others with --accept-valid.')
  for (const { sheet, row, column, value, reason, todo } of rejected)
    out.line(
      `Rejected: ${place(sheet, row)}${column === '' ? '' : `, ${column}`}${value === '' ? '' : ` "${value}"`}: ${reason} ${todo}`,
    )
  for (const { sheet, row, column, value, taken: instead, reason } of warnings)
    out.line(
      `Note: ${row === 0 ? '' : `${place(sheet, row)}, ${column}${value === '' ? '' : ` "${value}"`}: `}${reason}${instead === '' ? '' : ` Taken as "${instead}".`}`,
    )
}

const place = (sheet: string | null, row: number): string => (sheet === null ? `row ${row}` : `${sheet}, row ${row}`)

/** The one JSON document, for all files together. */
function tellAll(out: Output, options: Options, results: readonly Imported[]): void {
  if (!options.json) return
  const sum = (of: 'read' | 'taken' | 'unchanged'): number => results.reduce((total, each) => total + each[of], 0)
  out.json({
    read: sum('read'),
    taken: sum('taken'),
    unchanged: sum('unchanged'),
    rejected: results.flatMap(({ rejected }) =>
      rejected.map(({ sheet, row, column, value, reason }) => ({ sheet, row, column, value, reason })),
    ),
    warnings: results.flatMap(({ warnings }) => warnings),
  })
}

const sentenceOf = (read: Checked<unknown>): string =>
  read.ok ? '' : read.problems.map(({ message }) => message).join(' ')

function refuse(out: Output, sentence: string): void {
  out.complain(sentence)
  out.exit(2)
}
