/** Draws that anybody can make again from the same seed, fast enough for millions. For reckoning: not for choosing samples. */
export interface Draws {
  /** A whole number from 0 to one below `many`, each as likely as the others (to one part in four thousand million). */
  below(many: number): number
  /** A number from 0 up to, not including, 1. */
  share(): number
}

/** xoshiro128** (Blackman and Vigna, 2018), its state filled from a whole-number seed by splitmix32. */
export function seededDraws(seed: number): Draws {
  let state = seed >>> 0
  const fill = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  const next = (): number => {
    const scrambled = Math.imul(b, 5)
    const drawn = Math.imul((scrambled << 7) | (scrambled >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return drawn >>> 0
  }
  return {
    below: (many) => Math.floor((next() / 0x1_0000_0000) * many),
    share: () => next() / 0x1_0000_0000,
  }
}
