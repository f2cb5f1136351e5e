import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes pieces of text to a file while the transaction is open, and answers the file as a stream to be sent after it has committed:
 * a page is sent only when its trail is written, and what is large is never held whole. The file has no name any more when it is
 * read, so nothing is left behind whatever happens.
 */
export async function spooled(pieces: AsyncIterable<string>): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'los-download-'))
  try {
    const file = await open(join(folder, 'body'), 'wx+', 0o600)
    try {
      await pipeline(Readable.from(pieces), file.createWriteStream({ autoClose: false }))
    } catch (error) {
      await file.close()
      throw error
    }
    return file.createReadStream({ start: 0 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
