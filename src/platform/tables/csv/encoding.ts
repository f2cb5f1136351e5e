import { TextDecoder } from 'node:util'
import { readBytes, readPieces, type Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'

export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Said to the reader of the file when something had to be guessed. */
  readonly note: string | null
}

/**
 * Finds how a text file is written: by its byte order mark, by the zeros that UTF-16 leaves in every other byte, as UTF-8
 * when the whole file is valid UTF-8, and otherwise as Windows-1252, which older exports use and any bytes satisfy.
 */
export async function findEncoding(source: Source): Promise<TextEncoding> {
  const start = await readBytes(source, 0, 512)
  const utf16 = markedUtf16(start) ?? unmarkedUtf16(start)
  if (utf16) return { name: utf16, note: null }
  if (await isUtf8(source)) return { name: 'utf-8', note: null }
  return {
    name: 'windows-1252',
    note: `${source.name} is not written in UTF-8 and was read as Windows-1252: check names with accents, apostrophes and £.`,
  }
}

function markedUtf16(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Headers are plain letters, of which UTF-16 fills one byte in two: after the letter (LE) or before it (BE). */
function unmarkedUtf16(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zerosAt = (parity: number) => start.filter((byte, at) => byte === 0 && at % 2 === parity).length
  const [before, after] = [zerosAt(0), zerosAt(1)]
  const most = start.length * 0.4
  if (after > most && before === 0) return 'utf-16le'
  return before > most && after === 0 ? 'utf-16be' : undefined
}

async function isUtf8(source: Source): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isValid = true
  for await (const piece of readPieces(source)) {
    if (piece.includes(0)) throw new UnreadableTable(notText(source.name))
    isValid &&= decodes(decoder, piece)
  }
  return isValid && decodes(decoder, null)
}

export const notText = (name: string): string =>
  `${name} is neither a CSV file nor an Excel workbook: choose the file that the extract was saved as.`

function decodes(decoder: TextDecoder, piece: Buffer | null): boolean {
  try {
    if (piece) decoder.decode(piece, { stream: true })
    else decoder.decode()
    return true
  } catch {
    return false
  }
}

export interface TextPiece {
  readonly text: string
  /** How much of the file has been read with it, from 0 to 1. */
  readonly share: number
}

/** The file's text in pieces, without its byte order mark and with every kind of line end made into one. */
export async function* readText(source: Source, { name }: TextEncoding): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(name)
  let endedWithReturn = false
  let read = 0
  for await (const piece of readPieces(source)) {
    read += piece.length
    const decoded = decoder.decode(piece, { stream: true })
    if (decoded === '') continue
    // A line end of two characters may be split between two pieces: the line feed was already given for its return.
    const text = endedWithReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded
    endedWithReturn = decoded.endsWith('\r')
    yield { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, share: read / source.size }
  }
  yield { text: decoder.decode(), share: 1 }
}
