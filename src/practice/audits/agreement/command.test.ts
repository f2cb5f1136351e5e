import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import type { Agreement } from '#kernel/agreement'
import type { Output } from '#platform/area'
import { agreementCommand } from './command.ts'

const file = { folder: '', path: '' }
before(async () => {
  file.folder = await mkdtemp(join(tmpdir(), 'los-agreement-'))
  file.path = join(file.folder, 'ratings.csv')
})
after(() => rm(file.folder, { recursive: true, force: true }))

interface Said {
  readonly lines: string[]
  readonly documents: unknown[]
  readonly complaints: string[]
  code: number | null
}

/** Runs `los agreement` on a file of this content; null for no file. */
async function los(content: string | Uint8Array | null, ...typed: readonly string[]): Promise<Said> {
  await rm(file.path, { force: true })
  if (content !== null) await writeFile(file.path, content)
  const said: Said = { lines: [], documents: [], complaints: [], code: null }
  const out: Output = {
    line: (text) => void said.lines.push(text),
    json: (value) => void said.documents.push(value),
    complain: (sentence) => void said.complaints.push(sentence),
    exit(code) {
      said.code = code
    },
  }
  const program = new Command('los').exitOverride()
  agreementCommand(program, { out })
  await program.parseAsync(['agreement', file.path, ...typed], { from: 'user' })
  return said
}

const benAndGerry = `unit,Ben,Gerry
1,a,b
2,a,a
3,b,b
4,b,b
5,d,b
6,c,c
7,c,c
8,c,c
9,e,e
10,d,
11,d,d
12,a,d
13,,
`

describe('npx los agreement', () => {
  it('answers one document and nothing else, without a database', async () => {
    await writeFile(file.path, benAndGerry)
    const main = fileURLToPath(new URL('../../../main.ts', import.meta.url))
    const nowhere = 'postgres://nobody@127.0.0.1:1/none'
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [main, 'agreement', file.path, '--scale', 'a,b,c,d,e', '--json'],
      { env: { ...process.env, DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: nowhere }, encoding: 'utf8' },
    )
    assert.deepEqual([status, stderr], [0, ''])
    const document = JSON.parse(stdout)
    assert.deepEqual(shapeOf(document), {
      units: 'number',
      percentAgreement: 'value se low high',
      alpha: { nominal: 'value se low high', ordinal: 'value se low high', interval: 'value se low high' },
      ac1: 'value se low high',
      ac2: { linear: 'value se low high', quadratic: 'value se low high', ordinal: 'value se low high' },
      kappa: { unweighted: 'value se low high', linear: 'value se low high', quadratic: 'value se low high' },
    })
    assert.equal(document.units, 12)
    assert.equal(document.kappa.unweighted.value.toFixed(3), '0.657')
    assert.deepEqual((await los(benAndGerry, '--scale', 'a,b,c,d,e', '--json')).documents, [document])
  })

  it('says why a coefficient cannot be given', async () => {
    const { documents, code } = await los('unit,r1,r2\n1,a,a\n2,a,a', '--scale', 'a,b', '--json')
    const [{ alpha }] = documents as [Agreement]
    assert.deepEqual([alpha.nominal, code], [{ value: null, reason: 'not estimable: no variation' }, 0])
  })

  it('answers people with a table, which says how intervals were made and that pairs are few', async () => {
    const { lines, code } = await los('\uFEFFunit,r1,r2\n1,a,a\n2,b,a\n3,b,b', '--scale', 'a,b')
    assert.equal(code, 0)
    assert.equal(lines[0], '3 units rated, 3 of them by two raters or more.')
    assert.match(lines[1] ?? '', /^Fewer than 10 pairs \(3\)/)
    assert.match(
      lines.find((line) => line.startsWith('Gwet’s AC1')) ?? '',
      / 0\.\d{4} {2}0\.\d{4} {3}−\d\.\d{4} to 1\.0000$/,
    )
    assert.match(lines.at(-1) ?? '', /4,000 resamples with seed \d+/)
  })

  it('takes labels with a comma in quotation marks', async () => {
    const labels = 'unit,r1,r2\n1,"poor, very",good\n2,good,good'
    assert.equal((await los(labels, '--scale', '"poor, very",good', '--json')).code, 0)
  })

  it('takes the first row as it is told to', async () => {
    const units = async (...typed: readonly string[]) =>
      (await los('x,a,b\ny,b,b\nz,a,b', '--scale', 'a,b', '--json', ...typed)).documents.map(
        (document) => (document as Agreement).units,
      )
    assert.deepEqual([await units(), await units('--header'), await units('--no-header')], [[3], [2], [3]])
  })

  it('refuses bad input with 2 and one sentence, and prints nothing', async () => {
    const refuses = async (content: string | Uint8Array | null, scale: string, sentence: string) =>
      assert.deepEqual(await los(content, '--scale', scale, '--json'), {
        lines: [],
        documents: [],
        complaints: [sentence],
        code: 2,
      })
    await refuses(null, 'a,b', 'There is no file ratings.csv: check its name and folder.')
    await refuses('', 'a,b', 'ratings.csv: the file is empty.')
    await refuses(benAndGerry, 'a,b,c,d', 'ratings.csv: row 10, column B (Ben): e is not on the scale a, b, c, d.')
    await refuses(benAndGerry, 'a,b,a', '--scale: The label a stands in the scale twice.')
    await refuses(benAndGerry, 'a', '--scale: A scale has at least two labels.')
    const notText = 'ratings.csv is not a CSV file in UTF-8: save it as CSV UTF-8.'
    await refuses(Uint8Array.of(0x50, 0x4b, 0xff, 0xfe), 'a,b', notText)
  })
})

/** What a document holds, by name. */
function shapeOf(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return typeof part
  if ('value' in part) return Object.keys(part).join(' ')
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, shapeOf(value)]))
}
