import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { chromium } from 'playwright-core'
import { newId } from '#kernel/ids'
import { firstMap } from '../first-map.ts'
import { compareMaps } from '../rules/compare.ts'
import type { MapDocument } from '../rules/document.ts'
import { type BpmnRead, readBpmn } from './read.ts'
import { writeBpmn } from './write.ts'

const viewer = new URL(import.meta.resolve('bpmn-js/dist/bpmn-viewer.production.min.js'))
const map = firstMap({ id: newId(), name: 'Ruth Adeyemi' })

async function taken(xml: string): Promise<BpmnRead> {
  const read = await readBpmn(xml)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

const refusal = async (xml: string): Promise<string> => {
  const read = await readBpmn(xml)
  return read.ok ? '' : read.problems.map(({ message }) => message).join(' ')
}

test('a map goes out as BPMN and comes back whole: lanes, steps, flows, standard times and barriers', async () => {
  const back = await taken(await writeBpmn('From contact to conference', map))
  assert.equal(back.name, 'From contact to conference')
  assert.deepEqual(compareMaps(map, back.document), [])
  assert.deepEqual(
    back.document.steps.map(({ activities }) => activities),
    map.steps.map(({ activities }) => activities),
  )
  assert.deepEqual(
    back.document.flows.map(({ after }) => after),
    map.flows.map(({ after }) => after),
  )
  assert.deepEqual(back.notTaken, [])
})

test('words that look like markup come back as they were typed', async () => {
  const typed = '<b>“Tom & Jerry’s” ]]> clinic</b>'
  const odd: MapDocument = {
    ...map,
    barriers: map.barriers.map((barrier) => ({ ...barrier, what: typed })),
    steps: map.steps.map((step) => ({ ...step, name: typed, note: typed })),
  }
  const back = await taken(await writeBpmn(typed, odd))
  assert.deepEqual(compareMaps(odd, back.document), [])
})

test('the exported file opens in a public viewer, which draws every lane, step and flow', async () => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  after(() => browser.close())
  const page = await browser.newPage()
  await page.setContent('<div id="canvas"></div>')
  await page.addScriptTag({ content: readFileSync(viewer, 'utf8') })
  const xml = await writeBpmn('From contact to conference', map)
  const shown = await page.evaluate<{ warnings: number; drawn: { type: string; id: string; name: string }[] }>(
    `(async () => {
      const viewer = new BpmnJS({ container: '#canvas' })
      const { warnings } = await viewer.importXML(${JSON.stringify(xml)})
      const drawn = viewer.get('elementRegistry').filter((each) => each.type !== 'label' && !each.labelTarget)
      return { warnings: warnings.length, drawn: drawn.map(({ type, id, businessObject }) => ({ type, id, name: businessObject.name ?? '' })) }
    })()`,
  )
  assert.equal(shown.warnings, 0)
  const drawn = new Map(shown.drawn.map(({ id, name }) => [id, name]))
  for (const { id, name } of map.lanes) assert.equal(drawn.get(`Lane_${id}`), name)
  for (const { id, name } of map.steps) assert.equal(drawn.get(`Step_${id}`), name)
  for (const { id, condition } of map.flows) assert.equal(drawn.get(`Flow_${id}`), condition)
  assert.equal(shown.drawn.filter(({ type }) => type === 'bpmn:Lane').length, map.lanes.length)
})

const foreign = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:acme="http://acme.example" id="d" targetNamespace="t">
  <collaboration id="c"><participant id="p1" name="Council" processRef="a"/><participant id="p2" name="County Police" processRef="b"/>
    <messageFlow id="m" name="Invitation" sourceRef="t1" targetRef="t2"/></collaboration>
  <process id="a"><laneSet id="ls"><lane id="l1" name="Duty team"><flowNodeRef>s</flowNodeRef><flowNodeRef>t1</flowNodeRef><flowNodeRef>g</flowNodeRef></lane></laneSet>
    <startEvent id="s"><messageEventDefinition id="md"/></startEvent><userTask id="t1" name="Invite"/><inclusiveGateway id="g" name="Who?"/>
    <endEvent id="e" name="Done"/><subProcess id="sub" name="Prepare"><task id="in" name="Hidden"/></subProcess>
    <sequenceFlow id="f1" sourceRef="s" targetRef="t1"/><sequenceFlow id="f2" sourceRef="t1" targetRef="g"/>
    <sequenceFlow id="f3" name="all" sourceRef="g" targetRef="e"/><sequenceFlow id="f4" sourceRef="g" targetRef="in"/>
    <dataObjectReference id="do" name="The file"/><textAnnotation id="ta"><text>Ask Jo</text></textAnnotation></process>
  <process id="b"><manualTask id="t2" name="Attend"/></process>
</definitions>`

test('another program’s file comes in with what it has, and says what was not taken', async () => {
  const { document, notTaken } = await taken(foreign)
  assert.deepEqual(
    document.lanes.map(({ name, agency }) => [name, agency]),
    [
      ['Duty team', 'local-authority'],
      ['Council', 'local-authority'],
      ['County Police', 'police'],
    ],
  )
  assert.deepEqual(
    document.steps.map(({ name, kind }) => [name, kind]),
    [
      ['', 'start'],
      ['Invite', 'task'],
      ['Who?', 'decision'],
      ['Done', 'end'],
      ['Prepare', 'task'],
      ['Attend', 'task'],
    ],
  )
  assert.deepEqual(
    document.flows.map(({ condition }) => condition),
    ['', '', 'all', 'Invitation'],
  )
  const told = notTaken.join('\n')
  assert.match(told, /begins with a message/)
  assert.match(told, /“Who\?” is another kind of gateway/)
  assert.match(told, /“Prepare” holds a process of its own/)
  assert.match(told, /Data object reference “The file”/)
  assert.match(told, /Text annotation “Ask Jo”/)
  assert.match(told, /A flow whose ends are not among the steps/)
})

test('a document type is refused before it is read, and so are a file that is too large and one that is something else', async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>${foreign.replace(/^.*\n/, '').replace('Invite', '&b;')}`
  assert.match(await refusal(bomb), /document type/)
  assert.match(await refusal(foreign + ' '.repeat(2_000_000)), /larger than 2 MB/)
  assert.match(await refusal('<html></html>'), /not a BPMN 2\.0 file/)
  assert.match(await refusal('name,lane\nInvite,Council'), /not a BPMN 2\.0 file/)
  assert.match(
    await refusal('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"/>'),
    /no process in this file/,
  )
})
