import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { invalid, type Outcome, ok } from '#kernel/outcome'

/** What may be attached, by what it is inside: letters, forms, pictures, recordings of a voicemail. */
const taken = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'audio/mpeg',
  'audio/wav',
  'audio/mp4',
])

/** Word's and Outlook's old files share one container, which tells them apart only by name. */
const compound: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.msg': 'application/vnd.ms-outlook',
  '.xls': 'application/vnd.ms-excel',
}

const refusal =
  'Choose a PDF, Word, Excel, text, picture, sound or email file. This one is something else, whatever its name says.'

/** The media type of a file by its content; its name is never believed alone. */
export async function mediaTypeOf(content: Buffer, filename: string): Promise<Outcome<string>> {
  const found = (await fileTypeFromBuffer(content))?.mime
  if (found === undefined) {
    return isPlainText(content) ? ok('text/plain') : invalid({ field: 'file', message: refusal })
  }
  if (found === 'application/x-cfb') {
    const named = compound[extname(filename).toLowerCase()]
    return named === undefined ? invalid({ field: 'file', message: refusal }) : ok(named)
  }
  const isTaken = taken.has(found) && !(found === 'audio/mpeg' && isByteOrderMark(content))
  return isTaken ? ok(found) : invalid({ field: 'file', message: refusal })
}

/** UTF-16 text begins with two bytes that could also begin a sound; no recorder writes them. */
const isByteOrderMark = (content: Buffer): boolean => content[0] === 0xff && content[1] === 0xfe

/** Sound UTF-8 without control characters other than line ends and tabs. A web page is not taken as text. */
function isPlainText(content: Buffer): boolean {
  if (content.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return !/^\s*<(?:!doctype|html|script|svg|\?xml)/i.test(text)
  } catch {
    return false
  }
}
