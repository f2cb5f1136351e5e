/** A repeatable source of chance: the same seed gives the same sample, on every machine. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  pick<T>(choices: readonly T[]): T
  /** One of the keys, each as likely as its weight. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key
  happens(share: number): boolean
  /** A whole number whose average is `mean`: how many of something that comes by itself comes in one go. */
  howMany(mean: number): number
}

/** Mulberry32: small, fast, and good enough to make up people with. Never for secrets. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick<T>(choices: readonly T[]): T {
      const chosen = choices[below(choices.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
      const keys = Object.keys(weights) as Key[]
      let total = 0
      for (const key of keys) total += weights[key]
      let left = next() * total
      for (const key of keys) {
        left -= weights[key]
        if (left < 0) return key
      }
      throw new Error('nothing to weigh')
    },
    happens: (share) => next() < share,
    howMany: (mean) => poisson(next, mean),
  }
}

/** Poisson by counting for small means; by the bell curve, which it then all but is, for large ones. */
function poisson(next: () => number, mean: number): number {
  if (mean > 40) {
    const bell = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell))
  }
  const limit = Math.exp(-mean)
  let many = 0
  for (let product = next(); product > limit; product *= next()) many += 1
  return many
}

/** A seed of its own for one part of a sample: what happens in one part then never shifts the chances of another. */
export function seedOf(seed: number, part: string, number: number): number {
  let mixed = (0x811c9dc5 ^ seed) >>> 0
  for (const letter of `${part}:${number}`) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d) >>> 0
  return (mixed ^ (mixed >>> 15)) >>> 0
}

const hex = Array.from({ length: 256 }, (_each, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A version 7 id as the product makes them (the moment first, so that index pages stay dense), with the rest from the dice:
 * the same seed gives the same ids.
 */
export function madeId(dice: Chance, atMilliseconds: number): string {
  const at = Math.max(0, Math.floor(atMilliseconds)).toString(16).padStart(12, '0')
  const [one, two, three] = [fourBytes(dice), fourBytes(dice), fourBytes(dice)]
  return `${at.slice(0, 8)}-${at.slice(8)}-7${one.slice(1, 4)}-${'89ab'[dice.below(4)]}${two.slice(1, 4)}-${two.slice(4)}${three}`
}

function fourBytes(dice: Chance): string {
  const drawn = Math.floor(dice.next() * 4_294_967_296)
  return `${hex[drawn >>> 24]}${hex[(drawn >>> 16) & 255]}${hex[(drawn >>> 8) & 255]}${hex[drawn & 255]}`
}
