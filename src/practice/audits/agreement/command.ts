import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import Papa from 'papaparse'
import { agreementOf, countPairs, type Ratings, type Scale, scaleOf } from '#kernel/agreement'
import { type Checked, invalid, ok } from '#kernel/outcome'
import type { CommandContext, Output } from '#platform/area'
import { type FirstRow, readRatings } from './read-ratings.ts'
import { agreementInWords } from './words.ts'

interface Typed {
  readonly scale: string
  readonly header?: boolean
  readonly json?: boolean
}

const help = `
The first column names the unit, each other column is one rater's; a blank cell is a missing rating. The file is CSV in UTF-8.

--scale gives every label that could be given, from the lowest to the highest, used or not. When all are numbers they count with
their values, otherwise as 1, 2, 3 and so on. A label with a comma stands in quotation marks.

The first row is a header when its first cell is blank or a word such as unit, id, case or subject, and when none of its other
cells is a label of the scale. It is a unit when all of its other cells that are filled are labels. Otherwise it is neither, and
you are asked to say --header or --no-header.

Standard errors are Gwet's (irrCAC), without correction for a finite population; intervals are by Student's t with one degree of
freedom less than there are units, and end at 1. That of alpha by intervals comes from resampling with a fixed seed.`

/** `los agreement FILE.csv --scale a,b,c,d`: how far raters agree. Needs no database. */
export function agreementCommand(program: Command, { out }: Pick<CommandContext, 'out'>): void {
  program
    .command('agreement')
    .description('how far raters agree: percentage, alpha, AC1 and AC2, kappa, each with a 95 % interval')
    .argument('<file>', 'ratings as CSV: first column the unit, one column for each rater')
    .requiredOption('--scale <labels>', 'every label that could be given, in order: a,b,c,d')
    .option('--header', 'the first row is a header')
    .option('--no-header', 'the first row is a unit')
    .option('--json', 'answer with one JSON document')
    .addHelpText('after', help)
    .action((file: string, typed: Typed) => answer(out, file, typed))
}

async function answer(out: Output, file: string, typed: Typed): Promise<void> {
  const ratings = await ratingsIn(file, typed)
  if (!ratings.ok) {
    out.complain(ratings.problems.map(({ message }) => message).join(' '))
    return out.exit(2)
  }
  const agreement = agreementOf(ratings.value)
  if (typed.json) out.json(agreement)
  else for (const line of agreementInWords(agreement, countPairs(ratings.value))) out.line(line)
  return out.exit(0)
}

async function ratingsIn(file: string, typed: Typed): Promise<Checked<Ratings>> {
  const scale = readScale(typed.scale)
  if (!scale.ok) return scale
  const text = await textOf(file)
  if (!text.ok) return text
  const ratings = readRatings(text.value, scale.value, firstRowOf(typed))
  return ratings.ok ? ratings : no(`${basename(file)}: ${ratings.problems[0]?.message}`)
}

const firstRowOf = ({ header }: Typed): FirstRow => (header === undefined ? 'as it looks' : header ? 'header' : 'unit')

function readScale(typed: string): Checked<Scale> {
  const { data, errors } = Papa.parse<string[]>(typed, { delimiter: ',' })
  if (errors.some(({ type }) => type === 'Quotes')) return no('--scale: a quotation mark is in the wrong place.')
  const scale = scaleOf(data[0] ?? [])
  return scale.ok ? scale : no(`--scale: ${scale.problems[0]?.message}`)
}

const mostBytes = 100 * 1024 * 1024

async function textOf(file: string): Promise<Checked<string>> {
  const name = basename(file)
  const found = await stat(file).catch(() => null)
  if (!found) return no(`There is no file ${name}: check its name and folder.`)
  if (!found.isFile()) return no(`${name} is not a file: give a CSV file.`)
  if (found.size > mostBytes) return no(`${name} is larger than 100 MB: give the ratings alone.`)
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return no(`${name} cannot be opened: ask its owner for permission to read it.`)
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return no(`${name} is not a CSV file in UTF-8: save it as CSV UTF-8.`)
  }
}

const no = (message: string): Checked<never> => invalid({ field: 'file', message })
