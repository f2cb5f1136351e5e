import { hash } from 'node:crypto'

/** Numbers keys in the order in which they first come: 0, 1, 2 … */
export interface KeyIndex {
  /** The number of a key; -1 for one that has not come. */
  readonly find: (key: string) => number
  /** The number of a key, which is given one when it has none. */
  readonly take: (key: string) => number
  readonly size: () => number
}

const sixBytes = 6

/**
 * A table of many keys, such as every row of a file of a million, in some thirty bytes a key: of each only twelve bytes of its
 * SHA-256 are kept, which tell a hundred million apart.
 */
export function keyIndex(): KeyIndex {
  // Open addressing: each slot holds the number of a key and one, or nothing.
  let slots = new Int32Array(1 << 12)
  const first: number[] = []
  const second: number[] = []
  const slotOf = (one: number, other: number): number => {
    let at = one % slots.length
    for (let held = slots[at]; held; held = slots[at]) {
      if (first[held - 1] === one && second[held - 1] === other) break
      at = at + 1 === slots.length ? 0 : at + 1
    }
    return at
  }
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2)
    for (let number = 0; number < first.length; number += 1)
      slots[slotOf(first[number] ?? 0, second[number] ?? 0)] = number + 1
  }
  return {
    find(key) {
      const bytes = shortHash(key)
      return (slots[slotOf(bytes.readUIntLE(0, sixBytes), bytes.readUIntLE(sixBytes, sixBytes))] ?? 0) - 1
    },
    take(key) {
      const bytes = shortHash(key)
      const [one, other] = [bytes.readUIntLE(0, sixBytes), bytes.readUIntLE(sixBytes, sixBytes)]
      const slot = slotOf(one, other)
      const held = slots[slot]
      if (held) return held - 1
      first.push(one)
      second.push(other)
      slots[slot] = first.length
      if (first.length * 2 > slots.length) grow()
      return first.length - 1
    },
    size: () => first.length,
  }
}

const shortHash = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Six bytes of a text's SHA-256, as a number: tells whether two texts known to be about the same thing are the same. */
export const fingerprint = (text: string): number => shortHash(text).readUIntLE(0, sixBytes)
