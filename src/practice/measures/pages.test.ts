import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'

const { database, authorityId, signIn } = await testApp()
const analyst = await signIn('performance-analyst')
const scrutiny = await signIn('scrutiny-support')
const partner = await signIn('partner')

const monday = Temporal.PlainDate.from('2021-10-18')
const measure = '/measures/outcome-within-24-hours'
const autumn = '?from=2021-10-18&until=2021-10-31'

/** Ten contacts on a Monday of which three were late, and seven a week after, all in time. */
before(() =>
  transact(database, asSystem(authorityId, 'test'), async (tx) => {
    for (let place = 0; place < 17; place += 1) {
      const day = place < 10 ? monday : monday.add({ weeks: 1 })
      const receivedAt = day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:00' }).toInstant()
      const contactId = await contactArrived(tx, { receivedAt })
      const knownAt = receivedAt.add({ hours: place < 3 ? 30 : 4 })
      await outcomeArrived(tx, contactId, { decidedAt: knownAt, knownAt })
    }
  }),
)

test('the page of measures asks its questions and answers each with what it rests on', async () => {
  const { statusCode, body } = await analyst.get('/measures')
  assert.equal(statusCode, 200)
  assert.match(body, /Does every contact have an outcome within 24 hours\?/)
  assert.match(body, /Nothing to measure/)
})

test('a measure answers in a sentence, as a chart and in a table', async () => {
  const { statusCode, body } = await analyst.get(measure + autumn)
  assert.equal(statusCode, 200, body)
  assert.match(body, /18 Oct 2021 to 31 Oct 2021: 82% \(14 of 17\)/)
  assert.match(body, /70% \(7 of 10\)/)
  assert.equal(body.match(/role="img"/g)?.length, 2)
  assert.match(body, /What is counted/)
})

test('a share split by source is drawn group by group', async () => {
  const { body } = await analyst.get(`${measure}${autumn}&split=source`)
  assert.match(body, /School/)
  assert.match(body, /By source, 18 Oct 2021 to 31 Oct 2021/)
})

test('each outcome is a share of all, the largest in the sentence', async () => {
  const { body } = await analyst.get(`/measures/outcome-mix${autumn}`)
  assert.match(body, /most often referral for assessment, 100% \(17 of 17\)/)
})

test('the table can be taken away as a file, in numbers', async () => {
  const { headers, body } = await analyst.get(`${measure}${autumn}&format=csv`)
  assert.match(String(headers['content-disposition']), /outcome-within-24-hours-\d{4}-\d\d-\d\d\.csv/)
  assert.deepEqual(body.replace('\uFEFF', '').trim().split('\r\n'), [
    'Week beginning,Share,Numerator,Out of,Withheld',
    '2021-10-18,0.7,7,10,',
    '2021-10-25,1,7,7,',
  ])
})

test('readers outside practice see weeks alone, and no small number in page or file', async () => {
  const { body } = await scrutiny.get(`${measure}${autumn}&by=day`)
  assert.match(body, /Withheld: small numbers/)
  assert.doesNotMatch(body, /7 of 10|value="day"/)
  const file = await scrutiny.get(`${measure}${autumn}&format=csv`)
  assert.match(file.body, /2021-10-18,,,,yes: small numbers/)
})

test('a day that is none, a time too long and a split it does not have are told in a sentence', async () => {
  const refused = {
    '?from=31/02/2021': /400|Write a day/,
    '?from=2021-11-02&until=2021-11-01': /The first day comes after the last/,
    '?from=2001-01-01&until=2021-01-01': /at most 10 years/,
    '?from=2020-01-01&until=2021-12-01&by=day': /so many days cannot be read/,
    '?split=outcome': /cannot be split that way/,
  }
  for (const [query, words] of Object.entries(refused)) {
    const { statusCode, body } = await analyst.get(measure + query)
    assert.equal(statusCode, 400, query)
    assert.match(body, words)
  }
  assert.equal((await analyst.get('/measures/nonsense')).statusCode, 404)
})

test('a partner is told of no measures', async () => {
  assert.equal((await partner.get('/measures')).statusCode, 404)
  assert.equal((await partner.get(measure)).statusCode, 404)
})
