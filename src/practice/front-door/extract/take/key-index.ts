import { hash } from 'node:crypto'
import { numberList } from './number-list.ts'

/** Numbers keys in the order in which they first come: 0, 1, 2 … */
export interface KeyIndex {
  /** The number of a key; -1 for one that has not come. */
  readonly find: (key: string) => number
  /** The number of a key, which is given one when it has none. */
  readonly take: (key: string) => number
  readonly size: () => number
}

/**
 * A table of many keys, such as every row of a file of a million, in some twenty bytes a key: of each only twelve bytes of its
 * SHA-256 are kept, which tell a hundred million apart.
 */
export function keyIndex(): KeyIndex {
  // Open addressing: each slot holds the number of a key and one, or nothing.
  let slots = new Int32Array(1 << 12)
  const [first, second, third] = [numberList(Uint32Array), numberList(Uint32Array), numberList(Uint32Array)]
  const slotOf = (one: number, two: number, three: number): number => {
    let at = one % slots.length
    for (let held = slots[at]; held; held = slots[at]) {
      if (first.at(held - 1) === one && second.at(held - 1) === two && third.at(held - 1) === three) break
      at = at + 1 === slots.length ? 0 : at + 1
    }
    return at
  }
  const slotFor = (bytes: Buffer): number => slotOf(bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8))
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2)
    for (let number = 0; number < first.length(); number += 1)
      slots[slotOf(first.at(number), second.at(number), third.at(number))] = number + 1
  }
  return {
    find(key) {
      return (slots[slotFor(sha256(key))] ?? 0) - 1
    },
    take(key) {
      const bytes = sha256(key)
      const slot = slotFor(bytes)
      const held = slots[slot]
      if (held) return held - 1
      first.push(bytes.readUInt32LE(0))
      second.push(bytes.readUInt32LE(4))
      third.push(bytes.readUInt32LE(8))
      slots[slot] = first.length()
      if (first.length() * 4 > slots.length * 3) grow()
      return first.length() - 1
    },
    size: first.length,
  }
}

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Four bytes of a text's SHA-256, as a number: tells whether two texts known to be about the same thing are the same. */
export const fingerprint = (text: string): number => sha256(text).readUInt32LE(0)
