import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { access, allows, asSystem, isOutsider, type Role, roleNames } from '#platform/access'
import { transact } from '#platform/transaction'
import { post, testApp, type Visitor } from '#test/app'
import { staysShut } from '#test/links'
import { listAreas, listLinkRoutes } from '../src/app.ts'
import { newFormToken } from '../src/platform/http/session.ts'

const { app, database, authorityId, signIn } = await testApp()
const routes = listAreas('http://localhost').flatMap(({ pages }) => pages)
const visitors = new Map<Role, Visitor>()
for (const role of roleNames) visitors.set(role, await signIn(role))

/** An address of the route with ids that belong to nothing. */
const addressOf = (pattern: string): string => pattern.replaceAll(/:\w+/g, () => newId())

const visitorOf = (role: Role): Visitor => {
  const visitor = visitors.get(role)
  assert.ok(visitor)
  return visitor
}

test('there are routes and roles to walk', () => {
  assert.ok(routes.length >= 30, `only ${routes.length} routes`)
  assert.equal(visitors.size, roleNames.length)
  assert.ok(Object.values(access).every((permission) => permission.roles.size > 0))
})

for (const { pattern, may, maySubmit } of routes) {
  test(`${pattern} opens for those who may ${may.words}, and for nobody else`, async () => {
    const stranger = await app.inject({ method: 'GET', url: addressOf(pattern) })
    assert.equal(stranger.statusCode, 303)
    assert.match(String(stranger.headers.location), /^\/sign-in/)
    for (const role of roleNames) {
      const { statusCode } = await visitorOf(role).get(addressOf(pattern))
      if (!allows(may, [role])) assert.equal(statusCode, isOutsider([role]) ? 404 : 403, role)
      else assert.ok(statusCode < 500 && statusCode !== 403, `${role}: ${statusCode}`)
    }
  })

  if (maySubmit === null) continue
  test(`${pattern} is sent only by those who may ${maySubmit.words}`, async () => {
    for (const role of roleNames) {
      const { cookie } = visitorOf(role)
      const token = newFormToken(cookie.split('=')[1] ?? '')
      const { statusCode } = await post(app, addressOf(pattern), cookie, { _token: token })
      const isAllowed = allows(may, [role]) && allows(maySubmit, [role])
      if (!isAllowed) assert.equal(statusCode, isOutsider([role]) ? 404 : 403, role)
      else assert.ok(statusCode < 500 && statusCode !== 403, `${role}: ${statusCode}`)
    }
  })
}

const linkRoutes = listLinkRoutes(listAreas('http://localhost'))

test('there are addresses that a link opens to walk', () => {
  assert.ok(linkRoutes.length > 0)
  assert.deepEqual(
    linkRoutes.filter(({ pattern }) => !/\/:token(\.\w+)?$/.test(pattern)),
    [],
  )
})

for (const route of linkRoutes) {
  test(`${route.pattern} opens for nobody without its token, whatever their role`, async () => {
    await staysShut(
      app,
      route,
      roleNames.map((role) => visitorOf(role).cookie),
    )
  })
}

test('every refusal is in the trail, with who asked for what', async () => {
  const partner = visitorOf('partner')
  const id = newId()
  const refused = routes.find(({ pattern, may }) => pattern.split(':').length === 2 && !allows(may, ['partner']))
  assert.ok(refused)
  await partner.get(refused.pattern.replace(/:\w+/, id))
  const entries = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    tx.sql
      .selectFrom('trail.entry')
      .selectAll()
      .where('personId', '=', partner.personId)
      .orderBy('id', 'desc')
      .execute(),
  )
  const [last] = entries
  assert.equal(last?.kind, 'refusal')
  assert.deepEqual(last?.subjects, [id])
  assert.equal(JSON.parse(String(last?.body)).what, `GET ${refused.pattern}`)
})
