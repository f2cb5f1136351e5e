import { xmlReader } from '#platform/xml'
import type { Source } from '../source.ts'
import type { ZipEntry } from './directory.ts'
import { unpack } from './unpack.ts'

/** The workbook's table of distinct texts, which cells refer to by number. Phonetic readings are left out. */
export async function readSharedTexts(source: Source, entry: ZipEntry): Promise<readonly string[]> {
  const texts: string[] = []
  let current = ''
  let isText = false
  let isPhonetic = false
  const reader = xmlReader({
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') isPhonetic = true
      isText = name === 't' && !isPhonetic
    },
    text(text) {
      if (isText) current += text
    },
    close(name) {
      isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') texts.push(plainText(current))
    },
  })
  for await (const piece of unpack(source, entry)) reader.write(piece)
  reader.end()
  return texts
}

/** Workbooks write what XML cannot hold as _x000D_; of that only tabs and line ends are of use to anybody. */
export function plainText(text: string): string {
  const unescaped = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
  return (
    unescaped
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the database
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
      .toWellFormed()
  )
}
