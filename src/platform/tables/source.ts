import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UnreadableTable } from './unreadable.ts'

/** A file to be read: on disk, with the name its owner gave it if that is another, or in memory. */
export type TableFile =
  | string
  | { readonly path: string; readonly name: string }
  | { readonly bytes: Uint8Array; readonly name: string }

/** A file whose existence and size are known. It can be read from anywhere, as often as needed. Plain data: workers get it as it is. */
export interface Source {
  readonly name: string
  readonly size: number
  readonly at: { readonly path: string } | { readonly bytes: Uint8Array }
}

const PIECE = 64 * 1024

export async function openSource(file: TableFile): Promise<Source> {
  if (typeof file === 'object' && 'bytes' in file) {
    return { name: file.name, size: file.bytes.byteLength, at: { bytes: file.bytes } }
  }
  const path = typeof file === 'string' ? file : file.path
  const name = typeof file === 'string' ? basename(file) : file.name
  return { name, size: await sizeOf(path, name), at: { path } }
}

async function sizeOf(path: string, name: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableTable(whyNotFound(error, name))
  })
  if (!found.isFile()) throw new UnreadableTable(`${name} is not a file: give a CSV file or an Excel workbook.`)
  return found.size
}

const whyNotFound = ({ code }: NodeJS.ErrnoException, name: string): string =>
  code === 'EACCES'
    ? `${name} cannot be opened: ask its owner for permission to read it.`
    : `There is no file ${name}: check its name and folder.`

/** Some bytes of the file, fewer where it ends. */
export async function readBytes({ at, name }: Source, from: number, length: number): Promise<Buffer> {
  if ('bytes' in at)
    return Buffer.from(at.bytes.buffer, at.bytes.byteOffset, at.bytes.byteLength).subarray(from, from + length)
  const handle = await open(at.path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableTable(whyNotFound(error, name))
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The file's bytes in pieces, from one place up to (not including) another. */
export async function* readPieces(source: Source, from = 0, to = source.size): AsyncGenerator<Buffer> {
  if (to <= from) return
  if ('path' in source.at) {
    yield* createReadStream(source.at.path, { start: from, end: to - 1, highWaterMark: PIECE }) as AsyncIterable<Buffer>
    return
  }
  for (let at = from; at < to; at += PIECE) yield await readBytes(source, at, Math.min(PIECE, to - at))
}
