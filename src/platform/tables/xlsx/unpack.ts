import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { readBytes, readPieces, type Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'
import { damaged, type ZipEntry } from './directory.ts'

const HEADER = { signature: 0x04034b50, size: 30 }
const STORED = 0
const DEFLATED = 8
const PIECE = 64 * 1024

/**
 * The text of one file in a zip, in pieces. It must come to exactly the size and checksum that the directory promised: a
 * bomb that lied about its size ends at the promised one, and a damaged file does not pass for a shorter one. `onBytes` is
 * told how many bytes each piece had.
 */
export async function* unpack(
  source: Source,
  entry: ZipEntry,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let size = 0
  let checksum = 0
  for await (const piece of await inflated(source, entry)) {
    size += piece.length
    checksum = crc32(piece, checksum)
    if (size > entry.size) throw new UnreadableTable(damaged(source.name))
    onBytes(piece.length)
    yield decoder.decode(piece, { stream: true })
  }
  if (size !== entry.size || checksum !== entry.checksum) throw new UnreadableTable(damaged(source.name))
  yield decoder.decode()
}

/** The whole text of a file that is known to be small. */
export async function unpackWhole(source: Source, entry: ZipEntry): Promise<string> {
  if (entry.size > LARGEST_WHOLE) throw new UnreadableTable(damaged(source.name))
  let text = ''
  for await (const piece of unpack(source, entry)) text += piece
  return text
}

const LARGEST_WHOLE = 16 * 1024 * 1024

async function inflated(source: Source, entry: ZipEntry): Promise<AsyncIterable<Buffer>> {
  const header = await readBytes(source, entry.offset, HEADER.size)
  if (header.length < HEADER.size || header.readUInt32LE(0) !== HEADER.signature) {
    throw new UnreadableTable(damaged(source.name))
  }
  const start = entry.offset + HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = readPieces(source, start, Math.min(start + entry.packedSize, source.size))
  if (entry.method === STORED) return packed
  if (entry.method !== DEFLATED) throw new UnreadableTable(damaged(source.name))
  // The error, if there is one, reaches whoever reads the inflated pieces.
  return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => {})
}
