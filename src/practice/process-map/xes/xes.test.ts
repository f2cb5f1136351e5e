import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { type Attributes, readXml } from '#platform/xml'
import { caseRecordsArrived } from '#test/case-records'
import { runCommand } from '#test/commands'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, outcomeArrived } from '#test/late-contacts'
import { caseRecordsProcessEvents } from '../../case-records/process-events.ts'
import { frontDoorProcessEvents } from '../../front-door/process-events.ts'
import { processCommands } from '../commands.ts'
import { csvPieces, type Written, xesPieces } from './write.ts'

const testing = await testDatabase()
const authorityId = 822
const register = processCommands([frontDoorProcessEvents, caseRecordsProcessEvents])
const folder = mkdtempSync(join(tmpdir(), 'los-xes-'))
after(() => rmSync(folder, { recursive: true, force: true }))

before(async () => {
  await openFrontDoor(testing.database, authorityId)
  await transact(testing.database, asSystem(authorityId, 'test'), async (tx) => {
    // The clocks go back in the night between the two.
    const receivedAt = Temporal.Instant.from('2021-10-30T20:15:30Z')
    const contactId = await contactArrived(tx, { receivedAt })
    const decidedAt = Temporal.Instant.from('2021-10-31T20:15:00Z')
    await outcomeArrived(tx, contactId, { decidedAt, knownAt: decidedAt })
    await caseRecordsArrived(tx, contactId, { referral: Temporal.PlainDate.from('2021-11-01') })
  })
})

const run = (...typed: readonly string[]) => runCommand(testing, register, typed)
const span = ['--from', '2021-10-01', '--to', '2021-10-31']

interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly children: Element[]
}

function treeOf(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [] }
  const open = [top]
  readXml(xml, {
    open(name, attributes) {
      const element: Element = { name, attributes, children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    close: () => void open.pop(),
  })
  const [log] = top.children
  assert.ok(log)
  return log
}

test('the command writes XES whose structure is that of the standard’s schema', async () => {
  const file = join(folder, 'log.xes')
  const said = await run('process', 'xes', ...span, '--out', file)
  assert.deepEqual([said.code, said.lines], [0, [`1 case, 3 events written to ${file}.`]])
  const log = treeOf(readFileSync(file, 'utf8'))
  assert.deepEqual(
    [log.name, log.attributes['xes.version'], log.attributes['xmlns']],
    ['log', '2.0', 'http://www.xes-standard.org/'],
  )
  // Extensions, globals, classifiers, the log's attributes, traces: in this order, as the schema's sequence asks.
  const order = ['extension', 'global', 'classifier', 'string', 'trace']
  const places = log.children.map(({ name }) => order.indexOf(name))
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  )
  assert.ok(!places.includes(-1))
  const prefixes = log.children.filter(({ name }) => name === 'extension').map(({ attributes }) => attributes['prefix'])
  const [trace] = log.children.filter(({ name }) => name === 'trace')
  assert.ok(trace)
  const events = trace.children.filter(({ name }) => name === 'event')
  for (const { name, attributes } of [...trace.children, ...events.flatMap(({ children }) => children)]) {
    if (name === 'event') continue
    assert.ok(['string', 'date', 'boolean'].includes(name), name)
    const [prefix, rest] = (attributes['key'] ?? '').split(':')
    assert.ok(rest === undefined || prefixes.includes(prefix), attributes['key'])
  }
  const told = events.map(({ children }) =>
    Object.fromEntries(children.map(({ attributes }) => [attributes['key'], attributes['value']])),
  )
  assert.deepEqual(told, [
    {
      'concept:name': 'Contact received',
      'time:timestamp': '2021-10-30T21:15:30+01:00',
      'org:group': 'Another agency',
      'org:role': 'Referrer',
      'only-day-known': 'false',
    },
    {
      'concept:name': 'Decided: referral for assessment',
      'time:timestamp': '2021-10-31T20:15:00+00:00',
      'org:group': 'Local authority',
      'org:role': 'Decider',
      'only-day-known': 'false',
    },
    {
      'concept:name': 'Referral',
      'time:timestamp': '2021-11-01T00:00:00+00:00',
      'org:group': 'Local authority',
      'org:role': 'Social worker',
      'only-day-known': 'true',
    },
  ])
})

test('a file that cannot be written leaves nothing, and days that cannot be are told', async () => {
  const file = join(folder, 'nowhere', 'log.xes')
  const said = await run('process', 'xes', ...span, '--out', file)
  assert.deepEqual([said.code, said.complaints], [2, [`--out: ${file} cannot be written.`]])
  assert.equal(existsSync(`${file}.unfinished`), false)
  assert.match(
    (await run('process', 'discover', '--from', '31/02/2021', '--to', '2021-10-31')).complaints.join(),
    /^--from: /,
  )
  assert.match(
    (await run('process', 'discover', '--from', '2021-11-02', '--to', '2021-10-31')).complaints.join(),
    /after the last/,
  )
})

test('discovering answers one document for machines and lines for people', async () => {
  const said = await run('process', 'discover', ...span, '--json')
  const [document] = said.documents as {
    cases: number
    happened: Record<string, number>
    flows: { from: string; to: string; count: number }[]
  }[]
  assert.deepEqual([document?.cases, document?.happened['referral']], [1, 1])
  assert.ok(document?.flows.some(({ from, to }) => from === 'contact-received' && to === 'decided-assessment'))
  assert.ok((await run('process', 'discover', ...span)).lines.includes('Start → Contact received: 1'))
})

test('a long log is written in pieces, never whole', async () => {
  const events = [
    {
      activity: 'contact-received' as const,
      at: 0,
      isDay: false,
      contact: 1,
      route: null,
      area: 0,
      agency: 0,
      role: 0,
    },
  ]
  async function* many() {
    for (let batch = 0; batch < 50; batch += 1)
      yield Array.from({ length: 100 }, (_, at) => ({
        child: `${batch}-${at}`,
        cases: [{ events, beganAt: 0, route: 'front-door' as const, area: 0 }],
      }))
  }
  for (const pieces of [xesPieces, csvPieces]) {
    const written: Written = { cases: 0, events: 0 }
    let [longest, count] = [0, 0]
    for await (const piece of pieces(many(), written)) {
      longest = Math.max(longest, piece.length)
      count += 1
    }
    assert.deepEqual(written, { cases: 5000, events: 5000 })
    assert.ok(longest < 80_000 && count > 3, `${count} pieces, the longest ${longest}`)
  }
})
