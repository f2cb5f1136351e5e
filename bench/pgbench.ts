import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Statement } from './capture.ts'

const program = '/usr/lib/postgresql/15/bin/pgbench'

export interface Baseline {
  readonly folder: string
  readonly name: string
  readonly url: string
  readonly statements: readonly Statement[]
  /** Ids and references that were new in the captured request, and have to be new each time. */
  readonly fresh: readonly string[]
  readonly clients: number
  readonly seconds: number
}

/** Transactions a second that PostgreSQL does of these statements, with as many clients, sent one by one as the product does. */
export function pgbench({ folder, name, url, statements, fresh, clients, seconds }: Baseline): number {
  const file = join(folder, `${name}.sql`)
  writeFileSync(file, script(statements, fresh))
  const options = ['-n', '-M', 'simple', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', file]
  const said = execFileSync(program, [...options, url], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const found = /tps = ([\d.]+)/.exec(said)?.[1]
  if (found === undefined || !/number of failed transactions: 0/.test(said)) throw new Error(said)
  return Number(found)
}

/** One transaction as pgbench reads it: a line for each statement, with its values in place. */
function script(statements: readonly Statement[], fresh: readonly string[]): string {
  const drawn = fresh.map((_value, at) => `\\set fresh${at} random(1, 999999999999)`)
  const lines = statements.map((statement) => `${varied(inOneLine(statement), fresh)};`)
  return [...drawn, ...lines, ''].join('\n')
}

const inOneLine = ({ text, values }: Statement): string =>
  text
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/\$(\d+)/g, (_whole, place: string) => literal(values[Number(place) - 1]))

/** Every new id ends in other digits each time; a new reference too. */
function varied(line: string, fresh: readonly string[]): string {
  return fresh.reduce(
    (text, value, at) =>
      text.replaceAll(
        `'${value}'`,
        isId(value)
          ? `('${value.slice(0, 24)}' || lpad(:fresh${at}::text, 12, '0'))::uuid`
          : `('${value}' || :fresh${at})`,
      ),
    line,
  )
}

const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (Array.isArray(value))
    return `'{${value
      .map((each) => JSON.stringify(String(each)))
      .join(',')
      .replaceAll("'", "''")}}'`
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return `'${value.toString()}'`
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`
}
