import { hash } from 'node:crypto'

/**
 * Drawing a sample that anybody can draw again. Each id of the frame gets the ticket SHA-256(seed + ":" + id); the sample is
 * the ids with the lowest tickets, in the order of their tickets. Everybody in the frame is as likely as everybody else, none
 * is drawn twice, and `printf 'SEED:ID' | sha256sum` repeats it on any machine. An id that is added to the frame later shifts
 * none of the others: at most it takes a place. The seed must be made before anybody sees the frame, and of 128 bits, so that
 * nobody can try seeds until they like what is drawn (the dice that make up the sample authority have 32, and are not for this).
 */
export interface Drawn {
  /** The ids drawn, in the order of their tickets. */
  readonly ids: readonly string[]
  /** How many the sample was drawn from. */
  readonly frameSize: number
  /** SHA-256 in hexadecimal of the frame: its ids in ascending order, each ending with a line feed. */
  readonly frameSha256: string
  readonly seed: string
}

/**
 * Draws `size` ids, or all of them when there are fewer. The order of the frame does not matter. Throws when an id stands in
 * it twice, which would double its chance, or when there is no seed.
 */
export function drawSample(frame: readonly string[], size: number, seed: string): Drawn {
  if (seed === '') throw new Error('a sample is drawn with a seed')
  const ordered = [...frame].sort()
  if (ordered.some((id, at) => id === ordered[at + 1])) throw new Error('an id stands in the frame twice')
  const tickets = ordered.map((id) => ({ id, ticket: hash('sha256', `${seed}:${id}`) }))
  tickets.sort((one, other) => (one.ticket < other.ticket ? -1 : 1))
  return {
    ids: tickets.slice(0, size).map(({ id }) => id),
    frameSize: ordered.length,
    frameSha256: hash('sha256', ordered.map((id) => `${id}\n`).join('')),
    seed,
  }
}
