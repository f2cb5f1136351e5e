import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { sendForm } from '#test/forms'
import { asTypedNow } from '../../src/practice/front-door/made-contact.ts'

/** A discussion about a child of the sample that is due, and arranged with both agencies at their desks. Answers its address. */
export async function arrangedDiscussion(address: string, manager: Page, childPath: string): Promise<string> {
  const body = async (path: string) => (await manager.request.get(address + path)).text()
  const reference = /CH-\d+/.exec(await body(childPath))?.[0] ?? ''
  assert.ok(reference, `no reference at ${childPath}`)
  const discussion = await sendForm(manager, `${address}/strategy-discussions/new`, {
    children: reference,
    route: 'open-case',
    reasonableCauseAt: asTypedNow({ hours: -1 }),
    reasonableCause: 'A bruise that the explanation does not fit.',
    decidedToHoldAt: asTypedNow(),
    notTheSameBecause: 'Another injury',
  })
  const [path = ''] = discussion.split('?')
  const form = await body(`${path}/arrange`)
  const [, options = ''] = /name="chairId"[^>]*>([\s\S]*?)<\/select>/.exec(form) ?? []
  await sendForm(manager, `${address}${path}/arrange`, {
    startsAt: asTypedNow({ hours: 3 }),
    minutes: '60',
    form: 'video',
    place: 'https://meet.example.org/room-7',
    chairId: /<option value="([0-9a-f-]{36})"/.exec(options)?.[1] ?? '',
    healthService: 'school-nursing',
    others: 'school',
    'school.name': 'The head teacher',
    'school.email': 'head@school.example.org',
  })
  return path
}
