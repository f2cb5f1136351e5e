import { Temporal } from 'temporal-polyfill'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { listAreas, listJobs } from '../../src/app.ts'
import { asTypedNow } from '../../src/practice/front-door/made-contact.ts'

/** A tool with two versions and a draft of the next, and somebody trained for it. Answers where that stands. */
export async function layDownAuditTools({ address, database, signIn }: Served): Promise<readonly string[]> {
  const job = listJobs(listAreas(address)).find(({ name }) => name === 'audits.bring-tools')
  await job?.run(database, Temporal.Now.instant())
  const head = await signIn('head-of-service')
  const list = await (await head.request.get(`${address}/audits/tools?about=contact`)).text()
  const tool = /\/audits\/tools\/[0-9a-f-]{36}/.exec(list)?.[0] ?? ''
  const send = (path: string, answers: Readonly<Record<string, string>>) => sendForm(head, address + path, answers)
  await send(tool, { from: 'standing' })
  await send(`${tool}/draft/section`, { title: 'Language', guidance: '', isGraded: 'yes' })
  const version = await send(`${tool}/draft/publish`, { whatChanged: 'Language was missing' })
  await send(tool, { from: 'standing' })
  const form = await (await head.request.get(`${address}${tool}/training/add`)).text()
  const personId = /<option value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  const day = asTypedNow().slice(0, 10)
  await send(`${tool}/training/add`, { personId, completedOn: day, expiresOn: '' })
  await head.context().close()
  return [`${tool}/draft`, version, '/audits/tools', '/audits/tools/training']
}
