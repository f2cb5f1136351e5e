import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { readExtractRow } from './read-row.ts'
import { at, context, read, said, sound, taken } from './sound-row.ts'

test('a sound row is taken whole and nothing is said about it', () => {
  const { row, warnings, coercions } = read()
  assert.deepEqual([warnings, coercions], [[], []])
  assert.ok(row)
  const { received, child, decision, ...contact } = row
  assert.deepEqual(contact, {
    contactId: '70112',
    recordedAt: at('2021-10-15T13:20Z'),
    source: '6',
    method: 'telephone',
    urgency: 'today',
    concern: 'Found alone at the bus station',
    team: 'Duty and Advice',
    recordedBy: 'A. Khan',
    stillNeeded: '',
  })
  assert.deepEqual(received, {
    isHistory: false,
    at: at('2021-10-15T13:05Z'),
    on: Temporal.PlainDate.from('2021-10-15'),
  })
  assert.deepEqual(child, {
    id: '9212044',
    familyName: 'Green',
    givenName: 'Mia',
    dateOfBirth: Temporal.PlainDate.from('2015-01-25'),
    expectedDate: null,
    gender: 'b',
    ethnicity: 'WBRI',
  })
  assert.deepEqual(decision, {
    outcome: 'no-further-action',
    decidedAt: at('2021-10-15T15:40Z'),
    recordedAt: at('2021-10-15T15:45Z'),
    decidedBy: 'S. Okafor',
    reason: 'Mother had reported her missing within minutes',
  })
})

test('four columns are enough', () => {
  const { contact_id = null, received_at = null, source = null, child_id = null } = sound
  const { row, warnings } = readExtractRow({ contact_id, received_at, source, child_id }, context)
  assert.ok(row)
  assert.equal(row.decision, null)
  assert.deepEqual(warnings, [])
})

test('a row without contact, child, source or receipt is rejected for each, with what to do', () => {
  const { row, rejected } = read({ contact_id: null, child_id: 'NULL', source: '#N/A', received_at: null })
  assert.equal(row, null)
  assert.deepEqual(rejected?.map(({ column }) => column).sort(), ['child_id', 'contact_id', 'received_at', 'source'])
  assert.ok(rejected?.every(({ todo }) => todo.startsWith('Fill')))
})

test('a holding outcome is not an outcome, and says what is still needed', () => {
  for (const outcome of ['Pending', 'FURTHER ENQUIRIES', 'Under review', 'In progress']) {
    const row = taken({ outcome })
    assert.equal(row.decision, null)
    assert.equal(row.stillNeeded, outcome)
    assert.match(said('warnings', { outcome }, 'outcome'), /its clock runs on/)
  }
})

test('an outcome in no list is rejected with those that there are, and never guessed', () => {
  const { rejected } = read({ outcome: 'Progress to MASH' })
  assert.equal(rejected?.[0]?.value, 'Progress to MASH')
  assert.match(rejected?.[0]?.todo ?? '', /Use one of: No further action; Information and advice; Early help/)
})

test('outcomes are known by the words that extracts use', () => {
  const known = {
    NFA: 'no-further-action',
    'Information & Advice': 'information-and-advice',
    'EH Referral': 'early-help',
    'CIN Referral': 'assessment',
    'Strategy Discussion': 'strategy-discussion',
    'already open': 'already-open',
    Transfer: 'transfer',
  }
  for (const [outcome, code] of Object.entries(known)) assert.equal(taken({ outcome }).decision?.outcome, code, outcome)
  assert.equal(said('coercions', { outcome: 'NFA' }, 'outcome'), 'Understood by other words.')
  assert.equal(said('coercions', { outcome: 'no further  action' }, 'outcome'), '')
})

test('a decision without an outcome, a decider or a reason is told', () => {
  assert.match(said('warnings', { outcome: null }, 'decided_at'), /no outcome is given/)
  assert.match(said('warnings', { decided_by: null }, 'decided_by'), /Nobody is named/)
  assert.match(said('warnings', { reason: null }, 'reason'), /No reason is given/)
})

test('an unknown source is kept as not known, with its word; a blank one is rejected', () => {
  assert.equal(taken({ source: 'Individual' }).source, '10')
  assert.deepEqual(read({ source: 'Youth club' }).warnings, [
    {
      column: 'source',
      value: 'Youth club',
      taken: '10',
      reason: 'The source is in no list, or could be several: taken as not known.',
    },
  ])
  assert.equal(taken({ source: 'GP' }).source, '3A')
  assert.equal(said('coercions', { source: 'GP' }, 'source'), 'Understood by other words or by its letter.')
  assert.equal(taken({ source: 'Health: GP' }).source, '3A')
  assert.equal(taken({ source: 6 }).source, '6')
})

test('codes about the child, the method and the urgency that are in no list are left blank and told', () => {
  const odd = { child_gender: 'Q', child_ethnicity: 'XXXX', method: 'pigeon', urgency: 'urgent' }
  const row = taken(odd)
  assert.deepEqual([row.child.gender, row.child.ethnicity, row.method, row.urgency], [null, null, null, null])
  assert.deepEqual(
    read(odd).warnings.map(({ column, value }) => [column, value]),
    [
      ['method', 'pigeon'],
      ['urgency', 'urgent'],
      ['child_gender', 'Q'],
      ['child_ethnicity', 'XXXX'],
    ],
  )
})

test('gender is known with and without its letter', () => {
  for (const gender of ['Female', 'b) Female', 'F', 'female\u00a0']) {
    assert.equal(taken({ child_gender: gender }).child.gender, 'b', gender)
  }
})

test('a date of birth that is blank, unreadable or implausible never loses the child', () => {
  const birth = (child_date_of_birth: string | null) => {
    const { row, warnings } = read({ child_date_of_birth })
    return [row?.child.dateOfBirth?.toString() ?? null, warnings[0]?.reason ?? '']
  }
  assert.deepEqual(birth(null), [null, 'Not given.'])
  assert.match(String(birth('25/01/15')[1]), /four digits.* Left blank\.$/)
  assert.deepEqual(birth('25/01/1995'), ['1995-01-25', '26 years old when the contact was received: check the year.'])
  assert.deepEqual(birth('25/01/2015 00:00'), ['2015-01-25', ''])
})

test('a child not yet born has an expected date, and one born since has a date of birth', () => {
  const expected = taken({ child_date_of_birth: '20/02/2022' }).child
  assert.deepEqual([expected.dateOfBirth, expected.expectedDate?.toString()], [null, '2022-02-20'])
  assert.match(said('coercions', { child_date_of_birth: '20/02/2022' }, 'child_date_of_birth'), /expected/)
  const born = taken({ child_date_of_birth: '28/10/2021' }).child
  assert.equal(born.dateOfBirth?.toString(), '2021-10-28')
  assert.match(
    said('warnings', { child_date_of_birth: '20/09/2022' }, 'child_date_of_birth'),
    /More than 9 months ahead/,
  )
  const long = { received_at: '15/10/2020', recorded_at: null, outcome: null, child_date_of_birth: '28/10/2021' }
  assert.match(said('warnings', long, 'child_date_of_birth'), /Born more than 9 months after/)
})

test('identifiers that a spreadsheet has changed are rejected, because two may have become one', () => {
  const day = { kind: 'date', serial: 44_484, hasTime: false } as const
  for (const contact_id of ['1.23457E+11', '1,2E+17', 1e20, day]) {
    assert.match(said('rejected', { contact_id }, 'contact_id'), /spreadsheet has changed it/)
  }
  assert.equal(taken({ contact_id: 70112 }).contactId, '70112')
  assert.match(said('rejected', { child_id: 'x'.repeat(101) }, 'child_id'), /longer than 100/)
})

test('what people wrote is kept as they wrote it', () => {
  const concern = '=not a formula, "she said"\nNULL'
  assert.equal(taken({ concern }).concern, concern)
  assert.equal(taken({ child_family_name: 'Null' }).child.familyName, 'Null')
  const error = { kind: 'error', text: '#REF!' } as const
  assert.equal(taken({ concern: error }).concern, '')
  assert.match(said('warnings', { concern: error }, 'concern'), /error of the spreadsheet/)
})
