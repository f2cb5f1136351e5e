import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mediaTypeOf } from './kind.ts'

const kindOf = async (content: string | Buffer, name: string): Promise<string> => {
  const found = await mediaTypeOf(Buffer.from(content), name)
  return found.ok ? found.value : 'refused'
}

test('a letter, a photograph and a note are taken for what they are', async () => {
  assert.equal(await kindOf('%PDF-1.7\n%âãÏÓ\n1 0 obj', 'letter.pdf'), 'application/pdf')
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
  assert.equal(await kindOf(png, 'photo.png'), 'image/png')
  assert.equal(await kindOf('Dear all,\nshe rang at nine.\n', 'note.txt'), 'text/plain')
})

test('a programme called letter.pdf is refused, and so is a web page called note.txt', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
  assert.equal(await kindOf(program, 'letter.pdf'), 'refused')
  assert.equal(await kindOf('<!DOCTYPE html><script>alert(1)</script>', 'note.txt'), 'refused')
  assert.equal(await kindOf(Buffer.from([0xff, 0xfe, 0x00, 0x01]), 'note.txt'), 'refused')
})

test('an old Word file is told from an email by its name only among files of that container', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  assert.equal(await kindOf(compound, 'form.doc'), 'application/msword')
  assert.equal(await kindOf(compound, 'mail.msg'), 'application/vnd.ms-outlook')
  assert.equal(await kindOf(compound, 'thing.bin'), 'refused')
})
