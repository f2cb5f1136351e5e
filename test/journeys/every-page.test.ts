import assert from 'node:assert/strict'
import { before, describe, it, test } from 'node:test'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import type { Role } from '#platform/access'
import { webhookKey } from '#test/app'
import { faultsOf, serveSample } from '#test/browser'
import { sendForm } from '#test/forms'
import { listAreas, listJobs } from '../../src/app.ts'
import { auditLaidDown } from './audit-laid-down.ts'
import { layDownAuditReports } from './audit-reports-laid-down.ts'
import { layDownAuditTools } from './audit-tools-laid-down.ts'
import { conferenceLaidDown } from './conference-laid-down.ts'
import { layDown } from './laid-down.ts'
import { layDownAudits } from './laid-down-audits.ts'
import { layDownDiscussions } from './laid-down-discussion.ts'
import { mailUndelivered } from './mail-undelivered.ts'
import { mapAgain } from './mapped-again.ts'
import { layDownModeration } from './moderation-laid-down.ts'
import { webhookGivenUp } from './webhook-given-up.ts'

const served = await serveSample()
const { address, database, signIn } = served
const patterns = listAreas(address).flatMap(({ pages }) => pages.map(({ pattern }) => pattern))

/** Pieces of pages and files, which no link opens as a page. */
const notPages = new Set([
  '/duty-board/rows',
  '/imports/:importId/progress',
  '/contacts/record/children',
  '/contacts/:contactId/attachments/:attachmentId',
  '/process-map/versions/:versionId/bpmn',
])

/** Followed for each role: a contact that waits and one that is decided have different links. */
const mostFollowed = 4
/** Looked at, whoever follows: the same page with other names in it teaches nothing new, but contacts differ. */
const mostLookedAt = (pattern: string): number => (pattern === '/contacts/:contactId' ? 3 : 1)

const patternOf = (path: string): string | null => {
  const matches = patterns.filter((pattern) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path))
  // The one with fewest parts left open: /contacts/record is not a contact called record.
  return matches.sort((one, other) => one.split(':').length - other.split(':').length)[0] ?? null
}

const lookedAt = new Map<string, Set<string>>()

/** Follows every link from where it starts and answers what is wrong with the pages it leads to. */
async function walk(page: Page, starts: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = []
  const followed = new Map<string, Set<string>>()
  const waiting = [...starts]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = patternOf(path.split('?')[0] ?? '')
    if (pattern === null || notPages.has(pattern)) continue
    const known = followed.get(pattern) ?? new Set()
    if (known.size >= mostFollowed || known.has(path)) continue
    followed.set(pattern, known.add(path))
    const answer = await page.request.get(address + path)
    if (answer.status() !== 200) faults.push(`${path}: answered ${answer.status()}`)
    else {
      waiting.push(...linksIn(await answer.text()))
      faults.push(...(await look(page, pattern, path)))
    }
  }
  return faults
}

const linksIn = (body: string): readonly string[] =>
  [...body.matchAll(/<a [^>]*href="(\/[^"#]*)/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !/format=|page=|sort=/.test(link))

/** A page at a desk and on a telephone. */
async function look(page: Page, pattern: string, path: string): Promise<readonly string[]> {
  const looked = lookedAt.get(pattern) ?? new Set()
  if (looked.size >= mostLookedAt(pattern) || looked.has(path)) return []
  lookedAt.set(pattern, looked.add(path))
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(address + path)
  const wide = await faultsOf(page)
  await page.setViewportSize({ width: 320, height: 700 })
  const narrow = (await faultsOf(page)).map((fault) => `at 320 px, ${fault}`)
  return [...wide, ...narrow].map((fault) => `${path}: ${fault}`)
}

let laidDown: readonly string[] = []
let forPartner: readonly string[] = []
let forHead: readonly string[] = []
let forAuditor: readonly string[] = []

before(async () => {
  const records = await layDown(address, signIn)
  const children = await childrenFound(records.find((path) => path.includes('/found/')) ?? '')
  const discussions = await layDownDiscussions(served, children)
  laidDown = [
    ...[...discussions.staff, ...records, await mapAgain(address, signIn), await conferenceLaidDown(database)],
    await mailUndelivered(database),
  ]
  forPartner = discussions.partner
  // First: the tools that come with it are brought where there is none.
  const auditTools = await layDownAuditTools(served)
  const audits = await auditLaidDown(served, children[0] ?? '')
  const moderation = await layDownModeration(served, children[0] ?? '')
  forAuditor = [...audits.manager, ...moderation.manager]
  const auditReports = await layDownAuditReports(served)
  forHead = [...auditTools, ...auditReports, ...audits.head, ...moderation.head]
  const analyst = await signIn('performance-analyst')
  const content = 'contact_id,received_at,source,child_id\nC1,31/02/2021,6,K1\nC2,21/11/2021 14:05,6,K2\n'
  const file = { name: 'extract.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  await sendForm(analyst, `${address}/imports`, { file })
  for (const name of ['imports.run', 'unusual-reading.watch', 'strategy-discussions.escalate']) {
    const job = listJobs(listAreas(address)).find((each) => each.name === name)
    await job?.run(database, Temporal.Now.instant())
  }
  await analyst.context().close()
  forHead = [...forHead, ...(await layDownAudits(served))]
  assert.deepEqual(await webhookGivenUp(served, webhookKey), [])
})

/** The children of a search that found some, the last first: the first ones were merged. */
async function childrenFound(path: string): Promise<readonly string[]> {
  const manager = await signIn('duty-manager')
  const body = await (await manager.request.get(address + path)).text()
  await manager.context().close()
  return [...new Set([...body.matchAll(/\/children\/([0-9a-f-]{36})/g)].map(([, id = '']) => id))].reverse()
}

/** The first of them opens nearly every page there is, twice. */
const timeout = 1_800_000

/** Everybody starts at home; those who keep records also from what was laid down. */
const walkers: readonly (readonly [Role, isKeeper: boolean])[] = [
  ['duty-social-worker', false],
  ['duty-manager', true],
  ['service-manager', true],
  ['head-of-service', false],
  ['administrator', false],
  ['performance-analyst', false],
  ['scrutiny-support', false],
  ['partner', false],
]

/** A search is its own searcher's; a decision to hold no discussion is a service manager's to review. */
function isOpenTo(path: string, role: Role): boolean {
  if (path.includes('/found/')) return role === 'duty-manager'
  return !path.endsWith('/not-holding/review') || role === 'service-manager'
}

/** Two at once: while the browser looks at one walker's page, the server answers the other. Walking changes no record. */
describe('every page that a link leads to is sound at a desk and on a telephone', { concurrency: 2 }, () => {
  for (const [role, isKeeper] of walkers) {
    it(`for a ${role}`, { timeout }, async () => {
      const page = await signIn(role)
      const faults = await walk(page, [
        '/',
        ...(role === 'partner' ? forPartner : []),
        ...(role === 'head-of-service' ? forHead : []),
        ...(role === 'service-manager' ? forAuditor : []),
        ...(isKeeper ? laidDown.filter((path) => isOpenTo(path, role)) : []),
      ])
      await page.context().close()
      assert.deepEqual(faults, [])
    })
  }
})

test('no page was left out', () => {
  assert.deepEqual(
    patterns.filter((pattern) => !notPages.has(pattern) && !lookedAt.has(pattern)),
    [],
  )
})
