import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file to be put into a zip, as text in pieces. */
export interface ZipPart {
  readonly path: string
  readonly text: AsyncIterable<string> | Iterable<string>
}

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly checksum: number
  readonly packedSize: number
  readonly size: number
}

/** Sizes follow the content (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const VERSION = 20
const DEFLATED = 8

/** 1 January 1980, the first that a zip can tell: the same rows make the same file. */
const NO_DAY = 0x21

/** A zip in pieces. Nothing is held but its directory, so it may be long; 4 GB is where this form of zip ends. */
export async function* zipPieces(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.path)
    yield fileHeader(name)
    const sizes = { checksum: 0, packedSize: 0, size: 0 }
    for await (const piece of packed(part, sizes)) {
      sizes.packedSize += piece.length
      yield piece
    }
    yield sizesAfter(sizes)
    written.push({ name, offset, ...sizes })
    offset += 30 + name.length + sizes.packedSize + 16
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield directoryEnd(written.length, directory.length, offset)
}

/** The part's text deflated; its checksum and size are kept on the way. */
function packed({ text }: ZipPart, sizes: { checksum: number; size: number }): AsyncIterable<Buffer> {
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const piece of text) {
      const buffer = Buffer.from(piece)
      sizes.checksum = crc32(buffer, sizes.checksum)
      sizes.size += buffer.length
      yield buffer
    }
  }
  // The error, if there is one, reaches whoever reads the deflated pieces.
  return pipeline(bytes(), createDeflateRaw(), () => {})
}

function fileHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(NO_DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function sizesAfter({ checksum, packedSize, size }: Omit<Written, 'name' | 'offset'>): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x08074b50, 0)
  sizes.writeUInt32LE(checksum, 4)
  sizes.writeUInt32LE(packedSize, 8)
  sizes.writeUInt32LE(size, 12)
  return sizes
}

function directoryEntry({ name, offset, checksum, packedSize, size }: Written): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(VERSION, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATED, 10)
  entry.writeUInt16LE(NO_DAY, 14)
  entry.writeUInt32LE(checksum, 16)
  entry.writeUInt32LE(packedSize, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
