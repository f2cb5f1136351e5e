import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const memory = 19_456
const passes = 2
const parallelism = 1

/** Hashes a password with argon2id into the usual `$argon2id$v=19$m=…,t=…,p=…$salt$hash` text. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const hash = await derive('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength: 32 })
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(nonce)}$${bare(hash)}`
}

/** Whether the password is the one hashed. Without a hash (an unknown name) it takes the same time and answers no. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored ?? '')
  const [, m = memory, t = passes, p = parallelism, salt = '', hash = ''] = parts ?? []
  const expected = parts ? Buffer.from(hash, 'base64') : Buffer.alloc(32)
  const found = await derive('argon2id', {
    message: password,
    nonce: parts ? Buffer.from(salt, 'base64') : Buffer.alloc(16),
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    tagLength: 32,
  })
  return parts !== null && timingSafeEqual(found, expected)
}

const bare = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** NCSC: length beats complexity. Returns what to do, or null when the password will do. */
export function passwordProblem(password: string, signInName: string): string | null {
  if (password.length < 12) return 'Use at least 12 characters: three random words make a good password'
  if (password.length > 200) return 'Use 200 characters or fewer'
  if (password.toLowerCase().includes((signInName.split('@')[0] ?? signInName).toLowerCase()))
    return 'Leave your own name out of it'
  if (new Set(password).size < 5) return 'Use more than a few different characters'
  return null
}
