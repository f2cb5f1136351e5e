import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aliasesOf, ethnicities, genders, matchCode, sources } from './annex-a-codes.ts'

const gender = (text: string) => matchCode(text, { entries: genders, aliases: aliasesOf({ b: 'F, girl' }) })
const ethnicity = (text: string) => matchCode(text, { entries: ethnicities, aliases: new Map() })
const source = (text: string) => matchCode(text, { entries: sources, aliases: aliasesOf({ '3A': 'GP, G.P. surgery' }) })

test('a source is known by its code, whatever stands around it', () => {
  for (const text of ['q) 6: Police', '6: Police', '6', 'Q) 6', '6 - Police', 'q)\u00a06:\u00a0Police']) {
    assert.deepEqual(source(text), { code: '6', isPlain: true }, text)
  }
  assert.deepEqual(source('b) 1B: Individual'), { code: '1B', isPlain: true })
  assert.deepEqual(source('1b'), { code: '1B', isPlain: true })
  assert.deepEqual(source('p1) 5D: LA services'), { code: '5D', isPlain: true })
  assert.deepEqual(source('u) 10: Unknown'), { code: '10', isPlain: true })
})

test('the code goes before the letter, which has moved between editions', () => {
  assert.equal(ethnicity('s) NOBT')?.code, 'NOBT')
  assert.equal(ethnicity('t) NOBT')?.code, 'NOBT')
  assert.equal(ethnicity('s) REFU')?.code, 'REFU')
  assert.deepEqual(ethnicity('WBRI - White British'), { code: 'WBRI', isPlain: true })
})

test('the letter goes before the words, and whoever sent it is told', () => {
  assert.deepEqual(gender('b) Female'), { code: 'b', isPlain: true })
  assert.deepEqual(gender('a) Female'), { code: 'a', isPlain: false })
  assert.deepEqual(source('k'), { code: '3E', isPlain: false })
})

test('words alone are enough where they mean one entry', () => {
  assert.deepEqual(gender('Female'), { code: 'b', isPlain: true })
  assert.deepEqual(ethnicity('any other  mixed background'), { code: 'MOTH', isPlain: true })
  assert.deepEqual(source('POLICE'), { code: '6', isPlain: true })
  assert.equal(source('Individual'), null)
  assert.equal(source('Health services'), null)
})

test('other words that an importer knows are taken, and told', () => {
  assert.deepEqual(gender('f'), { code: 'b', isPlain: false })
  assert.deepEqual(source('gp surgery'), { code: '3A', isPlain: false })
})

test('what is in no list is not guessed', () => {
  for (const text of ['', 'Martian', '11: Police station', 'z) 99: Other', '6 Mile House'])
    assert.equal(source(text), null, text)
})
