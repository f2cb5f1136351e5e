import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDraft, type ToolContent, toolContent } from '../content.ts'
import { madeContent } from '../made-tools.ts'
import { compareTools } from './compare.ts'
import { moveQuestion, moveSection, putQuestion, putSection, removeQuestion, removeSection } from './edit.ts'
import { keyFrom } from './keys.ts'
import { whyNotPublishable } from './publishable.ts'

const typed = {
  text: 'How was it held?',
  guidance: '',
  kind: 'choice',
  isRequired: true,
  asksEvidence: false,
} as const

test('a key is made from the title, says nothing twice, and fits the name of a field', () => {
  assert.equal(keyFrom('The child’s views: alone?', new Set()), 'the-childs-views-alone')
  assert.equal(keyFrom('History', new Set(['history'])), 'history-2')
  assert.equal(keyFrom('2 visits', new Set()), 'visits')
  assert.equal(keyFrom('Écoute à l’enfant', new Set()), 'ecoute-a-lenfant')
  for (const title of ['123', '', 'Constructor', 'ß', 'word '.repeat(40), 'x'.repeat(90)]) {
    const key = keyFrom(title, new Set())
    assert.ok(toolContent.shape.sections.element.shape.key.safeParse(key).success, `${title} made ${key}`)
  }
})

test('a reworded question keeps its key, so that its figures go on', () => {
  const after = putQuestion(madeContent, {
    key: 'held-how',
    sectionKey: 'form',
    typed: { ...typed, text: 'In what form was it held?', choices: ['By video', 'In person', 'By telephone'] },
  })
  assert.deepEqual(after.sections[1]?.questions[0]?.choices, [
    { value: 'video', text: 'By video' },
    { value: 'in-person', text: 'In person' },
    { value: 'by-telephone', text: 'By telephone' },
  ])
  assert.equal(after.sections[1]?.questions[0]?.key, 'held-how')
})

test('a choice with other words is another choice: its figures do not run on under the old one', () => {
  const after = putQuestion(madeContent, {
    key: 'held-how',
    sectionKey: 'form',
    typed: { ...typed, choices: ['By telephone', 'In person'] },
  })
  assert.deepEqual(
    after.sections[1]?.questions[0]?.choices.map(({ value }) => value),
    ['by-telephone', 'in-person'],
  )
})

test('sections and questions move up and down, and not past the ends', () => {
  const order = (content: ToolContent) => content.sections.map(({ key }) => key)
  assert.deepEqual(order(moveSection(madeContent, 'form', 'up')), ['form', 'history'])
  assert.deepEqual(order(moveSection(madeContent, 'form', 'down')), ['history', 'form'])
  const moved = moveQuestion(madeContent, 'siblings', 'up')
  assert.deepEqual(
    moved.sections[0]?.questions.map(({ key }) => key),
    ['siblings', 'chronology'],
  )
})

test('a question taken to another section comes last there and keeps its key', () => {
  const { key: _key, choices: _choices, ...asked } = madeContent.sections[0]?.questions[0] ?? assert.fail()
  const after = putQuestion(madeContent, {
    key: 'chronology',
    sectionKey: 'form',
    typed: { ...asked, choices: [] },
  })
  assert.deepEqual(
    after.sections.map(({ questions }) => questions.map(({ key }) => key)),
    [['siblings'], ['held-how', 'chronology']],
  )
})

test('two versions that ask the same differ in nothing', () => {
  assert.deepEqual(compareTools(madeContent, structuredClone(madeContent)), [])
})

test('what was added, removed, reworded and moved is told by key, not by place', () => {
  const renamed = putSection(moveSection(madeContent, 'form', 'up'), 'history', {
    title: 'History of the family',
    guidance: '',
    isGraded: false,
  })
  const gone = removeQuestion(renamed, 'siblings')
  const after = putQuestion(
    { ...gone, grading: { ...gone.grading, good: 'Safe' } },
    {
      key: 'new-one',
      sectionKey: 'history',
      typed: { ...typed, text: 'Is it new?', kind: 'met', choices: [] },
    },
  )
  const told = compareTools(madeContent, after).map(({ what, where }) => `${what}: ${where}`)
  assert.deepEqual(told, [
    'changed: What Good means',
    'changed: Section “History of the family”, title',
    'changed: Section “History of the family”, grade',
    'added: Question in section “History of the family”',
    'removed: Question in section “History”',
    'changed: Order of the sections',
  ])
  const [grade] = compareTools(madeContent, after)
  assert.deepEqual([grade?.before, grade?.after], ['The child is safer', 'Safe'])
})

test('a removed section is told with the questions that went with it', () => {
  const told = compareTools(madeContent, removeSection(madeContent, 'form')).map(
    ({ what, where }) => `${what}: ${where}`,
  )
  assert.deepEqual(told, ['removed: Section “Form”', 'removed: Question in section “Form”'])
})

test('what keeps a draft from being published names the section and the question', () => {
  assert.deepEqual(whyNotPublishable(madeContent, 'child'), [])
  const oneChoice = putQuestion(madeContent, {
    key: 'held-how',
    sectionKey: 'form',
    typed: { ...typed, choices: ['One'] },
  })
  assert.deepEqual(whyNotPublishable(oneChoice, 'child'), [
    'In section 2 “Form”, question 2.1 “How was it held?”: give at least two choices, or ask it in another way',
  ])
  const hollow = putSection(madeContent, 'hollow', { title: 'Hollow', guidance: '', isGraded: false })
  assert.deepEqual(whyNotPublishable(hollow, 'child'), [
    'Section 3 “Hollow” asks nothing: add a question, grade it, or remove it',
  ])
  const again = putQuestion(madeContent, {
    key: 'again',
    sectionKey: 'form',
    typed: { ...typed, text: 'Is there a chronology?', kind: 'met', choices: [] },
  })
  assert.match(whyNotPublishable(again, 'child').join(), /question 2\.2 “Is there a chronology\?”: it is asked twice/)
  assert.match(whyNotPublishable(madeContent, 'strategy-discussion').join(), /Ask nobody beside the record/)
  assert.deepEqual(whyNotPublishable(emptyDraft, 'child'), [
    'Say what Outstanding means with this tool',
    'Say what Good means with this tool',
    'Say what Requires improvement means with this tool',
    'Say what Inadequate means with this tool',
    'Add at least one section',
  ])
})
