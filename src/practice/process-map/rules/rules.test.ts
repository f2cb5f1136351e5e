import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import type { Activity } from '#kernel/process-activities'
import { answerOf } from '#test/outcome'
import { firstMap } from '../first-map.ts'
import { compareMaps } from './compare.ts'
import { emptyDocument, type Flow, type MapDocument, type Step } from './document.ts'
import { putFlow, putLane, putStep, removeLane, removeStep } from './edit.ts'
import { looseEnds } from './loose-ends.ts'
import { mappedProcess, recordsBefore } from './mapped.ts'

const map = firstMap({ id: newId(), name: 'Ruth Adeyemi' })

const named = (name: string): Step => {
  const step = map.steps.find((each) => each.name === name)
  assert.ok(step, name)
  return step
}

const withStep = (step: Step): MapDocument => answerOf(putStep(map, step)).document

const told = (before: MapDocument, after: MapDocument): readonly string[] =>
  compareMaps(before, after).map(
    ({ about, kind, name, detail }) => `${about} ${kind}: ${name}${detail && ` (${detail})`}`,
  )

test('two versions that say the same have no difference', () => {
  assert.deepEqual(told(map, structuredClone(map)), [])
})

test('a changed limit, a moved step and a new name are told in words', () => {
  const discuss = named('Hold the strategy discussion')
  assert.ok(discuss.standard)
  assert.deepEqual(told(map, withStep({ ...discuss, standard: { ...discuss.standard, amount: 16 } })), [
    'Standard time changed: Hold the strategy discussion (from “24 elapsed hours from Call a strategy discussion (Local standard)” to “16 elapsed hours from Call a strategy discussion (Local standard)”)',
  ])
  const police = map.lanes.find(({ name }) => name === 'Police')
  const moved = withStep({ ...named('Take the referral'), name: 'Accept the referral', laneId: police?.id ?? '' })
  assert.deepEqual(told(map, moved), [
    'Step changed: Accept the referral (Name: from “Take the referral” to “Accept the referral”; Lane: from “Area team” to “Police”)',
  ])
})

test('a removed step takes its flows and barriers with it, and all of it is told', () => {
  const { document } = answerOf(removeStep(map, named('Circulate the record').id))
  assert.deepEqual(told(map, document), [
    'Step removed: Circulate the record',
    'Flow removed: Start the section 47 enquiry to Circulate the record',
    'Flow removed: Circulate the record to Authorise the assessment',
    'Barrier removed: Partners cannot open the council’s encrypted mail',
  ])
})

test('a standard that was counted from a removed step is counted from what comes before', () => {
  const { document } = answerOf(removeStep(map, named('Take the referral').id))
  assert.equal(document.steps.find(({ name }) => name === 'Authorise the assessment')?.standard?.countsFrom, null)
})

test('a lane with steps in it stays, and two lanes never have the same name', () => {
  const [referrer] = map.lanes
  assert.equal(removeLane(map, referrer?.id ?? '').ok, false)
  assert.equal(putLane(map, { id: newId(), name: ' police', agency: 'police' }).ok, false)
})

test('nothing leads into a start or out of an end, and a record belongs to one step', () => {
  const flow = (from: string, to: string): Flow => ({
    id: newId(),
    from: named(from).id,
    to: named(to).id,
    condition: '',
    after: [],
  })
  assert.equal(putFlow(map, flow('Take the referral', 'Somebody worries about a child')).ok, false)
  assert.equal(putFlow(map, flow('Child protection plan decided', 'Take the referral')).ok, false)
  assert.equal(putFlow(map, flow('Take the referral', 'Take the referral')).ok, false)
  assert.equal(putStep(map, { ...named('Start the assessment'), activities: ['referral'] }).ok, false)
})

test('a map with loose ends says which, and the first map has none', () => {
  assert.deepEqual(looseEnds(map), [])
  assert.deepEqual(looseEnds(emptyDocument), [
    'There is no lane yet: add one for each agency.',
    'Nothing says where it begins: add a start.',
    'Nothing says where it ends: add an end.',
  ])
  const cut = { ...map, flows: map.flows.filter(({ to }) => to !== named('Take the referral').id) }
  assert.deepEqual(looseEnds(cut), ['Nothing leads to “Take the referral”.'])
})

test('what may follow what goes through gateways, and only after the outcome that a flow stands for', () => {
  const { flows } = mappedProcess(map)
  const after = (from: Activity): readonly string[] => flows.filter((flow) => flow.from === from).map(({ to }) => to)
  assert.deepEqual(
    flows.filter(({ from }) => from === 'start').map(({ to }) => to),
    ['contact-received'],
  )
  assert.deepEqual(after('decided-no-further-action'), ['end'])
  assert.deepEqual(after('decided-assessment'), ['referral'])
  assert.deepEqual(after('decided-strategy-discussion'), ['discussion-due'])
  assert.deepEqual(after('assessment-started'), ['discussion-due', 'assessment-authorised'])
  assert.deepEqual(after('assessment-authorised'), ['conference-held', 'end'])
})

test('at a gateway the records that can be the last are those of the steps that lead to it', () => {
  assert.deepEqual(recordsBefore(map, named('Is the child at continuing risk?').id), ['assessment-authorised'])
  assert.equal(recordsBefore(map, named('Which outcome?').id).length, 7)
})

test('standard times are measured between the records of the steps', () => {
  const conference = mappedProcess(map).standards.find(({ name }) => name.includes('conference'))
  assert.deepEqual(
    [conference?.limit, conference?.unit, [...(conference?.from ?? [])], [...(conference?.to ?? [])]],
    [15, 'working-days', ['section-47-started'], ['conference-held']],
  )
})
