import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { CommandContext } from '#platform/area'
import { type Document, toHtml, toWord } from '#platform/documents'
import { html } from '#platform/html'
import { transact } from '#platform/transaction'
import { reportDocument } from './document/document.ts'
import { gatherQuarter } from './gather.ts'
import { type Quarter, readQuarter } from './rules/quarter.ts'

interface Typed {
  readonly quarter: string
  readonly out: string
  readonly public?: boolean
}

/** `los report quarterly-audit`: a quarter's report as the facts stand now, as a Word file or a page in one file. */
export function reportCommand(program: Command, context: CommandContext): void {
  program
    .command('report')
    .description('reports as files')
    .command('quarterly-audit')
    .description('the audits of a quarter of the council’s year, which begins in April')
    .requiredOption('--quarter <quarter>', 'such as 2021-22-Q3, which is October to December 2021')
    .requiredOption('--out <file>', 'where to write it: a name that ends in .docx or .html')
    .option('--public', 'without small numbers, and without what they could be worked out from')
    .action((typed: Typed) => answer(context, typed))
}

async function answer({ withDatabase, authority, out }: CommandContext, typed: Typed): Promise<void> {
  const asked = await read(typed)
  if (!asked.ok) {
    out.complain(asked.problems.map(({ field, message }) => `--${field}: ${message}`).join(' '))
    return out.exit(2)
  }
  const { quarter, file, form } = asked.value
  const document = await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    return transact(database, asSystem(authorityId, 'quarterly audit report'), async (tx) =>
      reportDocument(await gatherQuarter(tx, quarter), { publicSafe: typed.public === true }),
    )
  })
  const wrong = await put(file, form === 'docx' ? await toWord(document) : await pageOf(document))
  if (wrong !== null) {
    out.complain(`--out: ${wrong}`)
    return out.exit(2)
  }
  out.line(`${document.title}: ${file}`)
  return out.exit(0)
}

interface Asked {
  readonly quarter: Quarter
  readonly file: string
  readonly form: 'docx' | 'html'
}

async function read({ quarter: typed, out }: Typed): Promise<Checked<Asked>> {
  const quarter = readQuarter(typed)
  if (!quarter.ok) return quarter
  const file = resolve(out)
  const form = extname(file).slice(1).toLowerCase()
  if (form !== 'docx' && form !== 'html') return no('give a name that ends in .docx or .html.')
  const folder = await stat(dirname(file)).catch(() => null)
  if (!folder?.isDirectory()) return no(`there is no folder ${dirname(out)}: make it first, or name another.`)
  if ((await stat(file).catch(() => null))?.isDirectory()) return no(`${out} is a folder: give the name of a file.`)
  return ok({ quarter: quarter.value, file, form })
}

const no = (message: string): Checked<never> => invalid({ field: 'out', message })

/** Writes it whole or not at all. Answers what went wrong. */
async function put(file: string, body: string | Buffer): Promise<string | null> {
  const beside = `${file}.${process.pid}.part`
  try {
    await writeFile(beside, body)
    await rename(beside, file)
    return null
  } catch {
    await rm(beside, { force: true })
    return 'the file cannot be written there: ask for permission to write in that folder, or name another.'
  }
}

/** A page that stands alone: it has no style of ours, needs no network, and reads in order. */
const pageOf = async (document: Document): Promise<string> =>
  `<!doctype html>
${html`<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.title}</title>
<style>
body { font-family: Arial, Helvetica, sans-serif; line-height: 1.4; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #0b0c0c; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border-bottom: 1px solid #b1b4b6; padding: 0.4rem 0.6rem 0.4rem 0; text-align: left; vertical-align: top; }
.govuk-table__cell--numeric, .govuk-table__header--numeric { text-align: right; }
.los-chart { margin: 0; } .los-chart__picture { max-width: 100%; height: auto; } .los-chart__picture--narrow { display: none; }
</style>
</head>
<body>
<main>
<h1>${document.title}</h1>
${await toHtml(withoutLinks(document))}
</main>
</body>
</html>`.toString()}
`

/** Links lead into the product, from where the file has been taken. */
const withoutLinks = (document: Document): Document => ({
  ...document,
  blocks: document.blocks.map((block) =>
    block.kind === 'table'
      ? {
          ...block,
          rows: block.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell.text : cell)),
          })),
        }
      : block,
  ),
})
