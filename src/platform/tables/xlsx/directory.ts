import { inMegabytes, type TableLimits } from '../limits.ts'
import { readBytes, type Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'

/** A file inside a zip, as the zip's own directory tells it. */
export interface ZipEntry {
  readonly path: string
  readonly isEncrypted: boolean
  /** 0 stored as it is, 8 deflated; workbooks know no other. */
  readonly method: number
  readonly checksum: number
  readonly packedSize: number
  readonly size: number
  /** Where its header begins. */
  readonly offset: number
}

/** Where the directory lies. */
interface Directory {
  readonly entries: number
  readonly size: number
  readonly offset: number
}

const END = { signature: 0x06054b50, size: 22, longestComment: 0xffff }
const ZIP64_END = { signature: 0x06064b50, locator: 0x07064b50, locatorSize: 20, size: 56 }
const ENTRY = { signature: 0x02014b50, size: 46 }

/** Workbooks have some dozens of files; with many pictures, hundreds. */
const MOST_ENTRIES = 5_000
const LARGEST_DIRECTORY = 4 * 1024 * 1024

/**
 * Reads a zip's directory without unpacking anything, and refuses what no workbook is: cut off, thousands of files, more
 * bytes than any workbook unpacks to, locked with a password. Sizes told here are checked again while unpacking.
 */
export async function readDirectory(source: Source, limits: TableLimits): Promise<readonly ZipEntry[]> {
  const tailSize = Math.min(source.size, END.size + END.longestComment + ZIP64_END.locatorSize + ZIP64_END.size)
  const tail = await readBytes(source, source.size - tailSize, tailSize)
  const directory = findDirectory(tail, source.size - tailSize)
  if (directory === null) throw new UnreadableTable(cutOff(source.name))
  const { entries: count, offset, size } = directory
  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) throw new UnreadableTable(notAWorkbook(source.name))
  if (offset + size > source.size) throw new UnreadableTable(cutOff(source.name))
  const entries = readEntries(await readBytes(source, offset, size), count)
  if (entries === null) throw new UnreadableTable(damaged(source.name))
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > limits.unpackedBytes) throw new UnreadableTable(bomb(source.name, total))
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new UnreadableTable(locked(source.name))
  return entries
}

/** Looks for the directory in the last bytes of a zip, which begin at `start`; null when they do not end as a zip does. */
export function findDirectory(tail: Buffer, start: number): Directory | null {
  for (let at = tail.length - END.size; at >= 0; at -= 1) {
    const isEnd = tail.readUInt32LE(at) === END.signature && at + END.size + tail.readUInt16LE(at + 20) === tail.length
    if (isEnd) return findZip64(tail, at, start) ?? plainDirectory(tail, at)
  }
  return null
}

const plainDirectory = (tail: Buffer, end: number): Directory => ({
  entries: tail.readUInt16LE(end + 10),
  size: tail.readUInt32LE(end + 12),
  offset: tail.readUInt32LE(end + 16),
})

/** Some programs write the form for large files always. */
function findZip64(tail: Buffer, end: number, start: number): Directory | null {
  const locator = end - ZIP64_END.locatorSize
  if (locator < 0 || tail.readUInt32LE(locator) !== ZIP64_END.locator) return null
  const at = Number(tail.readBigUInt64LE(locator + 8)) - start
  if (at < 0 || at > tail.length - ZIP64_END.size || tail.readUInt32LE(at) !== ZIP64_END.signature) return null
  const [entries, size, offset] = [32, 40, 48].map((field) => Number(tail.readBigUInt64LE(at + field)))
  return { entries: entries ?? 0, size: size ?? 0, offset: offset ?? 0 }
}

/** The entries of a directory; null when its bytes are not what they should be. */
export function readEntries(directory: Buffer, count: number): readonly ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + ENTRY.size > directory.length || directory.readUInt32LE(at) !== ENTRY.signature) return null
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
    const extraAt = at + ENTRY.size + (nameSize ?? 0)
    const next = extraAt + (extraSize ?? 0) + (commentSize ?? 0)
    if (next > directory.length) return null
    entries.push(readEntry(directory, at, extraAt, extraAt + (extraSize ?? 0)))
    at = next
  }
  return entries
}

function readEntry(directory: Buffer, at: number, extraAt: number, extraEnd: number): ZipEntry {
  const [size, packedSize, offset] = readSizes(directory, at, directory.subarray(extraAt, extraEnd))
  return {
    path: directory.toString('utf8', at + ENTRY.size, extraAt).replaceAll('\\', '/'),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    method: directory.readUInt16LE(at + 10),
    checksum: directory.readUInt32LE(at + 16),
    size,
    packedSize,
    offset,
  }
}

/** Sizes and offset, each of which stands in the extra field when its own place is full of ones. */
function readSizes(directory: Buffer, at: number, extra: Buffer): readonly [number, number, number] {
  const large = zip64Numbers(extra)
  const read = (field: number): number => {
    const value = directory.readUInt32LE(at + field)
    return value === 0xffffffff ? Number(large.shift() ?? value) : value
  }
  return [read(24), read(20), read(42)]
}

function zip64Numbers(extra: Buffer): bigint[] {
  let at = 0
  while (at + 4 <= extra.length) {
    const end = Math.min(at + 4 + extra.readUInt16LE(at + 2), extra.length)
    if (extra.readUInt16LE(at) === 1) {
      const numbers = []
      for (let field = at + 4; field + 8 <= end; field += 8) numbers.push(extra.readBigUInt64LE(field))
      return numbers
    }
    at = end
  }
  return []
}

const cutOff = (name: string): string => `${name} is cut off: copy or download it again, and give the whole file.`

const notAWorkbook = (name: string): string =>
  `${name} is a zip of many files and not an Excel workbook: give the workbook itself.`

const bomb = (name: string, bytes: number): string =>
  `${name} would unpack to ${inMegabytes(bytes)}, far more than a workbook has: save the rows alone as a new workbook or CSV.`

const locked = (name: string): string => `${name} is locked with a password: take the password off, and save it again.`

export const damaged = (name: string): string =>
  `${name} is damaged: open it in Excel, save it under a new name, and give that.`
