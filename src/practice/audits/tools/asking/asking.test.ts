import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formState, readAnswers } from '#platform/http'
import { toolContent } from '../content.ts'
import { questionsForm } from './form.ts'
import { answersSchema } from './schema.ts'
import { answersView } from './view.ts'

const question = (key: string, more: Record<string, unknown> = {}) => ({
  key,
  text: `Was ${key} seen?`,
  kind: 'met',
  ...more,
})

const content = toolContent.parse({
  introduction: 'Read the record first.',
  grading: { outstanding: 'O', good: 'G', 'requires-improvement': 'R', inadequate: 'I' },
  voices: [],
  sections: [
    {
      key: 'history',
      title: 'History',
      isGraded: true,
      questions: [
        question('chronology', { guidance: 'Look for the years before.\nAnd for <siblings>.' }),
        question('note', { kind: 'text', isRequired: false, asksEvidence: false }),
      ],
    },
    {
      key: 'time',
      title: 'Time',
      isGraded: false,
      questions: [
        question('held-on', { kind: 'day', asksEvidence: false }),
        question('visits', { kind: 'number', asksEvidence: false }),
        question('form', { kind: 'choice', asksEvidence: false, choices: [{ value: 'video', text: 'By video' }] }),
        question('voice', { kind: 'grade', asksEvidence: false }),
      ],
    },
  ],
})

const whole = {
  'answers.chronology.answer': 'partly',
  'answers.chronology.evidence': 'Case note of 3 May',
  'answers.note.answer': '',
  'answers.held-on.answer': '21/11/2026',
  'answers.visits.answer': '3',
  'answers.form.answer': 'video',
  'answers.voice.answer': 'good',
  'sections.history.grade': 'requires-improvement',
  'sections.history.reason': 'The brother is missing',
  'overall.grade': 'good',
  'overall.reason': 'He is safer now',
}

const stateOf = (typed: Record<string, string> | null, problems: readonly { field: string; message: string }[] = []) =>
  formState({ action: '/here', token: 'token', draftSavedAt: null, typed, problems })

test('a whole audit is read by the keys of its questions and sections', () => {
  const read = readAnswers(answersSchema(content), { ...whole, 'answers.made-up.answer': 'yes' })
  assert.deepEqual(read.ok && JSON.parse(JSON.stringify(read.value)), {
    answers: {
      chronology: { answer: 'partly', evidence: 'Case note of 3 May' },
      note: { answer: null, evidence: '' },
      'held-on': { answer: '2026-11-21', evidence: '' },
      visits: { answer: 3, evidence: '' },
      form: { answer: 'video', evidence: '' },
      voice: { answer: 'good', evidence: '' },
    },
    sections: { history: { grade: 'requires-improvement', reason: 'The brother is missing' } },
    overall: { grade: 'good', reason: 'He is safer now' },
  })
})

test('each complaint names its question, and stands at its field', () => {
  const read = readAnswers(answersSchema(content), {})
  assert.ok(!read.ok && read.kind === 'invalid')
  assert.deepEqual(
    read.problems.map(({ field, message }) => `${field}: ${message}`),
    [
      'answers.chronology.answer: Choose an answer to question 1.1, “Was chronology seen?”',
      'answers.held-on.answer: Enter a date for question 2.1, “Was held-on seen?”',
      'answers.visits.answer: Enter a number for question 2.2, “Was visits seen?”',
      'answers.form.answer: Choose an answer to question 2.3, “Was form seen?”',
      'answers.voice.answer: Choose a grade for question 2.4, “Was voice seen?”',
      'sections.history.grade: Choose a grade for the section “History”',
      'sections.history.reason: Give the reason for the grade of the section “History”',
      'overall.grade: Choose a grade for the work as a whole',
      'overall.reason: Give the reason for the grade of the work as a whole',
    ],
  )
})

test('an answer without evidence is not one, and neither is "not applicable" without a reason', () => {
  const messageFor = (typed: Record<string, string>) => {
    const read = readAnswers(answersSchema(content), { ...whole, ...typed })
    return read.ok ? [] : read.kind === 'invalid' ? read.problems.map(({ message }) => message) : []
  }
  assert.deepEqual(messageFor({ 'answers.chronology.evidence': ' ' }), [
    'Say where in the record you saw the answer to question 1.1, “Was chronology seen?”',
  ])
  assert.deepEqual(messageFor({ 'answers.chronology.answer': 'not-applicable', 'answers.chronology.evidence': '' }), [
    'Say why question 1.1, “Was chronology seen?” does not apply',
  ])
  assert.deepEqual(messageFor({ 'answers.chronology.answer': 'perhaps' }), [
    'Choose an answer to question 1.1, “Was chronology seen?”',
  ])
  assert.deepEqual(messageFor({ 'answers.held-on.answer': '31/02/2026' }).length, 1)
  assert.deepEqual(messageFor({ 'answers.visits.answer': 'many' }).length, 1)
})

test('nothing is chosen beforehand, and guidance is said as it was written, escaped', () => {
  const page = questionsForm(stateOf(null), content).toString()
  assert.doesNotMatch(page, / checked/)
  assert.match(page, /Look for the years before\.<br>And for &lt;siblings&gt;\./)
  assert.match(page, /1\.2 Was note seen\? \(optional\)/)
  assert.ok(!page.includes('answers.note.evidence'))
  for (const name of Object.keys(whole)) assert.ok(page.includes(`name="${name}"`), name)
})

test('what was typed comes back with what is wrong beside it', () => {
  const problems = [{ field: 'answers.chronology.evidence', message: 'Say where you saw it' }]
  const page = questionsForm(stateOf({ ...whole, 'answers.chronology.evidence': '' }, problems), content).toString()
  assert.match(page, /Say where you saw it/)
  assert.match(page, /value="partly" checked/)
  assert.match(page, />The brother is missing</)
})

test('an audit that is put right begins with what was answered, and a finished one is read in words', () => {
  const read = readAnswers(answersSchema(content), whole)
  assert.ok(read.ok)
  assert.match(questionsForm(stateOf(null), content, read.value).toString(), /value="partly" checked/)
  const page = answersView(content, read.value).toString()
  for (const words of [
    'Partly',
    'Case note of 3 May',
    'Not answered',
    '21 Nov 2026',
    'By video',
    'Requires improvement',
  ])
    assert.ok(page.includes(words), words)
})
