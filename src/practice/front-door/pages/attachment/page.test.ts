import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type Visitor } from '#test/app'
import { contactAnswers } from '../../made-contact.ts'

const { app, signIn } = await testApp()
const worker = await signIn('duty-social-worker')

async function attach(visitor: Visitor, contact: string, filename: string, content: string) {
  const form = await visitor.get(`${contact}/attachments/add`)
  const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const boundary = 'line-of-sight'
  const field = (name: string, value: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
  const payload = `${field('_token', token)}${field('description', 'The form')}${field('file', content, `; filename="${filename}"`)}--${boundary}--\r\n`
  const headers = { cookie: visitor.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` }
  return app.inject({ method: 'POST', url: `${contact}/attachments/add`, headers, payload })
}

test('a file is attached by its content, and comes back as it was', async () => {
  const sent = await worker.send('/contacts/record', contactAnswers({ 'child.0.givenName': 'Mia' }))
  const contact = String(sent.headers.location)
  const attached = await attach(worker, contact, 'note.txt', 'She rang at nine.')
  assert.equal(attached.statusCode, 303, attached.body)
  const body = (await worker.get(contact)).body
  const href = new RegExp(`href="(${contact}/attachments/[0-9a-f]{8}-[0-9a-f-]+)"`).exec(body)?.[1] ?? ''
  const file = await worker.get(href)
  assert.equal(file.body, 'She rang at nine.')
  assert.match(String(file.headers['content-disposition']), /^attachment/)
})

test('a file that is not what its name says is refused with a sentence', async () => {
  const sent = await worker.send('/contacts/record', contactAnswers({ 'child.0.givenName': 'Tom' }))
  const contact = String(sent.headers.location)
  const refused = await attach(worker, contact, 'letter.pdf', `MZ${'\0'.repeat(200)}`)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /This one is something else, whatever its name says/)
  const none = await attach(worker, contact, '', '')
  assert.match(none.body, /Choose a file to attach/)
})
