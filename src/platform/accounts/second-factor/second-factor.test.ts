import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { hashToken, sessionCookie } from '#platform/http'
import { transact } from '#platform/transaction'
import { post, type TestApp, testApp } from '#test/app'
import { listAreas } from '../../../app.ts'
import { hashPassword } from '../password.ts'
import { codeAt } from './totp.ts'

const testshire = await testApp()
const { app, database, authorityId, signIn } = testshire
const password = 'three random words'

/** A partner or somebody of ours with a password, and nothing in their session yet. */
async function withPassword(of: TestApp, ...roles: readonly Role[]) {
  const visitor = await of.signIn(...roles)
  const passwordHash = await hashPassword(password)
  const email = await transact(of.database, asSystem(of.authorityId, 'test'), async (tx) => {
    await tx.sql.updateTable('platform.account').set({ passwordHash }).where('id', '=', visitor.personId).execute()
    const row = await tx.sql
      .selectFrom('platform.account')
      .select('signInName')
      .where('id', '=', visitor.personId)
      .executeTakeFirstOrThrow()
    // As if it had never been set up: the tests' support does that for everybody else.
    await sql`select platform.reset_second_factor(${newId()}, ${visitor.personId}, 'To begin anew')`.execute(tx.sql)
    return row.signInName
  })
  return { personId: visitor.personId, email }
}

/** Gives name and password, and answers the cookie of the session that begins. */
async function begin(email: string): Promise<string> {
  const answer = await post(app, '/sign-in', '', { name: email, password, next: '/' })
  assert.equal(answer.statusCode, 303, answer.body)
  return /los_session=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? ''
}

const get = (cookie: string, url: string) => app.inject({ method: 'GET', url, headers: { cookie } })
const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? ''
const secretIn = (body: string): Buffer => fromBase32(/los-key">([A-Z2-7 ]+)</.exec(body)?.[1] ?? '')
const now = () => Temporal.Now.instant()
const later = (steps: number) => now().add({ seconds: 30 * steps })

function fromBase32(words: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...words.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Sets a second factor up through the page; answers the secret and the recovery codes. */
async function setUp(cookie: string) {
  const page = await get(cookie, '/sign-in/set-up')
  const secret = secretIn(page.body)
  // The code of the step before: the present one is left for the tests.
  const answers = { sealed: hidden(page.body, 'sealed'), code: codeAt(secret, later(-1)), next: '/' }
  const done = await post(app, '/sign-in/set-up', cookie, answers)
  assert.equal(done.statusCode, 200, done.body)
  return {
    secret,
    codes: [...done.body.matchAll(/<li>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})<\/li>/g)].map(([, code = '']) => code),
  }
}

const partner = async () => {
  const made = await withPassword(testshire, 'partner')
  const cookie = await begin(made.email)
  return { ...made, cookie, ...(await setUp(cookie)) }
}

const send = (cookie: string, code: string) => post(app, '/sign-in/code', cookie, { code, next: '/' })

describe('a partner', () => {
  it('sees nothing before the second factor is set up and passed, whatever they ask for', async () => {
    const { email } = await withPassword(testshire, 'partner')
    const cookie = await begin(email)
    const routes = listAreas('http://localhost').flatMap(({ pages }) => pages)
    for (const { pattern } of routes) {
      const { statusCode, headers, body } = await get(
        cookie,
        pattern.replaceAll(/:\w+/g, () => newId()),
      )
      assert.equal(statusCode, 303, pattern)
      assert.match(String(headers.location), /^\/sign-in/, pattern)
      assert.equal(body, '', pattern)
    }
    for (const { pattern } of routes.filter(({ maySubmit }) => maySubmit !== null)) {
      const url = pattern.replaceAll(/:\w+/g, () => newId())
      assert.equal((await post(app, url, cookie, { _token: 'x' })).statusCode, 303, pattern)
    }
    assert.equal((await post(app, '/drafts', cookie, { _form: '/actions/add', what: 'x' })).statusCode, 401)
    const nowhere = await get(cookie, '/no/such/page')
    assert.equal(nowhere.statusCode, 404)
    assert.equal(nowhere.body.includes(email), false)
  })

  it('is led to setting up, and afterwards to where they were going', async () => {
    const { email } = await withPassword(testshire, 'partner')
    const cookie = await begin(email)
    const asked = await get(cookie, '/actions')
    const signInPage = await get(cookie, String(asked.headers.location))
    assert.equal(signInPage.headers.location, '/sign-in/set-up?next=%2Factions')
    assert.equal((await get(cookie, '/sign-in/code')).headers.location, '/sign-in/set-up')
    const { codes } = await setUp(cookie)
    assert.equal(codes.length, 8)
    assert.equal((await get(cookie, '/actions')).statusCode, 200)
  })

  it('is given no roles by PostgreSQL before it is passed, whatever the application asks', async () => {
    const { email } = await withPassword(testshire, 'partner')
    const cookie = await begin(email)
    const token = cookie.replace(`${sessionCookie}=`, '')
    const asked = () =>
      database.kysely.transaction().execute(async (transaction) => {
        const opened = await sql<{ state: string; roles: string[] }>`
          select * from platform.open_request(${hashToken(token)})`.execute(transaction)
        const { rows } = await sql<{ roles: string; agencies: number; actions: number }>`
          select current_setting('los.roles') as roles,
                 (select count(*)::integer from organisation.agency) as agencies,
                 (select count(*)::integer from actions.action_now) as actions`.execute(transaction)
        return { state: opened.rows[0]?.state, held: opened.rows[0]?.roles, ...rows[0] }
      })
    assert.deepEqual(await asked(), { state: 'second-factor', held: [], roles: '', agencies: 0, actions: 0 })
    await setUp(cookie)
    assert.deepEqual(await asked(), { state: 'open', held: ['partner'], roles: 'partner', agencies: 1, actions: 0 })
  })

  it('passes with the code of each session anew, and never with the same code twice', async () => {
    const { email, secret } = await partner()
    const [one, other] = [await begin(email), await begin(email)]
    assert.equal((await get(one, '/')).statusCode, 303)
    const code = codeAt(secret, now())
    const passed = await send(one, code)
    assert.equal(passed.statusCode, 303, passed.body)
    assert.equal((await get(one, '/')).statusCode, 200)
    const replayed = await send(other, code)
    assert.equal(replayed.statusCode, 400)
    assert.match(replayed.body, /This code has been used/)
    assert.equal((await get(other, '/')).statusCode, 303)
    const before = await send(other, codeAt(secret, later(-1)))
    assert.equal(before.statusCode, 400)
    assert.equal((await send(other, codeAt(secret, later(1)))).statusCode, 303)
  })

  it('is not let in by a wrong code, and waits after five of them, for the right one too', async () => {
    const { email, secret } = await partner()
    const cookie = await begin(email)
    const code = codeAt(secret, now())
    const wrong = [...'0123456789'].map((digit) => digit.repeat(6)).filter((each) => each !== code)
    for (const each of wrong.slice(0, 5)) assert.match((await send(cookie, each)).body, /The code is not right/)
    const waits = await send(cookie, code)
    assert.equal(waits.statusCode, 400)
    assert.match(waits.body, /Too many attempts/)
    assert.equal((await get(cookie, '/')).statusCode, 303)
  })

  it('cannot get round the waiting by sending many at once', async () => {
    const { email } = await partner()
    const cookie = await begin(email)
    const answers = await Promise.all(Array.from({ length: 20 }, (_each, at) => send(cookie, `0000${at + 10}`)))
    assert.ok(answers.filter(({ body }) => /The code is not right/.test(body)).length <= 5)
    assert.ok(answers.some(({ body }) => /Too many attempts/.test(body)))
  })

  it('gets in by a recovery code once', async () => {
    const { email, codes } = await partner()
    const [one, other] = [await begin(email), await begin(email)]
    assert.equal((await send(one, codes[0] ?? '')).statusCode, 303)
    assert.equal((await get(one, '/')).statusCode, 200)
    assert.match((await send(other, codes[0] ?? '')).body, /The code is not right/)
    assert.equal((await send(other, (codes[1] ?? '').toLowerCase())).statusCode, 303)
    assert.match((await get(one, '/account')).body, /6 recovery codes left/)
  })

  it('gets new recovery codes for their password, and the old ones open nothing any more', async () => {
    const { email, cookie, codes } = await partner()
    const token = hidden((await get(cookie, '/account')).body, '_token')
    const made = await post(app, '/account', cookie, { _token: token, _password: password, step: 'codes' })
    assert.equal(made.statusCode, 200, made.body)
    const other = await begin(email)
    assert.match((await send(other, codes[0] ?? '')).body, /The code is not right/)
    const fresh = /<li>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})<\/li>/.exec(made.body)?.[1] ?? ''
    assert.equal((await send(other, fresh)).statusCode, 303)
  })

  it('cannot turn it off', async () => {
    const { cookie } = await partner()
    const page = (await get(cookie, '/account')).body
    assert.doesNotMatch(page, /Turn it off/)
    const answers = { _token: hidden(page, '_token'), _password: password, step: 'off' }
    assert.match((await post(app, '/account', cookie, answers)).body, /needs its second factor/)
  })

  it('is set up by their own app alone: a secret sealed for somebody else is not taken', async () => {
    const [one, other] = [await withPassword(testshire, 'partner'), await withPassword(testshire, 'partner')]
    const page = await get(await begin(one.email), '/sign-in/set-up')
    const answers = { sealed: hidden(page.body, 'sealed'), code: codeAt(secretIn(page.body), now()), next: '/' }
    const cookie = await begin(other.email)
    assert.match((await post(app, '/sign-in/set-up', cookie, answers)).body, /open too long/)
    assert.equal((await get(cookie, '/')).statusCode, 303)
  })
})

describe('people of ours', () => {
  it('need none, may turn it on, and then need it in every session until they turn it off', async () => {
    const { email } = await withPassword(testshire, 'duty-manager')
    const [cookie, elsewhere] = [await begin(email), await begin(email)]
    assert.equal((await get(cookie, '/')).statusCode, 200)
    await setUp(cookie)
    assert.equal((await get(cookie, '/')).statusCode, 200)
    assert.equal((await get(elsewhere, '/')).statusCode, 303)
    const answers = { _token: hidden((await get(cookie, '/account')).body, '_token'), _password: password, step: 'off' }
    assert.equal((await post(app, '/account', cookie, answers)).statusCode, 303)
    assert.equal((await get(elsewhere, '/')).statusCode, 200)
  })
})

describe('an administrator', () => {
  it('resets somebody’s second factor with a reason; their sessions end and they set up another', async () => {
    const { email, personId, cookie, secret } = await partner()
    const administrator = await signIn('administrator')
    const address = `/accounts/${personId}/second-factor`
    assert.match((await administrator.send(address, { reason: '' })).body, /Say why/)
    const reset = await administrator.send(address, { reason: 'Lost her telephone; I rang her desk' })
    assert.equal(reset.statusCode, 303, reset.body)
    assert.match((await administrator.get(address)).body, /Lost her telephone/)
    assert.equal((await get(cookie, '/')).statusCode, 303)
    const again = await begin(email)
    assert.equal((await send(again, codeAt(secret, now()))).headers.location, '/sign-in/set-up')
    await setUp(again)
    assert.equal((await get(again, '/')).statusCode, 200)
  })

  it('cannot reset their own, and nobody else can reset anybody’s', async () => {
    const administrator = await signIn('administrator')
    const { personId } = await partner()
    const token = hidden((await administrator.get(`/accounts/${personId}/second-factor`)).body, '_token')
    const own = `/accounts/${administrator.personId}/second-factor`
    const sent = await post(app, own, administrator.cookie, { _token: token, reason: 'Mine' })
    assert.equal(sent.statusCode, 403, sent.body)
    const head = await signIn('head-of-service')
    await assert.rejects(
      transact(database, { kind: 'person', authorityId, personId: head.personId, roles: ['head-of-service'] }, (tx) =>
        sql`select platform.reset_second_factor(${newId()}, ${personId}, 'Because')`.execute(tx.sql),
      ),
      /reset by an administrator/,
    )
  })
})

it('every step is in the trail, and no secret, code or hash is', async () => {
  const { personId, email, secret, codes } = await partner()
  const cookie = await begin(email)
  await send(cookie, '000000')
  await send(cookie, codeAt(secret, now()))
  await (await signIn('administrator')).send(`/accounts/${personId}/second-factor`, { reason: 'Lost' })
  const entries = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    tx.sql.selectFrom('trail.entry').selectAll().where('action', 'like', 'second-factor.%').orderBy('id').execute(),
  )
  const about = entries.filter(({ subjects }) => subjects.includes(personId))
  assert.deepEqual(
    about.map(({ action }) => action),
    ['second-factor.set-up', 'second-factor.failed', 'second-factor.passed', 'second-factor.reset'],
  )
  const told = about.map(({ body }) => String(body)).join('\n')
  for (const word of [secret.toString('base64'), secret.toString('hex'), '000000', ...codes, 'argon2'])
    assert.equal(told.includes(word), false, word)
})

it('the application itself can read no secret and no hash, and write none by itself', async () => {
  for (const attempt of [
    'select sealed_secret from platform.second_factor',
    'select code_hash from platform.recovery_code',
    'delete from platform.second_factor',
    'update platform.recovery_code set used_at = null',
    'update platform.session set second_factor_at = now()',
  ])
    await assert.rejects(
      transact(database, asSystem(authorityId, 'test'), (tx) => sql.raw(attempt).execute(tx.sql)),
      /permission denied/,
      attempt,
    )
})
