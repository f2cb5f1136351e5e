import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Command } from 'commander'
import type { CommandContext } from '#platform/area'
import { shippedCalendar } from '#test/calendar'
import { allocateCommand } from './command.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allocate-'))
})
after(() => rm(folder, { recursive: true }))

/** Runs `los allocate` on a file with this in it; a database would be a fault. */
async function allocate(content: unknown, ...options: readonly string[]) {
  const file = join(folder, 'case.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  const said = { lines: [] as string[], complaints: [] as string[], documents: [] as unknown[], code: -1 }
  const noDatabase = (): never => assert.fail('no database is needed')
  const context: CommandContext = {
    withDatabase: noDatabase,
    withOwner: noDatabase,
    authority: noDatabase,
    calendar: shippedCalendar,
    out: {
      line: (text) => void said.lines.push(text),
      json: (value) => void said.documents.push(value),
      complain: (sentence) => void said.complaints.push(sentence),
      exit(code) {
        said.code = code
      },
    },
  }
  const program = new Command('los').exitOverride()
  allocateCommand(program, context)
  await program.parseAsync(['allocate', file, ...options], { from: 'user' })
  return said
}

const north = { id: 'N1', team: 'North', lineManager: 'M1', capacity: 2, conflicts: [] }
const south = { id: 'S1', team: 'South', capacity: 1, previousTeams: [], absent: false, conflicts: ['C3'] }
const auditors = [north, south]
const cases = [
  { id: 'C1', team: 'South', people: ['W1'], markers: 1 },
  { id: 'C2', team: 'East', people: [], markers: 1 },
  { id: 'C3', team: 'East', people: ['S9'], markers: 1 },
]

describe('los allocate', () => {
  it('answers with one document: who audits what, the load of each, and the proof', async () => {
    const said = await allocate({ auditors, cases, rules: { minTeamsPerAuditor: 2, seed: 1 } }, '--json')
    assert.deepEqual(said.documents, [
      {
        status: 'optimal',
        assignments: [
          { case: 'C1', auditor: 'N1' },
          { case: 'C2', auditor: 'S1' },
          { case: 'C3', auditor: 'N1' },
        ],
        load: { N1: 2, S1: 1 },
        gap: 0,
        clashes: [],
      },
    ])
    assert.deepEqual([said.code, said.complaints, said.lines], [0, [], []])
  })

  it('without --json prints a table for people', async () => {
    const said = await allocate({ auditors, cases })
    assert.match(said.lines.join('\n'), /Case {2}Auditors\nC1 {4}N1\n/)
    assert.match(said.lines.join('\n'), /N1: 2 of 2\nS1: 1 of 1\n\nLoads are 0\.00 audits from capacity-proportional/)
  })

  it('when it cannot be done, says which rules clash and what would free it, and ends with 1', async () => {
    const impossible = { auditors: [{ ...south, conflicts: [] }], cases: [cases[0]] }
    const said = await allocate(impossible, '--json')
    assert.equal(said.code, 1)
    assert.deepEqual(said.documents, [
      {
        status: 'infeasible',
        assignments: [],
        load: { S1: 0 },
        gap: 0,
        clashes: [
          {
            rule: 'own-team',
            cases: ['C1'],
            auditors: ['S1'],
            sentence: '1 marker needed for case C1, nobody is free: it is work of S1’s own team South',
            frees: ['another auditor outside team South, with room and free of these cases'],
          },
        ],
      },
    ])
    assert.match((await allocate(impossible)).lines.join('\n'), /own team South \(own-team\)\.\n {2}1 way out: another/)
  })

  it('says beside the answer when few teams leave a pair to audit only each other', async () => {
    const mutual = [cases[0], { id: 'C2', team: 'North', people: [], markers: 1 }]
    const said = await allocate({ auditors: [north, { ...south, conflicts: [] }], cases: mutual }, '--json')
    assert.equal(said.documents.length, 1)
    assert.match(said.complaints.join(), /^Teams North and South audit only each other/)
    assert.equal(said.code, 0)
  })

  it('nothing to audit is answered, not refused', async () => {
    const said = await allocate({ auditors: [north], cases: [] }, '--json')
    assert.deepEqual(said.documents, [{ status: 'optimal', assignments: [], load: { N1: 0 }, gap: 0, clashes: [] }])
  })

  it('bad input is one sentence that names the place, and ends with 2', async () => {
    const bad: readonly (readonly [unknown, string | RegExp])[] = [
      ['{', 'The file is not JSON.'],
      ['[]', /^The file must be an object/],
      [{ cases }, 'auditors: is missing.'],
      [{ auditors: [north, { ...south, capacity: -1 }], cases }, 'auditors[1].capacity: must be 0 or more.'],
      [{ auditors: [{ ...north, capacity: '2' }], cases }, 'auditors[0].capacity: must be a number.'],
      [{ auditors: [{ ...north, team: undefined }], cases }, 'auditors[0].team: is missing.'],
      [{ auditors: [{ ...north, colour: 'red' }], cases }, 'auditors[0].colour: is not known here.'],
      [{ auditors: [north, north], cases: [] }, 'auditors[1].id: N1 stands in the file twice.'],
      [{ auditors: [north], cases: [cases[0], cases[0]] }, 'cases[1].id: C1 stands in the file twice.'],
      [{ auditors: [{ ...north, conflicts: ['C9'] }], cases }, 'auditors[0].conflicts[0]: there is no case C9.'],
      [{ auditors, cases: [{ ...cases[0], markers: 0 }] }, 'cases[0].markers: must be 1 or more.'],
      [{ auditors, cases: [{ ...cases[0], markers: 1.5 }] }, 'cases[0].markers: must be a whole number.'],
      [{ auditors, cases, rules: { minTeamsPerAuditor: -1 } }, 'rules.minTeamsPerAuditor: must be 0 or more.'],
      [{ auditors, cases, rules: { seed: 'one' } }, 'rules.seed: must be a number.'],
    ]
    for (const [content, sentence] of bad) {
      const said = await allocate(content, '--json')
      assert.deepEqual([said.code, said.documents, said.complaints.length], [2, [], 1], JSON.stringify(content))
      if (typeof sentence === 'string') assert.equal(said.complaints[0], sentence)
      else assert.match(said.complaints[0] ?? '', sentence)
    }
  })
})
