import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawSample } from './sampling.ts'

const frame = Array.from({ length: 40 }, (_each, at) => `C-2111-${String(at + 1).padStart(4, '0')}`)
const sha256sum = (text: string): string => execFileSync('sha256sum', { input: text }).toString().slice(0, 64)

test('the same seed and frame give the same sample, whatever the order of the frame', () => {
  const drawn = drawSample(frame, 10, 'a seed')
  assert.equal(new Set(drawn.ids).size, 10)
  assert.deepEqual(drawSample([...frame].reverse(), 10, 'a seed'), drawn)
  assert.notDeepEqual(drawSample(frame, 10, 'another seed').ids, drawn.ids)
})

test('somebody with nothing but sha256sum draws the same sample, and knows that the frame is the same', () => {
  const drawn = drawSample(frame, 5, 'seed of November')
  const byHand = frame
    .map((id) => [sha256sum(`seed of November:${id}`), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  assert.deepEqual(
    drawn.ids,
    byHand.slice(0, 5).map(([, id]) => id),
  )
  assert.equal(drawn.frameSha256, sha256sum(`${frame.join('\n')}\n`))
  assert.equal(drawn.frameSize, 40)
})

test('a sample is of the frame, without anybody twice, and no larger than it', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 })
  fc.assert(
    fc.property(ids, fc.nat(40), fc.string({ minLength: 1 }), (anyFrame, size, seed) => {
      const drawn = drawSample(anyFrame, size, seed)
      assert.equal(drawn.ids.length, Math.min(size, anyFrame.length))
      assert.equal(new Set(drawn.ids).size, drawn.ids.length)
      assert.ok(drawn.ids.every((id) => anyFrame.includes(id)))
    }),
  )
})

test('one that comes into the frame later takes at most one place, and shifts nobody else', () => {
  const before = drawSample(frame, 10, 's').ids
  const after = drawSample([...frame, 'C-2111-0041'], 10, 's').ids
  assert.ok(after.filter((id) => !before.includes(id)).every((id) => id === 'C-2111-0041'))
})

test('over many seeds everybody is drawn about as often', () => {
  const times = new Map<string, number>()
  for (let at = 0; at < 2000; at += 1)
    for (const id of drawSample(frame, 10, `seed ${at}`).ids) times.set(id, (times.get(id) ?? 0) + 1)
  // 500 expected; a standard deviation is 19.
  for (const id of frame) assert.ok(Math.abs((times.get(id) ?? 0) - 500) < 100, `${id}: ${times.get(id)}`)
})

test('an id that stands in the frame twice is refused, and so is drawing without a seed', () => {
  assert.throws(() => drawSample(['a', 'b', 'a'], 1, 's'), /twice/)
  assert.throws(() => drawSample(['a'], 1, ''), /seed/)
})
