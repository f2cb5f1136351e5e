import { hash } from 'node:crypto'

/**
 * How many of `frame` cases are drawn when `percent` of every hundred are. The first draw of a round rounds up, so that a small
 * round has one. Cases that are opened later are drawn in a frame of their own, often of one; there chance rounds, by the seed, so
 * that each is drawn as likely as the percentage says: `printf 'SEED:rounding' | sha256sum`, whose first 8 digits as a share of
 * ffffffff + 1 lie below the fraction to be rounded.
 */
export function shareSize(frame: number, percent: number, seed: string, isFirst: boolean): number {
  // In whole hundredths: 0.07 × 100 is not 7 for a computer.
  const hundredths = frame * percent
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100]
  if (rest === 0) return whole
  if (isFirst) return whole + 1
  const chance = Number.parseInt(hash('sha256', `${seed}:rounding`).slice(0, 8), 16) / 2 ** 32
  return chance < rest / 100 ? whole + 1 : whole
}
